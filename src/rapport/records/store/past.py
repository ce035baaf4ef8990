"""The SQL of records with a past: rows whose moments are given instead of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from rapport.records.store.rows import insert_many, own_columns, parameters, run_many
from rapport.schema.object_type import ObjectType


@dataclass(frozen=True, slots=True)
class PastRow:
    """Stored values that a record got at a moment, by an actor (JSON text)."""

    id: UUID
    at: datetime
    actor: str
    values: dict[str, Any]


def insert_past_rows(object_type: ObjectType, workspace_id: UUID, rows: Sequence[PastRow]) -> None:
    """New records, made then."""
    columns = (
        "workspace_id", "id", "version", "created_at", "created_by", "updated_at", "updated_by",
        *own_columns(object_type),
    )  # fmt: skip
    specs = object_type.declared
    made = [(workspace_id, r.id, 1, r.at, r.actor, r.at, r.actor, *parameters(specs, r.values)) for r in rows]
    insert_many(object_type.table, columns, made)


def update_past_rows(object_type: ObjectType, workspace_id: UUID, rows: Sequence[PastRow]) -> None:
    """Changed records, changed then. Rows that change the same fields share one prepared statement."""

    def changed(row: PastRow) -> tuple[str, ...]:
        return tuple(spec.key for spec in object_type.declared if spec.key in row.values)

    for keys, group in groupby(sorted(rows, key=changed), changed):
        specs = [object_type.fields[key] for key in keys]
        sets = "".join(f"{column} = %s, " for spec in specs for column in spec.columns)
        text = (
            f"UPDATE {object_type.table} SET {sets}version = version + 1, updated_at = %s, updated_by = %s"
            " WHERE workspace_id = %s AND id = %s"
        )
        run_many(text, [(*parameters(specs, r.values), r.at, r.actor, workspace_id, r.id) for r in group])
