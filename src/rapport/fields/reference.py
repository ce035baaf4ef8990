"""What fields that point at a row share: a value is an id, or an object with one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType, ValueProblem
from rapport.schema.fragments import Source
from rapport.schema.operators import EMPTINESS, EQUALITY


@lru_cache(maxsize=10_000)
def read_id(text: str) -> UUID:
    """An id from its text: many records of one import or page name the same few. Raises as `UUID` does."""
    return UUID(text)


def id_of(value: Any) -> UUID:
    """The id of `"..."` or `{"id": "..."}`; raises `ValueProblem`."""
    raw = value.get("id") if isinstance(value, Mapping) else value
    if isinstance(raw, UUID):
        return raw
    try:
        return read_id(raw)
    except (TypeError, ValueError, AttributeError) as wrong:
        raise ValueProblem("id", _("“%(raw)s” is not an id.") % {"raw": str(raw)[:60]}) from wrong


class ReferenceType(FieldType):
    """The base of link, user and stage."""

    operators = (*EQUALITY, *EMPTINESS)
    refers_to: ClassVar[str]

    def target(self, spec: FieldSpec) -> str:
        """What `References` calls the rows this field points at."""
        del spec
        return self.refers_to

    def wants(self, value: Any, spec: FieldSpec) -> tuple[str, Sequence[UUID]] | None:
        try:
            return self.target(spec), (id_of(value),)
        except ValueProblem:
            return None

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del spec, context
        return id_of(value)

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else str(value.get("title") or value.get("name") or value.get("label") or "")


class NamedReferenceType(ReferenceType):
    """The base of user and team: rows known by their name, and a `word` that stands for the asker's own."""

    table: ClassVar[str]
    tenant: ClassVar[bool] = True
    word: ClassVar[str]

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
            "required": ["id"],
        }

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        named = [{"type": "string", "format": "uuid"}, {"type": "string", "const": self.word}]
        return {"anyOf": [*named, self.json_schema(spec)]}

    def enter(self, spec: FieldSpec, source: Source) -> Source:
        """The joined row."""
        return source.join(self.table, spec.column, tenant=self.tenant)

    def select(self, spec: FieldSpec, source: Source) -> str:
        joined = self.enter(spec, source)
        pair = f"json_build_object('id', {joined.column('id')}, 'name', {joined.column('name')})"
        return f"CASE WHEN {joined.column('id')} IS NULL THEN NULL ELSE {pair} END"

    def order(self, spec: FieldSpec, source: Source) -> str:
        return f"rapport_fold({self.enter(spec, source).column('name')})"
