"""What a text looks like, whatever its column is called."""

import re
from collections.abc import Iterable
from datetime import date

from rapport.fields.text_forms import parse_date, parse_money, parse_url
from rapport.schema.field_type import ValueProblem

_EMAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+\.[^\W\d_]{2,}")
_PHONE = re.compile(r"(?:\+|00|\(|0)?[\d\s()./-]{6,24}\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?", re.IGNORECASE)
_PHONE_SHAPE = re.compile(r"^(\+|00|\(\d|0\d)|\d[\s./-]\(?\d{2,}|\)\s*\d")
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|de|uk|fr|eu|es|it|nl|ch|at|se|app|dev|ai)(?:/\S*)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}([T\s,].*)?|[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}.*|\d{1,2}\.?[\s-][^\W\d_]{3,9}\.?[\s-]\d{2,4}.*"
)
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/\S*)?")
_NUMBER = re.compile(r"[-+(]?[\d.,'\s]*\d\)?%?")
_TRUTH = frozenset(["true", "false", "yes", "no"])

LOOKS = ("email", "url", "domain", "date", "phone", "money", "number", "checkbox", "text")


def look(text: str) -> str:  # noqa: C901, PLR0911 - one line for each look
    """One of `LOOKS`: the narrowest form the text has; `text` for anything else."""
    body = text.strip()
    if len(body) > 200:  # noqa: PLR2004 - prose
        return "text"
    if "@" in body:
        return "email" if _EMAIL.fullmatch(body) else "text"
    if body.lower() in _TRUTH:
        return "checkbox"
    if _WEB.fullmatch(body) and _reads(parse_url, body):
        return "url"
    if _DOMAIN.fullmatch(body):
        return "domain"
    if not any(c.isdecimal() for c in body):
        return "text"
    if _DATE.fullmatch(body) and _is_date(body):
        return "date"
    if _NUMBER.fullmatch(body) and not _PHONE_SHAPE.search(body):
        return "number"
    if _PHONE.fullmatch(body) and _PHONE_SHAPE.search(body) and sum(c.isdecimal() for c in body) >= 7:  # noqa: PLR2004
        return "phone"
    if _reads(parse_money, body):
        return "money"
    return "text"


def share(samples: Iterable[str]) -> dict[str, float]:
    """How large a part of the samples that are not empty has each look."""
    seen = [look(sample) for sample in samples if sample.strip()]
    return {kind: seen.count(kind) / len(seen) for kind in set(seen)}


def _is_date(text: str) -> bool:
    try:
        return date(1900, 1, 1) <= parse_date(text) <= date(2199, 12, 31)
    except ValueProblem:
        return False


def _reads(reader: object, text: str) -> bool:
    try:
        reader(text)  # type: ignore[operator]
    except ValueProblem:
        return False
    return True
