"""What an undo keeps, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.records.operation import Delete, Operation
from rapport.records.store.pointing import pointers_at
from rapport.schema.object_type import ObjectType


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo left as it is, and why. `field` is empty for a whole record."""

    object: str
    id: UUID
    field: str
    reason: str


def without_held(
    workspace_id: UUID,
    object_type: ObjectType,
    operations: list[Operation],
    present: Mapping[UUID, dict[str, Any]],
    kept: list[Kept],
) -> list[Operation]:
    """The operations without deletions of records that one that stays links to: its link would lead nowhere."""
    going = {operation.id for operation in operations if isinstance(operation, Delete)}
    pointers = list(pointers_at(object_type, workspace_id, going)) if going else []
    while held := {at for at, key, by in pointers if at in going and not (key == object_type.key and by in going)}:
        going -= held
        for record_id in held:
            words = {"title": present[record_id][object_type.title] or record_id}
            reason = _("“%(title)s” stays, because a record that stays links to it.") % words
            kept.append(Kept(object_type.key, record_id, "", reason))
    return [operation for operation in operations if not isinstance(operation, Delete) or operation.id in going]
