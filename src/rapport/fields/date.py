"""Days (`Date`) and moments (`DateTime`)."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rapport.fields.columns import DateColumn, DateTimeColumn
from rapport.fields.declared import Declared
from rapport.fields.period import period
from rapport.fields.text_forms import parse_date, parse_datetime
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.operators import EMPTINESS, EQUALITY, ORDER


class DateType(FieldType):
    """A day, the same everywhere."""

    kind = "date"
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *ORDER, "within", *EMPTINESS)

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> date:
        del spec, cleaning
        try:
            if isinstance(value, str) and value[10:11] == "T":
                return datetime.fromisoformat(value).date()
            return date.fromisoformat(value)
        except (TypeError, ValueError) as wrong:
            raise ValueProblem(
                "date", _("“%(value)s” is not a date; write it like 2026-12-31.") % {"value": str(value)[:40]}
            ) from wrong

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec
        return parse_date(text, forms.date_order).isoformat()

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {"type": "string", "format": "date"}

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        if value == "today":
            value = datetime.now(ZoneInfo(context.time_zone)).date().isoformat()
        return self.clean(value, spec, None)  # type: ignore[arg-type]  # a date needs no references

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        if op != "within":
            return super().where(op, value, spec, source, params, context)
        low, high = (params.add(self.edge(day, context)) for day in period(value, context))
        left = self.compare(spec, source)
        return f"({left} >= {low} AND {left} < {high})"

    def edge(self, day: date, context: Context) -> Any:
        """The first moment of a day, as this type compares it."""
        del context
        return day


class DateTimeType(DateType):
    """A moment, kept in UTC and shown in the reader's time zone."""

    kind = "date_time"
    operators = (*ORDER, "within", *EMPTINESS)

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning | None) -> datetime:
        del spec
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                zone = cleaning.context.time_zone if cleaning else "UTC"
                moment = moment.replace(tzinfo=ZoneInfo(zone))
            return moment.astimezone(UTC)
        except (TypeError, ValueError, OverflowError) as wrong:
            raise ValueProblem(
                "date-time",
                _("“%(value)s” is not a moment; write it like 2026-12-31T09:30:00Z.") % {"value": str(value)[:40]},
            ) from wrong

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec
        return parse_datetime(text, forms.date_order, forms.time_zone).isoformat()

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {"type": "string", "format": "date-time"}

    def edge(self, day: date, context: Context) -> Any:
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(context.time_zone))


class Date(Declared, DateColumn):
    """A day."""

    type = DateType()
    column_class = "DateField"


class DateTime(Declared, DateTimeColumn):
    """A moment."""

    type = DateTimeType()
    column_class = "DateTimeField"
