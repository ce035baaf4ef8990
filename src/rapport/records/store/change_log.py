"""The change log: change sets, and the changes whose numbers are given last before the commit."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.ids import new_id
from rapport.records.listeners import Written
from rapport.records.store.rows import insert_many

COLUMNS = (
    "workspace_id", "seq", "change_set_id", "object", "record_id", "owner_id", "kind", "version", "before", "after",
)  # fmt: skip
SET_COLUMNS = ("workspace_id", "id", "actor", "user_id", "source", "why", "request_id", "at", "undoes")


def insert_change_set(context: Context, source: str, why: str, undoes: UUID | None = None) -> UUID:
    """A new change set by the context's actor."""
    made = new_id()
    actor = orjson.dumps(context.actor.as_json()).decode()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO change_set (workspace_id, id, actor, user_id, source, why, request_id, at, undoes)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (context.workspace_id, made, actor, context.user_id, source, why, context.request_id, now(), undoes),
        )
    return made


def take_numbers(workspace_id: UUID, count: int) -> int:
    """The first of `count` numbers of the change log. Locks the workspace's position until the commit: call it last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO feed_position AS f (workspace_id, last) VALUES (%s, %s)"
            " ON CONFLICT (workspace_id) DO UPDATE SET last = f.last + excluded.last RETURNING last",
            (workspace_id, count),
        )
        return int(cursor.fetchone()[0]) - count + 1


def insert_changes(workspace_id: UUID, change_set: UUID, object_key: str, written: Sequence[Written]) -> None:
    """One row for each written record."""
    append(workspace_id, [(change_set, object_key, one) for one in written])


def insert_past(
    workspace_id: UUID, sets: Sequence[tuple[Any, ...]], written: Sequence[tuple[UUID, str, Written]]
) -> None:
    """Change sets (rows of `SET_COLUMNS`) and what each did, of the past."""
    if written:
        insert_many("change_set", SET_COLUMNS, sets)
        append(workspace_id, written)


def append(workspace_id: UUID, written: Sequence[tuple[UUID, str, Written]]) -> None:
    """`written` are (change set, object key, what was written), in the order of their numbers."""
    first = take_numbers(workspace_id, len(written))
    rows = [
        (
            workspace_id, first + at, change_set, object_key, w.id, w.owner_id, w.kind, w.version,
            as_json(w.before), as_json(w.after),
        )
        for at, (change_set, object_key, w) in enumerate(written)
    ]  # fmt: skip
    insert_many("change", COLUMNS, rows)


def as_json(value: Any) -> str | None:
    """JSON text, or None."""
    return None if value is None else orjson.dumps(value).decode()
