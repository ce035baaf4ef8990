"""Yes or no."""

from typing import Any

from django.db import models

from rapport.fields.declared import Declared
from rapport.fields.text_forms import parse_bool
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem


class CheckboxType(FieldType):
    """Unset counts as no."""

    kind = "checkbox"
    operators = ("eq", "ne")

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning | None) -> bool:
        del spec, cleaning
        if not isinstance(value, bool):
            raise ValueProblem("checkbox", "Give true or false.")
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

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del context
        return self.clean(value, spec, None)


class Checkbox(Declared, models.BooleanField):
    """Yes or no."""

    type = CheckboxType()
    column_class = "BooleanField"
