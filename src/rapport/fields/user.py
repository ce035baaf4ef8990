"""A member of the workspace, as an owner for example."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.fields.link import Link
from rapport.fields.reference import ReferenceType, id_of
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, ValueProblem
from rapport.schema.fragments import Source

ME = "me"
USERS = "accounts_user"


class UserType(ReferenceType):
    """`"me"` stands for the reader. Sorted by name."""

    kind = "user"
    refers_to = "user"

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> UUID:
        if value == ME:
            value = cleaning.context.user_id
        found = id_of(value)
        if cleaning.references.user(found) is None:
            sentence = _("Choose an active member of this workspace for “%(label)s”.")
            raise ValueProblem("user", sentence % {"label": spec.label})
        return found

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        return context.user_id if value == ME else super().operand(value, spec, context)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
            "required": ["id"],
        }

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        named = [{"type": "string", "format": "uuid"}, {"type": "string", "const": ME}]
        return {"anyOf": [*named, self.json_schema(spec)]}

    def select(self, spec: FieldSpec, source: Source) -> str:
        joined = source.join(USERS, spec.column, tenant=False)
        pair = f"json_build_object('id', {joined.column('id')}, 'name', {joined.column('name')})"
        return f"CASE WHEN {joined.column('id')} IS NULL THEN NULL ELSE {pair} END"

    def order(self, spec: FieldSpec, source: Source) -> str:
        return f"rapport_fold({source.join(USERS, spec.column, tenant=False).column('name')})"


class UserLink(Link):
    """A member of the workspace: `UserLink(default=UserLink.ME)`."""

    type = UserType()
    known_options = ()
    ME: ClassVar[str] = ME

    def __init__(self, **options: Any) -> None:
        super(Link, self).__init__(**options)
