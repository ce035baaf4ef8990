"""Who did it: a user, an import, an API key, a workflow ... as a value."""

from typing import Any

from django.db import models

from rapport.fields.declared import Declared
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType
from rapport.schema.fragments import Source
from rapport.schema.operators import EQUALITY


class ActorType(FieldType):
    """Written by the write door alone. Filters compare the kind."""

    kind = "actor"
    operators = EQUALITY
    sortable = False
    read_only = True

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else str(value["label"])

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {"kind": {"type": "string"}, "id": {"type": ["string", "null"]}, "label": {"type": "string"}},
            "required": ["kind", "id", "label"],
        }

    def compare(self, spec: FieldSpec, source: Source) -> str:
        return f"({source.column(spec.column)}->>'kind')"

    def operand(self, value: Any, spec: FieldSpec, context: Any) -> Any:
        del spec, context
        return str(value)


class ActorColumn(Declared, models.JSONField):
    """Who did it."""

    type = ActorType()
    column_class = "JSONField"
