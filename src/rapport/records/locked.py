"""Records as they are within a write: locked first, so that what follows can go by what they were."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rapport.kernel.context import Context
from rapport.records.store.rows import load_rows
from rapport.schema.registry import registry


def lock_records(context: Context, object_key: str, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """The JSON of those of the records that are live, locked until the caller's transaction ends."""
    found = load_rows(registry.object(object_key), context.workspace_id, ids)
    return {record_id: row.record for record_id, row in found.items() if not row.deleted}
