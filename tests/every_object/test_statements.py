"""What an answer costs does not grow with the number of records."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.records.bulk import bulk
from rapport.records.history import feed, history
from rapport.records.operation import Create, Update
from rapport.records.page import record_page
from rapport.records.read import stream
from rapport.records.search import search
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from rapport.schema.view import ViewDescription
from tests.every_object.samples import Samples
from tests.records.desks import id_of

FEW, MANY = 16, 50


def cost(act: Callable[[], Any]) -> int:
    """How many statements; the rows of one pipeline are one."""
    with CaptureQueriesContext(connection) as captured:
        act()
    texts = [query["sql"] if query["sql"].startswith("SELECT") else query["sql"][:40] for query in captured]
    return sum(1 for at, text in enumerate(texts) if at == 0 or text != texts[at - 1])


def test_reads_cost_the_same_for_few_and_many(object_type: ObjectType, samples: Samples) -> None:
    desk, key = samples.desk, object_type.key
    first = samples.create(object_type, 1)
    record = id_of(first)
    lanes = [s.key for s in object_type.fields.values() if s.kind in {"stage", "user", "choice"}]
    acts: list[Callable[[], Any]] = [
        lambda: desk.list(key, limit=200),
        lambda: desk.list(key, limit=200, sort=object_type.title, count=True),
        lambda: record_page(desk.context, key, record),
        lambda: history(desk.context, key, record),
        lambda: search(desk.context, "alpha"),
        lambda: feed(desk.context, after="0"),
        lambda: list(stream(desk.context, ViewDescription(key))),
        *(lambda lane=lane: desk.query(key, group={"by": lane}, aggregates=[{"fn": "count"}]) for lane in lanes),
    ]
    samples.many(object_type, FEW - 1)
    few = [cost(act) for act in acts]
    samples.many(object_type, MANY - FEW)
    assert [cost(act) for act in acts] == few
    assert max(few) <= 2 + 2 * len(object_type.fields)


def test_a_list_is_one_statement_of_the_reader_in_its_role(object_type: ObjectType, samples: Samples) -> None:
    samples.many(object_type, MANY)
    with CaptureQueriesContext(connection) as captured:
        samples.desk.list(object_type.key, limit=20, sort="-created_at")
    texts = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert [text.split()[0] for text in texts] == ["SET", "SELECT", "SET"]


def test_writes_of_many_cost_as_much_as_writes_of_few(object_type: ObjectType, samples: Samples) -> None:
    def values(count: int) -> list[dict[str, Any]]:
        return [samples.values(object_type, n) for n in range(count)]

    values(FEW)
    few, many = values(FEW), values(MANY)
    created = cost(lambda: write(samples.desk.context, object_type.key, [Create(v) for v in few]))
    assert cost(lambda: write(samples.desk.context, object_type.key, [Create(v) for v in many])) == created
    records = samples.desk.list(object_type.key, limit=MANY)["records"]
    title = next(s.key for s in object_type.writable if s.kind == "text")

    def renamed(count: int, word: str) -> list[Update]:
        return [Update(id_of(r), {title: f"{word} {n}"}) for n, r in enumerate(records[:count])]

    updated = cost(lambda: write(samples.desk.context, object_type.key, renamed(FEW, "a")))
    assert cost(lambda: write(samples.desk.context, object_type.key, renamed(MANY, "b"))) <= updated + 1
    raw = [{"op": "delete", "id": r["id"]} for r in records]
    removed = cost(lambda: bulk(samples.desk.context, object_type.key, raw[:FEW]))
    assert cost(lambda: bulk(samples.desk.context, object_type.key, raw[FEW:])) == removed
