"""The change log: change sets, and the changes whose numbers are given last before the commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.ids import new_id
from rapport.platform.slow_queries import waiting
from rapport.records.listeners import Written
from rapport.records.store.rows import insert_many

COLUMNS = (
    "workspace_id", "seq", "change_set_id", "object", "record_id", "owner_id", "kind", "version", "before", "after",
)  # fmt: skip
# Change set, object key, what was written.
Logged = tuple[UUID, str, Written]
_waiting: ContextVar[list[Logged] | None] = ContextVar("waiting", default=None)
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
        with waiting(connection):
            return int(cursor.fetchone()[0]) - count + 1


@contextmanager
def numbered_last(workspace_id: UUID) -> Iterator[None]:
    """Within a transaction: the changes of all writes inside get their numbers at the end, so that others wait for them
    no longer than that. Inside each other the outermost counts, and one that ends with an error leaves nothing."""
    outer, mine = _waiting.get(), list[Logged]()
    token = _waiting.set(mine)
    try:
        yield
    finally:
        _waiting.reset(token)
    if outer is not None:
        outer += mine
    elif mine:
        append(workspace_id, mine)


def insert_changes(workspace_id: UUID, change_set: UUID, object_key: str, written: Sequence[Written]) -> None:
    """One row for each written record."""
    logged = [(change_set, object_key, one) for one in written]
    waiting = _waiting.get()
    if waiting is None:
        append(workspace_id, logged)
    else:
        waiting += logged


def insert_past(workspace_id: UUID, sets: Sequence[tuple[Any, ...]], written: Sequence[Logged]) -> None:
    """Change sets (rows of `SET_COLUMNS`) and what each did, of the past."""
    if written:
        insert_many("change_set", SET_COLUMNS, sets)
        append(workspace_id, written)


def append(workspace_id: UUID, written: Sequence[Logged]) -> None:
    """Store changes in the order of their numbers, which are taken when all else is ready."""
    rows = [
        (change_set, object_key, w.id, w.owner_id, w.kind, w.version, as_json(w.before), as_json(w.after))
        for change_set, object_key, w in written
    ]
    first = take_numbers(workspace_id, len(written))
    insert_many("change", COLUMNS, [(workspace_id, first + at, *row) for at, row in enumerate(rows)])


def as_json(value: Any) -> str | None:
    """JSON text, or None."""
    return None if value is None else orjson.dumps(value).decode()
