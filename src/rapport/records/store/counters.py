"""The SQL of the counters: adding to them, making few rows of many, counting anew, and comparing.

All rows of `record_counter` with the same field, lane, owner, team, privacy and currency together are one counter. A
write adds rows in its own transaction and touches none that are there. Whoever replaces rows locks the object's row of
`counted_object` first; readers never wait, for each statement sees the rows as they were before or after a commit.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from rapport.kernel.ids import new_id
from rapport.records.store.counted import Counted, counted
from rapport.records.store.rows import insert_many, untyped
from rapport.records.store.statement import WORKSPACE
from rapport.schema.object_type import ObjectType

COLUMNS = ("workspace_id", "object", "id", "field", "lane", "owner", "team", "private", "currency", "n", "total")
FEW = 8
# So many rows more than counters are not worth the work of folding them.
BEARABLE = 200

DIMENSIONS = "field, lane, owner, team, private, currency"

# The dimensions (the field empty for the records themselves, the currency empty without one); then number and sum.
Key = tuple[str, UUID | None, UUID | None, UUID | None, bool, str]
Counter = tuple[str, UUID | None, UUID | None, UUID | None, bool, str, int, Decimal]


def add_counters(workspace_id: UUID, object_key: str, counters: Iterable[Counter]) -> None:
    """Add these numbers and sums, in one statement."""
    rows = [(workspace_id, object_key, new_id(), *counter) for counter in counters]
    if not rows:
        return
    if len(rows) > FEW:
        insert_many("record_counter", COLUMNS, rows)
        return
    # The few of one record come often: there is a prepared statement for each number of them.
    row = f"({', '.join(['%s'] * len(COLUMNS))})"
    text = f"INSERT INTO record_counter ({', '.join(COLUMNS)}) VALUES {', '.join([row] * len(rows))}"
    with connection.cursor() as cursor:
        cursor.execute(text, [untyped(value) for each in rows for value in each])


def shapes(workspace_id: UUID) -> dict[str, str]:
    """What each object's records are counted by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT object, shape FROM counted_object WHERE workspace_id = %s", (workspace_id,))
        return dict(cursor.fetchall())


def declare(workspace_id: UUID, object_types: Sequence[ObjectType]) -> None:
    """Say that the counters of these objects are right, in a workspace that has no records yet."""
    rows = [(workspace_id, object_type.key, counted(object_type).shape) for object_type in object_types]
    insert_many("counted_object", ("workspace_id", "object", "shape"), rows)


# -- folding ----------------------------------------------------------------------------------------------------
def unfolded(workspace_id: UUID) -> list[str]:
    """The objects that have many more rows than counters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object FROM record_counter WHERE workspace_id = %s GROUP BY object"
            f" HAVING count(*) > 2 * count(DISTINCT ({DIMENSIONS})) + %s",
            (workspace_id, BEARABLE),
        )
        return [key for (key,) in cursor.fetchall()]


def fold(workspace_id: UUID, object_key: str) -> None:
    """Make one row of all rows of each counter, unless somebody is at it already."""
    values: dict[str, Any] = {"w": workspace_id, "object": object_key}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM counted_object WHERE workspace_id = %(w)s AND object = %(object)s FOR UPDATE SKIP LOCKED",
            values,
        )
        if cursor.fetchone() is None:
            return
        cursor.execute(
            "WITH gone AS (DELETE FROM record_counter WHERE workspace_id = %(w)s AND object = %(object)s"
            f" RETURNING {DIMENSIONS}, n, total)"
            f" SELECT {DIMENSIONS}, sum(n)::bigint, sum(total) FROM gone GROUP BY {DIMENSIONS}"
            " HAVING sum(n) <> 0 OR sum(total) <> 0",
            values,
        )
        add_counters(workspace_id, object_key, cursor.fetchall())


# -- counting anew ----------------------------------------------------------------------------------------------
def rebuild(workspace_id: UUID, object_type: ObjectType) -> None:
    """Count the records and replace the counters, while others write.

    One statement, and so one snapshot, counts the records and deletes the rows that belong to them: the rows of a
    write that it does not see stay, and so do not those of a write that it sees.
    """
    values: dict[str, Any] = {"w": workspace_id, "object": object_type.key, "shape": counted(object_type).shape}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO counted_object (workspace_id, object, shape) VALUES (%(w)s, %(object)s, '')"
            " ON CONFLICT DO NOTHING",
            values,
        )
        cursor.execute(
            "SELECT 1 FROM counted_object WHERE workspace_id = %(w)s AND object = %(object)s FOR UPDATE", values
        )
        cursor.execute(
            "WITH gone AS (DELETE FROM record_counter WHERE workspace_id = %(w)s AND object = %(object)s)"
            f" SELECT {DIMENSIONS}, n, total FROM ({counting(object_type)}) c",
            values,
        )
        add_counters(workspace_id, object_type.key, cursor.fetchall())
        cursor.execute(
            "UPDATE counted_object SET shape = %(shape)s WHERE workspace_id = %(w)s AND object = %(object)s", values
        )


def counting(object_type: ObjectType) -> str:
    """SQL of what the counters must say, from the records themselves."""
    what = counted(object_type)
    lane, owner, team = (f"t.{spec.column}" if spec else "NULL::uuid" for spec in (what.lane, what.owner, what.team))
    private = f"coalesce(t.{what.private.column}, false)" if what.private else "false"
    place = f"{lane} AS lane, {owner} AS owner, {team} AS team, {private} AS private"
    source = f"FROM {object_type.table} t WHERE t.workspace_id = {WORKSPACE} AND t.deleted_at IS NULL"
    records = f"SELECT '' AS field, {place}, '' AS currency, count(*) AS n, 0::numeric AS total"
    parts = [f"{records} {source} GROUP BY 2, 3, 4, 5"]
    for spec in what.measures:
        currency = f"coalesce(t.{spec.columns[1]}::text, '')" if spec.kind == "money" else "''"
        parts.append(
            f"SELECT '{spec.key}', {place}, {currency}, count(*), sum(t.{spec.column})::numeric {source}"
            f" AND t.{spec.column} IS NOT NULL GROUP BY 2, 3, 4, 5, 6"
        )
    return " UNION ALL ".join(parts)


def differences(workspace_id: UUID, object_type: ObjectType) -> int:
    """How many counters say something else than the records; one statement, so that writes meanwhile do no harm."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM ("
            f"SELECT {DIMENSIONS}, n, total FROM ({counting(object_type)}) c UNION ALL"
            f" SELECT {DIMENSIONS}, -n, -total FROM record_counter"
            " WHERE workspace_id = %(w)s AND object = %(object)s) both_sides"
            f" GROUP BY {DIMENSIONS} HAVING sum(n) <> 0 OR sum(total) <> 0) d",
            {"w": workspace_id, "object": object_type.key},
        )
        return int(cursor.fetchone()[0])


# -- reading ----------------------------------------------------------------------------------------------------
def counter_table(what: Counted, object_key: str) -> str:
    """SQL of a table with the counters in the place of records: conditions and sums read it as they read records."""
    names = {"workspace_id": "c.workspace_id", "counted_field": "c.field", "counted_n": "c.n"}
    for spec, column in (
        (what.lane, "c.lane"),
        (what.owner, "c.owner"),
        (what.team, "c.team"),
        (what.private, "c.private"),
    ):
        if spec:
            names[spec.column] = column
    for spec in what.measures:
        names[spec.column] = "c.total"
        if spec.kind == "money":
            names[spec.columns[1]] = "nullif(c.currency, '')"
    picked = ", ".join(f"{column} AS {name}" for name, column in names.items())
    return f"(SELECT {picked} FROM record_counter c WHERE c.workspace_id = {WORKSPACE} AND c.object = {object_key})"


def when_counted(text: str, object_key: str, shape: str) -> str:
    """The statement's rows, or one row of nothing when it has none; no row at all when the counters are not made."""
    return (
        f"SELECT x.* FROM counted_object r LEFT JOIN ({text}) x ON true"
        f" WHERE r.workspace_id = {WORKSPACE} AND r.object = {object_key} AND r.shape = {shape}"
    )
