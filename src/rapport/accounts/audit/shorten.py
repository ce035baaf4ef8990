"""Removing what is old: whole beginnings of a chain, whose signed head remembers where it begins from then on.

It runs as the role that owns the tables, because the app's role cannot remove anything.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import psycopg
from django.utils.translation import gettext as _

from rapport.accounts.audit.chain import signed
from rapport.accounts.audit.heads import HOLD, REPLACE, head_of, values
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.audit.upkeep import check
from rapport.kernel.errors import Conflict
from rapport.platform.postgres.address import Address

BATCH = 20_000
PREFIX = """
SELECT seq, hash FROM audit_entry WHERE workspace_id = %(w)s AND seq <= %(most)s AND seq < coalesce(
    (SELECT min(seq) FROM audit_entry WHERE workspace_id = %(w)s AND at >= %(before)s), %(end)s + 1)
 ORDER BY seq DESC LIMIT 1
"""
REMOVE = "DELETE FROM audit_entry WHERE workspace_id = %s AND seq <= %s"
# Row-level security binds the owner too; for them it is lifted within the transaction. In the order of appending.
LIFT = "ALTER TABLE audit_head NO FORCE ROW LEVEL SECURITY", "ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY"
FORCE = "ALTER TABLE audit_head FORCE ROW LEVEL SECURITY", "ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY"
PATIENCE = "SET LOCAL lock_timeout = '10s'"  # who waits longer for the tables would make everybody behind wait too


def shorten(workspace_id: UUID, before: datetime, *, owner: Address) -> int:
    """Removes all entries that are older, the oldest first and without a gap, and says how many.

    Raises `Conflict` for a chain that is wrong: removing would destroy the proof.
    """
    found = next(check(workspace_id)).verdict
    if found.problem:
        raise Conflict(
            _("The log is not whole, so nothing was removed. Look at: rapport audit verify. %(problem)s")
            % {"problem": found.problem}
        )
    removed = 0
    with psycopg.connect(owner.conninfo()) as connection:
        while batch := remove(connection, workspace_id, before):
            removed += batch
    if removed:
        record(workspace_id, Kind.AUDIT_SHORTENED, data={"entries": removed})
    return removed


def remove(connection: "psycopg.Connection[tuple[object, ...]]", workspace_id: UUID, before: datetime) -> int:
    """One batch, in a transaction of its own: meanwhile nothing that is told can be done."""
    with connection.transaction(), connection.cursor() as cursor:
        for statement in (PATIENCE, *LIFT):
            cursor.execute(statement)
        removed = 0
        for row in cursor.execute(HOLD, (workspace_id,)).fetchall():
            head = head_of(row)  # type: ignore[arg-type]  # the columns of the table
            question = {"w": workspace_id, "most": head.base_seq + BATCH, "before": before, "end": head.seq}
            for seq, hashed in cursor.execute(PREFIX, question).fetchall():
                removed = cursor.execute(REMOVE, (workspace_id, seq)).rowcount
                after = signed(workspace_id, replace(head, base_seq=seq, base_hash=hashed))  # type: ignore[arg-type]
                cursor.execute(REPLACE, (*values(after), workspace_id))
        for statement in FORCE:
            cursor.execute(statement)
    return removed
