"""Dates as people write them: ISO, day and month in either order, month names, Excel's serial numbers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from babel import Locale
from django.utils.translation import gettext as _

from rapport.fields.text_forms.numbers import tidy
from rapport.kernel.text import fold
from rapport.schema.field_type import ValueProblem

DateOrder = Literal["dmy", "mdy", "ymd"]

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "ru")
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})", re.ASCII)
_ASIAN = re.compile(r"(\d{4}) ?[年년]\s*(\d{1,2}) ?[月월]\s*(\d{1,2}) ?[日일]")
_NUMERIC = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})\.?", re.ASCII)
_SERIAL = re.compile(r"([1-9]\d{4})(\.\d+)?", re.ASCII)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,\s*")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_FILLERS = frozenset(["of", "the", "de", "del", "di", "st", "nd", "rd", "th", "er", "le", "a", "e"])
_EXCEL_ZERO = date(1899, 12, 30)
_PIVOT = 69


def _refuse(text: str) -> ValueProblem:
    return ValueProblem("date", _("“%(text)s” is not a date; write it like 2026-12-31.") % {"text": text.strip()[:40]})


@cache
def _months() -> Mapping[str, int]:
    """Month names and abbreviations of many languages; a word that means two months is left out."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        months = Locale(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    found.setdefault(fold(name).strip("."), set()).add(number)
    found["sept"] = {9}
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1 and not name.isdecimal()}


def excel_day(serial: float) -> date:
    """The day of one of Excel's serial numbers."""
    return _EXCEL_ZERO + timedelta(days=int(serial))


def parse_date(text: str, order: DateOrder = "dmy") -> date:
    """The day. `order` settles `01/02/2026`; where only one order is possible (`13/02/2026`) it is not asked.
    A time after the date is dropped."""
    iso = _ISO.fullmatch(text)
    if iso:
        return _make(int(iso[1]), int(iso[3]), int(iso[4]), text)
    body = _WEEKDAY.sub("", tidy(text))
    if len(body) > 60:  # noqa: PLR2004 - longer than any date with its weekday in words
        raise _refuse(text)
    found = _read(body, order, text)
    if found is None:
        found = _read(re.sub(r"(T|,?\s+)\d{1,2}:\d{2}.*$", "", body), order, text)
    if found is None:
        raise _refuse(text)
    return found


def _read(body: str, order: DateOrder, text: str) -> date | None:
    whole = _ISO.fullmatch(body) or _ASIAN.fullmatch(body)
    if whole:
        year, *_rest, month, day = (group for group in whole.groups() if group and group.isdecimal())
        return _make(int(year), int(month), int(day), text)
    numeric = _NUMERIC.fullmatch(body)
    if numeric:
        return _numeric((numeric[1], numeric[2], numeric[3]), order, text)
    serial = _SERIAL.fullmatch(body)
    if serial:
        return excel_day(int(serial[1]))
    return _worded(body, text)


def _numeric(parts: tuple[str, str, str], order: DateOrder, text: str) -> date:
    first, middle, last = (int(part) for part in parts)
    if len(parts[0]) == 4 or (order == "ymd" and len(parts[2]) <= 2):  # noqa: PLR2004 - digits of a year
        return _make(_year(parts[0], text), middle, last, text)
    if len(parts[0]) > 2:  # noqa: PLR2004
        raise _refuse(text)
    year = _year(parts[2], text)
    month_first = order == "mdy"
    if (month_first and first > 12) or (not month_first and middle > 12):  # noqa: PLR2004 - no such month
        month_first = not month_first
    return _make(year, first if month_first else middle, middle if month_first else first, text)


def _worded(body: str, text: str) -> date | None:
    """`1 Dec 2026`, `Dec 1st, 2026`, `1. Dezember 2026`, `01-Dec-26`, `2026 Dec 1`."""
    month, numbers = 0, []
    for piece in _PIECE.findall(fold(body)):
        if piece.isdecimal():
            numbers.append(piece)
        elif piece in _months() and not month:
            month = _months()[piece]
        elif piece not in _FILLERS:
            return None
    if not month or len(numbers) != 2:  # noqa: PLR2004 - a day and a year
        return None
    day, year = numbers if len(numbers[0]) <= 2 else numbers[::-1]  # noqa: PLR2004
    return _make(_year(year, text), month, int(day), text)


def _year(digits: str, text: str) -> int:
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    if len(digits) == 2:  # noqa: PLR2004
        return int(digits) + (1900 if int(digits) >= _PIVOT else 2000)
    raise _refuse(text)


def _make(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueProblem(
            "date", _("“%(text)s” is not a day of the calendar.") % {"text": text.strip()[:40]}
        ) from None


def detect_date_order(samples: Iterable[str]) -> DateOrder | None:
    """The order of a column, from the texts that leave no doubt (`13/02/2026`); None when there are none or both."""
    votes: dict[DateOrder, int] = {"dmy": 0, "mdy": 0, "ymd": 0}
    for sample in samples:
        numeric = _NUMERIC.match(_WEEKDAY.sub("", tidy(sample)))
        if not numeric:
            continue
        first, middle, last = int(numeric[1]), int(numeric[2]), int(numeric[3])
        if len(numeric[1]) == 4 or (first > 31 >= last):  # noqa: PLR2004
            votes["ymd"] += 1
        elif first > 12 >= middle:  # noqa: PLR2004
            votes["dmy"] += 1
        elif middle > 12 >= first:  # noqa: PLR2004
            votes["mdy"] += 1
    sure = [order for order, count in votes.items() if count]
    return sure[0] if len(sure) == 1 else None
