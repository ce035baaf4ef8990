"""A date with a time of day, as people and other systems write it."""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rapport.fields.text_forms.dates import DateOrder, excel_day, parse_date
from rapport.fields.text_forms.numbers import tidy
from rapport.schema.field_type import ValueProblem

_TIME = re.compile(
    r"(?P<date>.+?)(?:T|,?\s+(?:at\s+|um\s+|à\s+)?)(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d{1,12})?", re.ASCII)
_EPOCH = re.compile(r"[1-9]\d{9}(\d{3})?", re.ASCII)
_DAY = 86_400


def _refuse(text: str) -> ValueProblem:
    return ValueProblem(
        "date_time",
        _("“%(text)s” is not a date and time; write it like 2026-12-31 14:30.") % {"text": text.strip()[:40]},
    )


def parse_datetime(text: str, order: DateOrder = "dmy", time_zone: str = "UTC") -> datetime:
    """The moment, in UTC. Without a zone of its own it is read in `time_zone`; without a time it is midnight there.
    Seconds and milliseconds since 1970 are taken too."""
    body = tidy(text)
    home = ZoneInfo(time_zone)
    try:
        if _EPOCH.fullmatch(body):
            return datetime.fromtimestamp(int(body) / (1000 if len(body) > 10 else 1), UTC)  # noqa: PLR2004
        if _SERIAL.fullmatch(body):
            seconds = round(float(body) % 1 * _DAY)
            local = datetime.combine(excel_day(float(body)), time(), home) + timedelta(seconds=seconds)
            return local.astimezone(UTC)
        match = _TIME.fullmatch(body)
        if not match:
            return datetime.combine(parse_date(body, order), time(), home).astimezone(UTC)
        zone = _zone(match["zone"]) or home
        return datetime.combine(parse_date(match["date"], order), _time(match, text), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _refuse(text) from None


def _time(match: re.Match[str], text: str) -> time:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's face
            raise _refuse(text)
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    micro = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    return time(hour, int(match["minute"]), int(match["second"] or 0), micro)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    digits = "".join(c for c in text if c.isdecimal())
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if "-" in text else offset)
