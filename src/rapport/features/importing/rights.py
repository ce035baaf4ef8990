"""What the person who imports may make besides the rows' own records."""

from rapport.access.decide import Reach, decide
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType


def may_create(context: Context, spec: FieldSpec) -> bool:
    """Whether the person may make records of the object that a link field points at."""
    return decide(context, "create", str(spec.options["target"])) is not Reach.NONE


def link_fields(context: Context, described: ObjectType) -> list[FieldSpec]:
    """The link fields whose unknown records the person may make."""
    return [s for s in described.writable if s.kind in {"link", "links"} and may_create(context, s)]
