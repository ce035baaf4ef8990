"""Numbers: `Number`, `Percent` and `Rating`."""

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rapport.fields.columns import DecimalColumn, SmallIntegerColumn
from rapport.fields.declared import Declared
from rapport.fields.text_forms import parse_number
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem
from rapport.schema.fragments import Source
from rapport.schema.operators import EMPTINESS, EQUALITY, ORDER

PLACES, DIGITS = 4, 16
EXACT = 15  # significant digits that a JSON number keeps in every language


def clean_decimal(value: Any, spec: FieldSpec) -> Decimal:
    """An exact decimal within the field's bounds; raises `ValueProblem`."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise ValueProblem("number", _("Give this as a number."))
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as wrong:
        raise ValueProblem(
            "number", _("“%(value)s” is not a number; write it like 1234.56.") % {"value": str(value)[:40]}
        ) from wrong
    # The size is asked before the sum: one of a million digits would be worked out first.
    if number and number.is_finite() and number.adjusted() <= DIGITS:
        number = round(number, PLACES) if number.adjusted() >= -PLACES - 1 else Decimal(0)
    if not number.is_finite() or (number and number.adjusted() >= DIGITS):
        raise ValueProblem(
            "number", _("Give a number with at most %(digits)s digits before the point.") % {"digits": DIGITS}
        )
    number = number or Decimal(0)
    low, high = spec.options.get("min"), spec.options.get("max")
    if low is not None and number < low:
        raise ValueProblem("too-small", _("Give %(low)s or more.") % {"low": low})
    if high is not None and number > high:
        raise ValueProblem("too-large", _("Give %(high)s or less.") % {"high": high})
    return number


def plain(number: Decimal) -> str:
    """Without exponent or trailing zeros: `1200`, `0.5`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class NumberType(FieldType):
    """An exact decimal of 15 digits, 4 of them after the point at most."""

    kind = "number"
    operators = (*EQUALITY, *ORDER, *EMPTINESS)

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> Decimal | int:
        del cleaning
        number = clean_decimal(value, spec)
        if len(number.normalize().as_tuple().digits) > EXACT:
            raise ValueProblem("number", _("Give a number with at most %(digits)s digits.") % {"digits": EXACT})
        return number

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec
        return plain(parse_number(text, forms.decimal))

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else plain(Decimal(str(value)))

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        bounds = {"minimum": spec.options.get("min"), "maximum": spec.options.get("max")}
        return {"type": "number", **{k: v for k, v in bounds.items() if v is not None}}

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"anyOf": [self.json_schema(spec), {"type": "string"}]}

    def select(self, spec: FieldSpec, source: Source) -> str:
        return f"trim_scale({source.column(spec.column)})"

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del context
        unbounded = FieldSpec(spec.key, spec.type, spec.label, spec.columns)
        return clean_decimal(value, unbounded)


class PercentType(NumberType):
    """A percentage, 0 to 100 unless declared otherwise."""

    kind = "percent"

    def show(self, value: Any, spec: FieldSpec) -> str:
        return "" if value is None else f"{super().show(value, spec)}%"


class RatingType(NumberType):
    """Whole stars from 1 to the option `max`."""

    kind = "rating"

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> int:
        number = super().clean(value, spec, cleaning)
        if number != int(number) or not 1 <= number <= spec.options["max"]:
            raise ValueProblem("rating", _("Give whole stars from 1 to %(spec)s.") % {"spec": spec.options["max"]})
        return int(number)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1, "maximum": spec.options["max"]}

    def select(self, spec: FieldSpec, source: Source) -> str:
        return source.column(spec.column)


class Number(Declared, DecimalColumn):
    """A number. Options: `min`, `max`."""

    type = NumberType()
    known_options = ("min", "max")
    column_class = "DecimalField"
    column_options: ClassVar[dict[str, Any]] = {"max_digits": DIGITS + PLACES, "decimal_places": PLACES}


class Percent(Declared, DecimalColumn):
    """A percentage. Options: `min` (0), `max` (100)."""

    type = PercentType()
    known_options = ("min", "max")
    column_class = "DecimalField"
    column_options: ClassVar[dict[str, Any]] = {"max_digits": DIGITS + PLACES, "decimal_places": PLACES}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min": 0, "max": 100} | options)


class Rating(Declared, SmallIntegerColumn):
    """Stars. Option `max` (5)."""

    type = RatingType()
    known_options = ("max",)
    column_class = "SmallIntegerField"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max": 5} | options)
