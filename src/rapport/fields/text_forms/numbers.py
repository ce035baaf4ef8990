"""Numbers as people write them: `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`, `(12)`, `12-`, `12%`."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from rapport.schema.field_type import ValueProblem

DecimalSign = Literal[".", ","]

_PLAIN = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_EXPONENT = re.compile(r"([+-]?\d{1,20}([.,]\d{1,30})?)e([+-]?\d{1,2})", re.ASCII | re.IGNORECASE)
_DASHES, _APOSTROPHES = "\u2212\u2012\u2013\ufe63", "\u2019\u2018\u00b4`"
_SIGNS = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'") | {"\u066c": ",", "\u066b": "."}  # Arabic , and .
)
_BARE = re.compile(r"\d[\d.,' ]*|[.,]\d+", re.ASCII)
_GROUPED = {
    sign: re.compile(rf"\d{{1,3}}({re.escape(sign)}\d{{2,3}})*{re.escape(sign)}\d{{3}}", re.ASCII) for sign in ",.' "
}
_THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_LONGEST = 80


def _refuse(text: str) -> ValueProblem:
    return ValueProblem("number", _("“%(text)s” is not a number; write it like 1234.56.") % {"text": text.strip()[:40]})


def tidy(text: str) -> str:
    """Wide digits, unusual spaces, minus signs and apostrophes made plain."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).strip()


def unsigned(text: str) -> tuple[str, bool]:
    """The text without its sign, and whether it is negative: `-12`, `12-`, `(12)`."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-"):
        return text[1:].lstrip(), True
    if text.endswith("-"):
        return text[:-1].rstrip(), True
    return text.removeprefix("+").lstrip(), False


def parse_number(text: str, decimal: DecimalSign | None = None) -> Decimal:
    """The number; a percent sign is dropped (`12%` is 12). `decimal` settles `1.234` and `1,234`, which by
    themselves are read as 1.234 and 1234."""
    if _PLAIN.fullmatch(text) and decimal != ",":
        return Decimal(text) or Decimal(0)
    body = tidy(text)
    if not body or len(body) > _LONGEST:
        raise _refuse(text)
    body, negative = unsigned(body)
    body = body.removesuffix("%").rstrip().removeprefix("%").lstrip()
    if not negative:
        body, negative = unsigned(body)
    exponent = _EXPONENT.fullmatch(body)
    if exponent:
        value = Decimal(f"{exponent[1].replace(',', '.')}e{exponent[3]}")
    else:
        value = Decimal(_to_digits(body, text, decimal))
    return (-value if negative else value) or Decimal(0)


def _to_digits(body: str, text: str, decimal: DecimalSign | None) -> str:
    if not _BARE.fullmatch(body):
        raise _refuse(text)
    sign = _decimal_sign(body, decimal)
    whole, _sign, fraction = body.rpartition(sign) if sign else (body, "", "")
    if fraction and not fraction.isdecimal():
        raise _refuse(text)
    groups = {c for c in whole if not c.isdecimal()}
    if len(groups) > 1 or any(not _GROUPED[group].fullmatch(whole) for group in groups):
        raise _refuse(text)
    for group in groups:
        whole = whole.replace(group, "")
    return f"{whole or '0'}.{fraction}" if fraction else whole


def _decimal_sign(body: str, decimal: DecimalSign | None) -> str:
    """Which sign of this one text is the decimal sign; empty for none."""
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return max(".,", key=body.rfind)
    if dots + commas != 1:
        return ""
    sign = "." if dots else ","
    if not _THREE.fullmatch(body):
        return sign
    return sign if sign == (decimal or ".") else ""


def detect_decimal_sign(samples: Iterable[str]) -> DecimalSign | None:
    """The decimal sign of a column, from the texts that leave no doubt; None when none does or they disagree evenly."""
    votes = {".": 0, ",": 0}
    for sample in samples:
        body = "".join(c for c in tidy(sample) if c in "0123456789.,")
        dots, commas = body.count("."), body.count(",")
        if dots and commas:
            votes[max(".,", key=body.rfind)] += 1
        elif dots > 1 or commas > 1:
            votes["," if dots else "."] += 1
        elif dots + commas == 1 and not _THREE.fullmatch(body) and not body.endswith((".", ",")):
            votes["." if dots else ","] += 1
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","
