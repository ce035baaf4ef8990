"""Which fields of an object a member does not see, and which they see but may not change."""

from dataclasses import replace
from types import MappingProxyType

from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

NONE: frozenset[str] = frozenset()


def hidden_fields(context: Context, object_type: ObjectType) -> frozenset[str]:
    """The fields that do not exist for the reader, with those that are computed from them."""
    closed = context.hidden.get(object_type.key, NONE)
    if not closed:
        return closed
    return closed | {spec.key for spec in object_type.fields.values() if closed.intersection(needs(spec))}


def locked_fields(context: Context, object_type: ObjectType) -> frozenset[str]:
    """The fields that the writer may not change; hidden ones are among them."""
    return context.locked.get(object_type.key, NONE) | hidden_fields(context, object_type)


def seen_fields(context: Context, object_type: ObjectType) -> tuple[FieldSpec, ...]:
    """The fields that the reader sees, in the order of the declaration."""
    hidden = hidden_fields(context, object_type)
    return tuple(spec for spec in object_type.fields.values() if spec.key not in hidden)


def as_seen(context: Context, object_type: ObjectType) -> ObjectType:
    """The object as one member may use it: without hidden fields, and with locked ones read-only."""
    hidden, locked = hidden_fields(context, object_type), locked_fields(context, object_type)
    if not locked:
        return object_type
    fields = {
        key: replace(spec, read_only=True) if key in locked else spec
        for key, spec in object_type.fields.items()
        if key not in hidden
    }
    return replace(object_type, fields=MappingProxyType(fields))


def needs(spec: FieldSpec) -> frozenset[str]:
    """The fields of the record that a computed field is made of."""
    expression = spec.options.get("expression")
    return frozenset(path.partition(".")[0] for path in expression.paths()) if expression else NONE
