"""Who did it: a user, an import, an API key, a workflow ... as a value."""

from typing import Any, get_args

from django.db import models
from django.utils.translation import gettext as _

from rapport.fields.declared import Declared
from rapport.kernel.context import ActorKind
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType, ValueProblem
from rapport.schema.fragments import Source
from rapport.schema.operators import EQUALITY

ACTORS = get_args(ActorKind)


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
        if value not in ACTORS:
            raise ValueProblem("actor", _("Give one of: %(known)s.") % {"known": ", ".join(ACTORS)})
        return value


class ActorColumn(Declared, models.JSONField):
    """Who did it."""

    type = ActorType()
    column_class = "JSONField"
