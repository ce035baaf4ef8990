"""Computed fields: never stored, made by PostgreSQL from other fields of the record."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rapport.fields.money import MoneyType, money_json
from rapport.fields.number import NumberType, plain
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType
from rapport.schema.fragments import Source
from rapport.schema.operators import EMPTINESS, ORDER
from rapport.schema.registry import registry

SHOWN_PLACES = 2


class Expression:
    """What a computed field is made of; `object_key` is bound by the declaration."""

    result: FieldType
    object_key = ""

    def field(self, path: str, source: Source) -> tuple[FieldSpec, Source]:
        """A field of the same record, or of one it points at."""
        key, _, rest = path.partition(".")
        spec = registry.object(self.object_key).fields[key]
        if not rest:
            return spec, source
        part = spec.type.part(spec, rest)  # type: ignore[attr-defined]  # only references have parts, checked at start-up
        return part, spec.type.enter(spec, source)  # type: ignore[attr-defined]  # as above

    def paths(self) -> Mapping[str, frozenset[str]]:
        """The paths it is made of, with the kinds of fields that fit: checked at start-up."""
        raise NotImplementedError

    def multiple_of(self) -> tuple[str, str] | None:
        """`(field, path)` when the value is the field times what stands at the path.

        Then the sum over records that agree in the path is the sum of the field times that.
        """
        return None

    def value(self, source: Source) -> str:
        """SQL of the plain value: what is compared and summed."""
        raise NotImplementedError

    def show(self, value: Any, spec: FieldSpec) -> str:
        """A JSON value, or None, as text."""
        return self.result.show(value, spec)

    def select(self, source: Source) -> str:
        """SQL of the JSON shape."""
        return self.value(source)

    def currency(self, source: Source) -> str | None:
        """SQL of the currency, for money."""
        del source
        return None


class Share(Expression):
    """A share of a money field: `Share("amount", percent="stage.probability")`.

    It is exact, so that the shares of many records add up to the share of their sum; only its text is rounded.
    """

    result = MoneyType()

    def __init__(self, money: str, *, percent: str) -> None:
        self.money, self.percent = money, percent

    def paths(self) -> Mapping[str, frozenset[str]]:
        return {self.money: frozenset({"money"}), self.percent: frozenset({"percent", "number"})}

    def multiple_of(self) -> tuple[str, str]:
        return self.money, self.percent

    def value(self, source: Source) -> str:
        money, at = self.field(self.money, source)
        percent, by = self.field(self.percent, source)
        # A division would be rounded.
        return f"({at.column(money.column)} * {by.column(percent.column)} * 0.01)"

    def show(self, value: Any, spec: FieldSpec) -> str:
        if value is None:
            return ""
        return super().show({**value, "amount": plain(round(Decimal(value["amount"]), SHOWN_PLACES))}, spec)

    def currency(self, source: Source) -> str:
        money, at = self.field(self.money, source)
        return at.column(money.columns[1])

    def select(self, source: Source) -> str:
        return money_json(self.value(source), self.currency(source))


class DaysSince(Expression):
    """Whole days since a moment of the record: `DaysSince("stage_since")`."""

    result = NumberType()

    def __init__(self, moment: str) -> None:
        self.moment = moment

    def paths(self) -> Mapping[str, frozenset[str]]:
        return {self.moment: frozenset({"date_time"})}

    def value(self, source: Source) -> str:
        moment, at = self.field(self.moment, source)
        return f"floor(extract(epoch FROM now() - {at.column(moment.column)}) / 86400)::int"


class ComputedType(FieldType):
    """Shows and filters like its result."""

    kind = "computed"
    operators = (*ORDER, *EMPTINESS)
    sortable = False
    read_only = True

    def result(self, spec: FieldSpec) -> FieldType:
        """The type of the result."""
        return spec.options["expression"].result  # type: ignore[no-any-return]  # options hold any value

    def show(self, value: Any, spec: FieldSpec) -> str:
        return spec.options["expression"].show(value, spec)  # type: ignore[no-any-return]  # options hold any value

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return self.result(spec).json_schema(spec)

    def select(self, spec: FieldSpec, source: Source) -> str:
        return spec.options["expression"].select(source)  # type: ignore[no-any-return]  # options hold any value

    def compare(self, spec: FieldSpec, source: Source) -> str:
        return spec.options["expression"].value(source)  # type: ignore[no-any-return]  # options hold any value

    def currency(self, spec: FieldSpec, source: Source) -> str:
        """SQL of the currency that belongs to the amount, for money."""
        return spec.options["expression"].currency(source)  # type: ignore[no-any-return]  # options hold any value

    def operand(self, value: Any, spec: FieldSpec, context: Any) -> Any:
        return self.result(spec).operand(value, spec, context)


class Computed:
    """A computed field: `weighted = Computed(Share("amount", percent="stage.probability"), label="Weighted")`."""

    type = ComputedType()

    def __init__(self, expression: Expression, *, label: str = "", help: str = "") -> None:  # noqa: A002 - as in Declared
        self.expression, self.label, self.help, self.key = expression, label, help, ""

    def bind(self, object_key: str, key: str) -> None:
        """Learn the declaration's names."""
        self.expression.object_key, self.key = object_key, key

    def spec(self) -> FieldSpec:
        """The description of this field."""
        label = self.label or self.key.replace("_", " ").capitalize()
        options = {"expression": self.expression}
        return FieldSpec(self.key, self.type, label, (), self.help, read_only=True, options=options)
