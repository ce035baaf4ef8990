"""What the database holds, as one fingerprint a table: before and after an act they are compared."""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from django.db import connection

from rapport.accounts.scope import in_workspace

Dump = dict[str, str]
# Counted attempts, and what Django and the queue keep for themselves.
UNTOLD = ("accounts_cache", "django_%", "auth_%", "procrastinate_events", "procrastinate_workers")
COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
      AND NOT c.relname LIKE ANY(%s) GROUP BY 1 ORDER BY 1
"""
ONE = "SELECT '{table}', count(*) || ' ' || coalesce(md5(string_agg({row}, E'\\n' ORDER BY {row})), '') FROM {table} t"
# When a session or token was used last is noted now and then, also by a request that is refused.
SEEN = {"last_seen_at", "last_used_at", "address", "user_agent"}


@cache
def tables() -> dict[str, frozenset[str]]:
    """The columns of every table that is compared."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, (list(UNTOLD),))
        return {table: frozenset(columns) for table, columns in cursor.fetchall()}


def dump(workspace_id: UUID, users: Sequence[UUID] | None = None) -> Dump:
    """Every row of the workspace, and those of the tables that belong to no workspace; of these, with `users`, only
    the rows that are about one of them."""
    parts = []
    for table, columns in tables().items():
        row = "t::text"
        if table in {"accounts_session", "accounts_api_token"}:
            row = f"(to_jsonb(t) - ARRAY{sorted(SEEN & columns)})::text"
        text = ONE.format(table=table, row=row)
        if "workspace_id" in columns and table != "accounts_session":
            text += " WHERE t.workspace_id = %(w)s"
        elif users is not None:
            text += f" WHERE {owned(table, columns)}"
        parts.append(text)
    with in_workspace(workspace_id), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"w": workspace_id, "users": list(users or ())})
        return dict(cursor.fetchall())


def owned(table: str, columns: frozenset[str]) -> str:
    """Which rows of a shared table belong to the users or to the workspace."""
    if table == "accounts_user":
        return "t.id = ANY(%(users)s)"
    if table == "accounts_workspace":
        return "t.id = %(w)s"
    if "user_id" in columns:
        return "t.user_id = ANY(%(users)s)"
    return "false"


def differences(before: Dump, after: Dump) -> list[str]:
    """The tables that are not as they were."""
    return [table for table in before if before[table] != after.get(table)]
