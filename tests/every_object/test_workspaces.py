"""Every object in two workspaces: neither the doors nor SQL lead from one into the other."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rapport.accounts.scope import in_workspace, set_workspace
from rapport.kernel.errors import Invalid, NotFound
from rapport.records.history import feed, history
from rapport.records.operation import Create, Delete, Restore, Update
from rapport.records.page import record_page
from rapport.records.read import find_ids
from rapport.records.search import search
from rapport.records.store import statement as statements
from rapport.records.store.reading import reading
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from rapport.schema.view import parse_view
from tests.every_object.oracle import ids
from tests.every_object.samples import Samples
from tests.records.desks import Desk, id_of


def test_the_doors_refuse_another_workspace(object_type: ObjectType, samples: Samples, globex: Desk) -> None:
    key = object_type.key
    outcome = write(samples.desk.context, key, [Create(samples.values(object_type, 1))])
    record, change_set = outcome.record, outcome.change_set
    assert change_set is not None
    theirs = Samples(globex)
    before = feed(samples.desk.context, after=None)["next"]
    values = theirs.values(object_type, 2)
    for act in (
        lambda: globex.read(key, record), lambda: history(globex.context, key, id_of(record)),
        lambda: record_page(globex.context, key, id_of(record)), lambda: undo(globex.context, change_set),
        lambda: write(globex.context, key, [Update(id_of(record), values)]),
        lambda: write(globex.context, key, [Delete(id_of(record))]),
        lambda: write(globex.context, key, [Restore(id_of(record))]),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            act()
    assert record["id"] not in ids(globex.list(key, limit=200)["records"])
    assert record["id"] not in ids(
        globex.list(key, filter={"field": "id", "op": "in", "value": [record["id"]]})["records"]
    )
    assert find_ids(globex.context, key, object_type.title, [record[object_type.title]]).get(0, []) != [id_of(record)]
    assert record["id"] not in [str(hit["id"]) for hit in search(globex.context, str(record[object_type.title]))]
    assert record["id"] not in [str(change["id"]) for change in feed(globex.context, after="0")["changes"]]
    assert feed(samples.desk.context, after=None)["next"] == before
    assert samples.desk.read(key, record) == record


def test_links_cannot_point_into_another_workspace(object_type: ObjectType, samples: Samples, globex: Desk) -> None:
    theirs = Samples(globex)
    record = samples.create(object_type, 1)
    for spec in object_type.writable:
        if spec.kind not in {"link", "links", "user", "team", "stage"}:
            continue
        foreign: Any = str(globex.user.id) if spec.kind == "user" else theirs.value(spec, 1)
        assert foreign
        with pytest.raises(Invalid) as refused:
            samples.desk.update(object_type.key, record, **{spec.key: foreign})
        assert [error.field for error in refused.value.errors] == [spec.key]
        if spec.columns:
            with pytest.raises(DatabaseError), in_workspace(samples.desk.workspace_id), connection.cursor() as cursor:
                identity = foreign if isinstance(foreign, str) else foreign["id"]
                cursor.execute(
                    f"UPDATE {object_type.table} SET {spec.column} = %s WHERE workspace_id = %s AND id = %s",
                    (identity, samples.desk.workspace_id, id_of(record)),
                )
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert samples.desk.read(object_type.key, record) == record


def tables_of(object_type: ObjectType) -> list[str]:
    pairs = [spec.options["through"] for spec in object_type.fields.values() if spec.kind == "links"]
    return [object_type.table, *pairs, "change", "change_set", "search_entry", "stage_event", "saved_view"]


def test_sql_of_another_workspace_sees_and_changes_nothing(
    object_type: ObjectType, samples: Samples, globex: Desk
) -> None:
    samples.many(object_type, 6)
    for table in tables_of(object_type):
        for workspace in (str(globex.workspace_id), ""):
            with transaction.atomic(), connection.cursor() as cursor:
                set_workspace(workspace)
                cursor.execute(f"SELECT count(*) FROM {table} WHERE workspace_id = %s", (samples.desk.workspace_id,))
                assert cursor.fetchone()[0] == 0
                cursor.execute(f"UPDATE {table} SET workspace_id = workspace_id WHERE true")
                cursor.execute(f"DELETE FROM {table} WHERE workspace_id = %s", (samples.desk.workspace_id,))
                assert cursor.rowcount == 0
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        in_workspace(globex.workspace_id),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO {object_type.table} (workspace_id, id, version, created_at, created_by, updated_at, updated_by)"
            " VALUES (%s, gen_random_uuid(), 1, now(), '{}', now(), '{}')",
            (samples.desk.workspace_id,),
        )


@contextmanager
def noted() -> Iterator[list[statements.Statement]]:
    """The reader's statements that run within."""
    found: list[statements.Statement] = []
    run = statements.Statement.rows

    def rows(self: statements.Statement) -> list[tuple[Any, ...]]:
        found.append(self)
        return run(self)

    statements.Statement.rows = rows  # type: ignore[method-assign]
    try:
        yield found
    finally:
        statements.Statement.rows = run  # type: ignore[method-assign]


def scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The nodes of a plan that read a table."""
    if "Relation Name" in node:
        yield node
    for child in node.get("Plans", ()):
        yield from scans(child)


BOUND = re.compile(r"workspace_id\)? = '[0-9a-f-]{36}'::uuid")
SHARED = {"accounts_user"}


def test_every_scan_of_the_reader_is_bound_to_its_workspace(object_type: ObjectType, samples: Samples) -> None:
    record, desk, key = samples.create(object_type, 1), samples.desk, object_type.key
    with noted() as found:
        for sort in ([k] for k in object_type.fields if object_type.fields[k].type.sortable):
            desk.list(key, sort=sort, count=True, filter={"field": object_type.title, "op": "contains", "value": "al"})
        for spec in object_type.fields.values():
            if "empty" in spec.type.operators:
                desk.list(key, filter={"field": spec.key, "op": "not_empty"}, deleted=True)
            if spec.kind in {"link", "stage"}:
                far = "label" if spec.kind == "stage" else "created_at"
                desk.list(key, sort=[f"{spec.key}.{far}"], fields=[f"{spec.key}.{far}"])
                desk.query(key, group={"by": spec.key}, aggregates=[{"fn": "count"}])
            if spec.kind == "links":
                desk.list(key, filter={"field": spec.key, "op": "has_any", "value": [record["id"]]})
        record_page(desk.context, key, id_of(record))
        history(desk.context, key, id_of(record))
        search(desk.context, "alpha")
        feed(desk.context, after="0")
    assert len(found) > 10
    for each in {each.text: each for each in found}.values():
        with reading(desk.context), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT JSON, VERBOSE) {each.text}", each.values)
            told = cursor.fetchone()[0]
            plan = (orjson.loads(told) if isinstance(told, str) else told)[0]["Plan"]
        for node in scans(plan):
            if node["Relation Name"] in SHARED:
                continue
            said = " ".join(str(value) for name, value in node.items() if "Cond" in name or "Filter" in name)
            said += " ".join(str(c.get("Index Cond")) for c in node.get("Plans", ()))
            assert BOUND.search(said), (node["Relation Name"], said, each.text)


def test_a_statement_that_forgets_its_workspace_is_refused(acme: Desk) -> None:
    for text in (
        "SELECT t.id FROM person t", "SELECT t.id FROM person t WHERE t.workspace_id = 'x'",
        "SELECT t.id FROM person t LEFT JOIN company c ON c.id = t.company_id WHERE t.workspace_id = %(w)s",
    ):  # fmt: skip
        with pytest.raises(AssertionError, match="without naming its workspace"), reading(acme.context):
            statements.Statement(text, {"w": acme.workspace_id}).rows()


def test_a_read_inside_a_write_gives_the_role_back(object_type: ObjectType, samples: Samples) -> None:
    with in_workspace(samples.desk.workspace_id):
        samples.desk.list(object_type.key)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone()[0] != "rapport_reader"
        samples.create(object_type, 1)
    assert parse_view({"object": object_type.key}).object == object_type.key
