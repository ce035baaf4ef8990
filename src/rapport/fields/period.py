"""Relative periods of filters: “the next 30 days” as two dates, counted from the reader's today."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from rapport.kernel.clock import today
from rapport.kernel.context import Context
from rapport.schema.field_type import ValueProblem

UNITS = ("day", "week", "month", "quarter", "year")
PARTS = {"from", "to", "unit"}
FARTHEST = 1_000


def start_of(unit: str, day: date) -> date:
    """The first day of the week (Monday), month, quarter or year that holds the day."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def step(unit: str, count: int) -> relativedelta:
    """So many units as a delta."""
    months = {"month": 1, "quarter": 3, "year": 12}
    return (
        relativedelta(months=months[unit] * count)
        if unit in months
        else relativedelta(days=count * (7 if unit == "week" else 1))
    )


def period(value: Any, context: Context) -> tuple[date, date]:
    """`{"from": -1, "to": 0, "unit": "month"}` -> first day, and the first day after; raises `ValueProblem`."""
    whole = isinstance(value, Mapping) and set(value) == PARTS and all(type(value[k]) is int for k in ("from", "to"))
    if not whole or value["unit"] not in UNITS or max(abs(value["from"]), abs(value["to"])) > FARTHEST:
        raise ValueProblem("period", _("Give a period like {“from”: 0, “to”: 30, “unit”: “day”}."))
    first = start_of(value["unit"], today(context.time_zone))
    low, high = sorted((value["from"], value["to"]))
    return first + step(value["unit"], low), first + step(value["unit"], high + 1)
