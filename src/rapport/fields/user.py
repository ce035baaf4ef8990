"""A member of the workspace, as an owner for example."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.fields.link import Link
from rapport.fields.reference import NamedReferenceType, id_of
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, ValueProblem

ME = "me"
USERS = "accounts_user"


class UserType(NamedReferenceType):
    """`"me"` stands for the reader. Sorted by name."""

    kind = "user"
    refers_to = "user"
    table = USERS
    tenant = False
    word = ME

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


class UserLink(Link):
    """A member of the workspace: `UserLink(default=UserLink.ME)`."""

    type = UserType()
    known_options = ()
    ME: ClassVar[str] = ME

    def __init__(self, **options: Any) -> None:
        super(Link, self).__init__(**options)
