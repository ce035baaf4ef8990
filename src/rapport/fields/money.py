"""Money: an exact amount in a currency."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from babel.numbers import list_currencies
from django.db import models
from django.utils.translation import gettext as _

from rapport.fields.columns import DecimalColumn
from rapport.fields.declared import Companion, Declared, ModelClass
from rapport.fields.number import DIGITS, PLACES, clean_decimal, plain
from rapport.fields.text_forms import parse_money
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem
from rapport.schema.fragments import Source
from rapport.schema.operators import EMPTINESS, EQUALITY, ORDER

SUFFIX = "currency"


@cache
def currencies() -> frozenset[str]:
    """All ISO 4217 codes."""
    return frozenset(list_currencies())


class MoneyType(FieldType):
    """A stored value is the pair (amount, currency). Filters and sorting compare the amount."""

    kind = "money"
    operators = (*EQUALITY, *ORDER, *EMPTINESS)

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> tuple[Decimal, str] | None:
        currency: Any = cleaning.context.currency
        if isinstance(value, Mapping):
            if set(value) - {"amount", "currency"} or "amount" not in value:
                raise ValueProblem("money", _("Give money as {“amount”: “1200.00”, “currency”: “EUR”}."))
            value, currency = value["amount"], value.get("currency") or currency
        if value is None or value == "":
            return None
        if not isinstance(currency, str) or currency.upper() not in currencies():
            raise ValueProblem(
                "currency",
                _("“%(currency)s” is not a currency; give a code like EUR or USD.") % {"currency": str(currency)[:20]},
            )
        return clean_decimal(value, spec), currency.upper()

    def to_columns(self, stored: Any, spec: FieldSpec) -> Sequence[Any]:
        del spec
        return stored or (None, None)

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec
        amount, currency = parse_money(text, forms.decimal, forms.currency)
        return {"amount": plain(amount), "currency": currency or forms.currency}

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else f"{value['amount']} {value['currency']}"

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {
                "amount": {"type": "string"},
                "currency": {"type": "string", "minLength": 3, "maxLength": 3},
            },
            "required": ["amount", "currency"],
            "additionalProperties": False,
        }

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"anyOf": [self.json_schema(spec), {"type": "number"}, {"type": "string"}]}

    def select(self, spec: FieldSpec, source: Source) -> str:
        amount, currency = (source.column(name) for name in spec.columns)
        return money_json(amount, currency)

    def currency(self, spec: FieldSpec, source: Source) -> str:
        """SQL of the currency that belongs to the amount."""
        return source.column(spec.columns[1])

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del context
        amount = value.get("amount") if isinstance(value, Mapping) else value
        return clean_decimal(amount, FieldSpec(spec.key, spec.type, spec.label, spec.columns))


def money_json(amount: str, currency: str) -> str:
    """SQL for the JSON shape of money."""
    pair = f"json_build_object('amount', trim_scale({amount})::text, 'currency', {currency})"
    return f"CASE WHEN {amount} IS NULL THEN NULL ELSE {pair} END"


class Money(Declared, DecimalColumn):
    """An amount of money; the currency stands in the column `<name>_currency`. Options: `min`, `max`."""

    type = MoneyType()
    known_options = ("min", "max")
    column_class = "DecimalField"
    column_options: ClassVar[dict[str, Any]] = {"max_digits": DIGITS + PLACES, "decimal_places": PLACES}

    def column_names(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_{SUFFIX}")

    def contribute_to_class(self, cls: ModelClass, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().contribute_to_class(cls, name, private_only)
        Companion(SUFFIX, models.CharField(max_length=3, null=True, editable=False)).contribute(cls, name)
