"""One transaction in one workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction


@contextmanager
def in_workspace(workspace_id: UUID) -> Iterator[None]:
    """A transaction that sees and writes the rows of this workspace only; nested, the outer workspace comes back."""
    outer = current_workspace() if connection.in_atomic_block else ""
    with transaction.atomic():
        set_workspace(str(workspace_id))
        yield
        if outer != str(workspace_id) and connection.in_atomic_block:
            set_workspace(outer)


def set_workspace(workspace_id: str) -> None:
    """A statement of its own: plain SET would leak through a pool, `set_config()` does not reach a remote shard."""
    value = str(UUID(workspace_id)) if workspace_id else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL rapport.workspace = '{value}'")


def current_workspace() -> str:
    """The workspace of the running transaction, or an empty text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('rapport.workspace', true), '')")
        return str(cursor.fetchone()[0])


def take_turns(workspace_id: UUID, what: str) -> None:
    """Changes of one kind in one workspace wait for each other until the transaction ends: two at once could leave
    what neither of them would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{what} {workspace_id}",))
