"""Who reads sensitive fields of one record is told to the audit log, once an hour for each reader and record."""

from collections.abc import Collection
from uuid import UUID

from rapport.access.fields import seen_fields
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record_hourly
from rapport.kernel.context import Context
from rapport.kernel.origin import origin
from rapport.schema.object_type import ObjectType


def tell_reading(
    context: Context, object_type: ObjectType, record_id: UUID, asked: Collection[str] | None = None
) -> None:
    """After a record was read by a person, with these fields or with all."""
    read = [
        spec.key
        for spec in seen_fields(context, object_type)
        if spec.sensitive and (asked is None or spec.key in asked)
    ]
    if read and origin().kind == "user":
        subject = Subject(object_type.key, record_id)
        record_hourly(context.workspace_id, Kind.SENSITIVE_READ, subject=subject, data={"fields": read})
