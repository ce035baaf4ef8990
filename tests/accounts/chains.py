"""What the tests of the audit log share: a chain, and hands that may do with it whatever the owner of the tables may."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.kernel.ids import new_id
from rapport.platform.postgres.address import embedded_address
from rapport.platform.postgres.roles import OWNER
from tests.database import DATA, OWN

Hands = psycopg.Connection[tuple[object, ...]]
KINDS = (Kind.SIGNED_IN, Kind.ROLE_CHANGED, Kind.EXPORTED, Kind.TOKEN_USED)


def grow(workspace_id: UUID, entries: int) -> None:
    """So many entries."""
    for at in range(entries):
        record(
            workspace_id,
            KINDS[at % len(KINDS)],
            subject=Subject("role", new_id()),
            data={"count": at, "parts": ["grants"]},
            user_id=new_id(),
        )


@contextmanager
def owning(workspace_id: UUID) -> Iterator[Hands]:
    """A connection as the owner of the tables, past row-level security, on what is committed."""
    with psycopg.connect(embedded_address(DATA, OWNER).within(OWN).conninfo()) as hands:
        for table in ("audit_head", "audit_entry"):
            hands.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield hands
        for table in ("audit_head", "audit_entry"):
            hands.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def tamper(workspace_id: UUID, act: Callable[[Hands], None]) -> None:
    """Lets the owner do it, for good."""
    with owning(workspace_id) as hands:
        act(hands)
