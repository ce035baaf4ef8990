"""Money as people write it: `€1.234,50`, `USD 1,234`, `1 234 kr`, `(£12.50)`."""

import re
from decimal import Decimal
from functools import cache

from babel.numbers import list_currencies
from django.utils.translation import gettext as _

from rapport.fields.text_forms.numbers import DecimalSign, parse_number, tidy, unsigned
from rapport.schema.field_type import ValueProblem

_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    "£": ("GBP", "EGP", "LBP", "GIP", "FKP"),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"),
    "¥": ("JPY", "CNY"),
    "円": ("JPY",),
    "元": ("CNY",),
    "₹": ("INR",),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "₽": ("RUB",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₦": ("NGN",),
    "₱": ("PHP",),
    "₡": ("CRC",),
    "₸": ("KZT",),
    "r$": ("BRL",),
    "us$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "nt$": ("TWD",),
    "mx$": ("MXN",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "лв": ("BGN",),
    "fr": ("CHF",),
    "sfr": ("CHF",),
    "euro": ("EUR",),
    "euros": ("EUR",),
}
# One sign, several neighbours: only the workspace's own currency can settle it.
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_PARTS = re.compile(
    r"(?P<before>(?:[^\W\d_]+\.|[^\d.,'()+-])*)(?P<number>[-+]?[.,]?\d[\d.,' ]*-?)(?P<after>[^\d,'()]*)"
)
_ROUND = re.compile(r"(?<=\d)[.,]-{1,2}")  # 12,- is a round sum, 12- a debt
_APART = re.compile(r"(?<=[a-z]) +\$", re.IGNORECASE)  # US $ is US$
_WORDS = re.compile(r"[^\W\d_]+\$?|[^\w\s.-]")


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies("en"))


def parse_money(text: str, decimal: DecimalSign | None = None, home: str | None = None) -> tuple[Decimal, str | None]:
    """The amount, and the currency where one is written. A sign that several currencies share means `home` if that
    is one of them; `kr` without such a home is refused, since the neighbours differ."""
    body, negative = unsigned(_APART.sub("$", _ROUND.sub("", tidy(text))))
    parts = _PARTS.fullmatch(body)
    if not parts:
        raise ValueProblem(
            "money", _("“%(text)s” is not an amount; write it like 1234.56 EUR.") % {"text": text.strip()[:40]}
        )
    amount = parse_number(parts["number"].strip().rstrip(".,"), decimal)
    words = [word.lower() for word in _WORDS.findall(parts["before"]) + _WORDS.findall(parts["after"])]
    return (-amount if negative and amount else amount), _currency(words, home, text)


def _currency(words: list[str], home: str | None, text: str) -> str | None:
    """The one currency the words name: a code says more than a sign (`$12 CAD`)."""
    codes = {code for word in words if word not in _SIGNS and (code := word.rstrip("$").upper()) in _codes()}
    if len(codes) > 1:
        raise ValueProblem("currency", _("“%(text)s” names two currencies; keep one.") % {"text": text.strip()[:40]})
    for word in words:
        if word not in _SIGNS and word != "kr" and word.rstrip("$").upper() not in codes:
            raise ValueProblem(
                "currency", _("“%(word)s” is not a currency; write a code such as EUR or USD.") % {"word": word[:20]}
            )
    if codes or not words:
        return next(iter(codes), None)
    if "kr" in words:
        if home in _CROWNS:
            return home
        raise ValueProblem(
            "currency",
            _("“%(text)s” does not say whose crowns; write SEK, NOK, DKK or ISK.") % {"text": text.strip()[:40]},
        )
    return home if home in _SIGNS[words[0]] else _SIGNS[words[0]][0]
