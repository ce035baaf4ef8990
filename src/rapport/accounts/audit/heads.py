"""The head of each chain in the database. Whoever holds its row is the only one who appends to the chain."""

from uuid import UUID

from django.db import connection

from rapport.accounts.audit.chain import Head, signed

COLUMNS = "base_seq, base_hash, seq, hash, mac"
READ = f"SELECT {COLUMNS} FROM audit_head WHERE workspace_id = %s"  # noqa: S608 - our own names
HOLD = f"{READ} FOR UPDATE"
BEGIN = f"INSERT INTO audit_head (workspace_id, {COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608
REPLACE = """
UPDATE audit_head SET base_seq = %s, base_hash = %s, seq = %s, hash = %s, mac = %s WHERE workspace_id = %s
"""
LAST = "SELECT seq, hash FROM audit_entry WHERE workspace_id = %s ORDER BY seq DESC LIMIT 1"


def read_head(workspace_id: UUID, *, hold: bool = False) -> Head | None:
    """The head, or None before the first entry; with `hold` nobody else appends until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD if hold else READ, (workspace_id,))
        row = cursor.fetchone()
    return head_of(row) if row else None


def hold_head(workspace_id: UUID) -> Head:
    """The head, held; the first call in a workspace makes it."""
    found = read_head(workspace_id, hold=True)
    if found is None:
        fresh = signed(workspace_id, Head())
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, (workspace_id, *values(fresh)))
        found = read_head(workspace_id, hold=True)
        assert found is not None, "It was made just now."
    return found


def replace_head(workspace_id: UUID, head: Head) -> None:
    """Signs and stores another head."""
    with connection.cursor() as cursor:
        cursor.execute(REPLACE, (*values(signed(workspace_id, head)), workspace_id))


def last_entry(workspace_id: UUID) -> tuple[int, bytes] | None:
    """Number and hash of the last entry there is, whatever the head says."""
    with connection.cursor() as cursor:
        cursor.execute(LAST, (workspace_id,))
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else None


def head_of(row: tuple[int, bytes, int, bytes, bytes]) -> Head:
    """The head from its columns."""
    base_seq, base_hash, seq, hashed, mac = row
    return Head(base_seq, bytes(base_hash), seq, bytes(hashed), bytes(mac))


def values(head: Head) -> tuple[int, bytes, int, bytes, bytes]:
    """The columns in their order."""
    return head.base_seq, head.base_hash, head.seq, head.hash, head.mac
