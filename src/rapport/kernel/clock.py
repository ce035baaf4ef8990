"""The one source of the current time, so that a test can hold it still."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The current date where the reader is."""
    return now().astimezone(ZoneInfo(time_zone)).date()
