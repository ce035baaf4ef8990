"""The titles of records, for sentences that name them."""

from collections.abc import Sequence
from uuid import UUID

from rapport.kernel.context import Context
from rapport.records.read import stream
from rapport.schema.object_type import ObjectType
from rapport.schema.view import Condition, ViewDescription


def titles_of(context: Context, described: ObjectType, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The titles of those of the records that the reader may see."""
    wanted = Condition("id", "in", [str(one) for one in dict.fromkeys(ids)])
    view = ViewDescription(described.key, fields=(described.title,), filter=wanted)
    return {
        UUID(record["id"]): described.title_spec.type.show(record[described.title], described.title_spec)
        for page in stream(context, view)
        for record in page
    }
