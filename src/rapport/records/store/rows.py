"""The SQL of writing records: load and lock, insert, update, and the pairs of `links` fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import compress, groupby
from typing import Any, Self
from uuid import UUID

import orjson
from django.db import connection
from psycopg import Connection, RawCursor
from psycopg.types.json import Jsonb

from rapport.records.store.record_json import record_json
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.field_spec import FieldSpec
from rapport.schema.fragments import Source
from rapport.schema.object_type import ObjectType

# Enough for the way to the database not to matter, few enough for the statement to be kept prepared.
ROWS_AT_ONCE = 100
PLAIN = (str, bool, int, UUID, date)


@dataclass(slots=True)
class Row:
    """One stored record: stored values by field key, and its JSON."""

    id: UUID
    version: int
    deleted: bool
    values: dict[str, Any]
    record: dict[str, Any]


def own_columns(object_type: ObjectType) -> tuple[str, ...]:
    """The columns of the declared fields, without those that every record has."""
    return tuple(column for spec in object_type.declared for column in spec.columns)


@lru_cache(maxsize=512)
def _load_text(object_type: ObjectType) -> str:
    source = Source(object_type.table, "t", WORKSPACE)
    columns = "".join(f", {source.column(column)}" for column in own_columns(object_type))
    json = record_json(object_type, source)
    return (
        f"SELECT t.id, t.version, t.deleted_at IS NOT NULL, {json}{columns} FROM {source.from_clause()}"
        f" WHERE t.workspace_id = {WORKSPACE} AND t.id = ANY(%(ids)s::uuid[])"
    )


def load_rows(object_type: ObjectType, workspace_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Row]:
    """Lock these records, always in the order of their ids so that two writes never wait for each other, then read
    them: a statement that waits for a lock has looked at what is linked before the wait."""
    found: dict[UUID, Row] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id FROM {object_type.table} t WHERE t.workspace_id = %(w)s AND t.id = ANY(%(ids)s::uuid[])"
            " ORDER BY t.id FOR NO KEY UPDATE OF t",
            {"w": workspace_id, "ids": list(ids)},
        )
    statement = Statement(_load_text(object_type), {"w": workspace_id, "ids": list(ids)})
    for record_id, version, deleted, json, *columns in statement.rows():
        values, at = {}, 0
        for spec in object_type.declared:
            values[spec.key] = spec.type.from_columns(columns[at : at + len(spec.columns)], spec)
            at += len(spec.columns)
        found[record_id] = Row(record_id, version, deleted, values, orjson.loads(json))
    return found


def lock_changed(object_type: ObjectType, workspace_id: UUID, change_set: UUID) -> None:
    """Lock all records of one object that a change set changed, in the order of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id FROM {object_type.table} t WHERE t.workspace_id = %(w)s AND t.id IN"
            " (SELECT c.record_id FROM change c WHERE c.workspace_id = %(w)s AND c.change_set_id = %(change_set)s"
            " AND c.object = %(object)s) ORDER BY t.id FOR NO KEY UPDATE OF t",
            {"w": workspace_id, "change_set": change_set, "object": object_type.key},
        )


@lru_cache(maxsize=512)
def _json_text(object_type: ObjectType) -> str:
    source = Source(object_type.table, "t", WORKSPACE)
    json = record_json(object_type, source)
    return (
        f"SELECT t.id, {json} FROM {source.from_clause()}"
        f" WHERE t.workspace_id = {WORKSPACE} AND t.id = ANY(%(ids)s::uuid[])"
    )


def ask_json(
    object_type: ObjectType, workspace_id: UUID, ids: Sequence[UUID]
) -> Callable[[], dict[UUID, dict[str, Any]]]:
    """The JSON of these records, as it is within this transaction, for when it is needed."""
    array = f"{{{','.join(map(str, ids))}}}"  # a text is sent with a fraction of the work that a list of ids takes
    answer = Statement(_json_text(object_type), {"w": workspace_id, "ids": array}).ask()
    return lambda: {record_id: orjson.loads(json) for record_id, json in answer()}


def load_json(object_type: ObjectType, workspace_id: UUID, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """The JSON of these records, as it is within this transaction."""
    return ask_json(object_type, workspace_id, ids)()


def parameters(specs: Iterable[FieldSpec], values: Mapping[str, Any]) -> list[Any]:
    """The stored values of these fields, one per column."""
    found: list[Any] = []
    for spec in specs:
        stored = values.get(spec.key)
        found += [None] * len(spec.columns) if stored is None else spec.type.to_columns(stored, spec)
    return found


def insert_rows(
    object_type: ObjectType, common: Mapping[str, Any], rows: Sequence[tuple[UUID, Mapping[str, Any]]]
) -> None:
    """`rows` are (id, stored values); `common` holds `w`, `now` and `actor`."""
    head = (common["w"], common["now"], common["actor"], common["now"], common["actor"])
    columns = ("workspace_id", "created_at", "created_by", "updated_at", "updated_by", "id", *own_columns(object_type))
    declared = object_type.declared
    insert_many(
        object_type.table, columns, [(*head, record_id, *parameters(declared, stored)) for record_id, stored in rows]
    )


def update_rows(
    object_type: ObjectType, common: Mapping[str, Any], rows: Sequence[tuple[UUID, Mapping[str, Any]]]
) -> None:
    """`rows` are (id, the changed stored values). Rows that change the same fields share one prepared statement."""

    def changed(row: tuple[UUID, Mapping[str, Any]]) -> tuple[str, ...]:
        return tuple(spec.key for spec in object_type.declared if spec.key in row[1] and spec.columns)

    for keys, group in groupby(sorted(rows, key=changed), changed):
        specs = [object_type.fields[key] for key in keys]
        sets = "".join(f"{column} = %s, " for spec in specs for column in spec.columns)
        text = (
            f"UPDATE {object_type.table} SET {sets}version = version + 1, updated_at = %s, updated_by = %s"
            " WHERE workspace_id = %s AND id = %s"
        )
        tail = (common["now"], common["actor"], common["w"])
        run_many(text, [(*parameters(specs, stored), *tail, record_id) for record_id, stored in group])


def mark_rows(object_type: ObjectType, common: Mapping[str, Any], ids: Sequence[UUID], *, deleted: bool) -> None:
    """Delete or restore records."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {object_type.table} SET deleted_at = {'%(now)s' if deleted else 'NULL'}, version = version + 1,"
            " updated_at = %(now)s, updated_by = %(actor)s WHERE workspace_id = %(w)s AND id = ANY(%(ids)s::uuid[])",
            {**common, "ids": list(ids)},
        )


def write_pairs(
    spec: FieldSpec, workspace_id: UUID, rows: Sequence[tuple[UUID, Sequence[UUID]]], *, fresh: bool
) -> None:
    """Replace what a `links` field of these records points at."""
    table, own, other = (spec.options[k] for k in ("through", "own_column", "other_column"))
    if not fresh:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE workspace_id = %s AND {own} = ANY(%s::uuid[])",
                (workspace_id, [record_id for record_id, _ in rows]),
            )
    pairs = [(workspace_id, record_id, far, at) for record_id, many in rows for at, far in enumerate(many)]
    insert_many(table, ("workspace_id", own, other, "position"), pairs)


def insert_many(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], row: str = "") -> None:
    """Multi-row VALUES. `row` replaces the placeholders of one row, each a `%s`.

    What stands in all rows alike is sent once. In the text of many rows, finding ten thousand `%s` would cost more
    than storing them, so there they come numbered.
    """
    one = row or f"({', '.join(['%s'] * len(columns))})"
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
    if len(rows) == 1:
        with connection.cursor() as cursor:
            cursor.execute(head + one, [untyped(value) for value in rows[0]])
        return
    varied = tuple(not alike(values) for values in zip(*rows, strict=True))
    shared = [untyped(value) for value, differs in zip(rows[0], varied, strict=True) if not differs] if rows else []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        batch = rows[start : start + ROWS_AT_ONCE]
        values = [untyped(value) for each in batch for value in compress(each, varied)]
        # A text of some other number of rows hardly comes again.
        raw: Any = NumberedCursor(connection.connection, prepare=None if len(batch) == ROWS_AT_ONCE else False)
        with connection.make_cursor(raw) as cursor:  # Django's, so that whoever watches statements sees this one too
            cursor.execute(head + numbered(one, len(batch), varied), shared + values)


class NumberedCursor(RawCursor[Any]):
    """Takes statements with `$1` for their values; `prepare` as for the cursor's `execute`."""

    def __init__(self, connection: Connection[Any], *, prepare: bool | None) -> None:
        super().__init__(connection)
        self.prepare = prepare

    def execute(self, query: Any, params: Any = None, **_named: Any) -> Self:
        """As every cursor, prepared or not as was said."""
        return super().execute(query, params, prepare=self.prepare)


def alike(values: Sequence[Any]) -> bool:
    """Whether all are the same, also in how they are written (1.0 and 1.00 are not)."""
    first, *rest = values
    if isinstance(first, PLAIN):
        return all(value is first or (type(value) is type(first) and value == first) for value in rest)
    return all(value is first for value in rest)


@lru_cache(maxsize=64)
def numbered(row: str, count: int, varied: tuple[bool, ...]) -> str:
    """`($1, $2), ($1, $3)` for `(%s, %s)`, two rows and a first value that is the same in both."""
    first, *rest = row.split("%s")
    width, shared = sum(varied), len(varied) - sum(varied)
    places = [sum(varied[:at]) if differs else at - sum(varied[:at]) for at, differs in enumerate(varied)]
    return ", ".join(
        first
        + "".join(
            f"${(shared + turn * width if differs else 0) + place + 1}{piece}"
            for place, differs, piece in zip(places, varied, rest, strict=True)
        )
        for turn in range(count)
    )


def untyped(value: Any) -> Any:
    """A value as PostgreSQL's text form: a statement's text is prepared once, whatever stands in its rows."""
    if value is None or isinstance(value, (str, list, bytes)):
        return value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Jsonb):
        return orjson.dumps(value.obj).decode()
    return str(value)


def run_many(text: str, rows: Sequence[Sequence[Any]]) -> None:
    """One statement for each row, sent together."""
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(text, rows[0])
        else:
            cursor.executemany(text, rows)
