"""A hundred thousand deals become a million: the same records again with other ids, amounts and days, by SQL.

The generator would need long for a million; copies keep its skew, and nothing that is measured looks for what is only
once there. Secondary indexes are dropped before and built at the end, which takes minutes instead of an hour.
"""

from collections.abc import Sequence
from typing import Any

import psycopg

# A copy's id keeps its moment (the first 48 bits) and gets other random bits, the same wherever it is pointed at.
COPIED = "overlay({0}::text placing substr(md5({0}::text || '{1}'), 1, 12) from 25 for 12)::uuid"
RECORDS = ("company", "person", "deal")
IDS = {"id", "company_id", "person_id", "deal_id", "parent_id", "record_id", "change_set_id"}
LOGS = ("deal_people_pair", "change_set", "change", "stage_event", "search_entry")
OTHERWISE = {
    ("deal", "amount"): "round(amount * (0.6 + 0.08 * {0}), -2)",
    ("company", "employees"): "ceil(employees * (0.6 + 0.08 * {0}))",
    ("change", "seq"): "seq + (SELECT last FROM feed_position LIMIT 1) * {0}",
}


def grow(connection: psycopg.Connection[Any], times: int) -> None:
    """Every record `times` times."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in (*RECORDS, *LOGS):
            connection.execute(f"CREATE TEMP TABLE first ON COMMIT DROP AS SELECT * FROM {table}")
            for copy in range(1, times):
                connection.execute(copy_statement(connection, table, copy))
            connection.execute("DROP TABLE first")
        connection.execute(f"UPDATE feed_position SET last = last * {times}")
        # Counters that nobody says are right are made anew at the next start.
        connection.execute("DELETE FROM counted_object")


def build_indexes(connection: psycopg.Connection[Any], definitions: Sequence[str]) -> None:
    """What was dropped, and what the planner wants to know."""
    connection.execute("SET maintenance_work_mem = '1GB'")
    connection.execute("SET max_parallel_maintenance_workers = 0")
    for definition in definitions:
        connection.execute(definition)
    connection.execute("VACUUM (ANALYZE)")


def drop_indexes(connection: psycopg.Connection[Any]) -> list[str]:
    """The definitions of what was dropped."""
    found = connection.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisprimary AND NOT i.indisunique",
        ([*RECORDS, *LOGS],),
    ).fetchall()
    for name, _definition in found:
        connection.execute(f"DROP INDEX {name}")
    return [definition for _name, definition in found]


def copy_statement(connection: psycopg.Connection[Any], table: str, copy: int) -> str:
    """One more time all that the table had at first."""
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " ORDER BY attnum",
            (table,),
        )
    ]
    values = ", ".join(value_of(table, column, copy) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM first"


def value_of(table: str, column: str, copy: int) -> str:
    """A column of a copy."""
    if (table, column) in OTHERWISE:
        return OTHERWISE[table, column].format(copy)
    if column in IDS:
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {COPIED.format(column, copy)} END"
    return column
