"""Yes or no."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from rapport.fields.columns import BooleanColumn
from rapport.fields.declared import Declared
from rapport.fields.text_forms import parse_bool
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem
from rapport.schema.fragments import Source


class CheckboxType(FieldType):
    """Unset counts as no."""

    kind = "checkbox"
    operators = ("eq", "ne")
    nothing = False

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning | None) -> bool:
        del spec, cleaning
        if not isinstance(value, bool):
            raise ValueProblem("checkbox", _("Give true or false."))
        return value

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec, forms
        return parse_bool(text)

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else ("yes" if value else "no")

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {"type": "boolean"}

    def select(self, spec: FieldSpec, source: Source) -> str:
        return f"coalesce({source.column(spec.column)}, false)"

    def compare(self, spec: FieldSpec, source: Source) -> str:
        return self.select(spec, source)

    def from_columns(self, columns: Sequence[Any], spec: FieldSpec) -> bool:
        del spec
        return bool(columns[0])

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del context
        return self.clean(value, spec, None)


class Checkbox(Declared, BooleanColumn):
    """Yes or no."""

    type = CheckboxType()
    column_class = "BooleanField"
