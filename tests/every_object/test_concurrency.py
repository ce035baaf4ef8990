"""Many writers at once, with real connections: nothing is lost, nothing happens twice, nobody waits in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import StaleVersion
from rapport.records.history import feed, history
from rapport.records.operation import Create, Update
from rapport.records.search import search
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from tests.every_object.samples import Samples
from tests.records.desks import desk, id_of

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread and connection of its own, all at the same moment."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            ready.wait(60)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(120) for done in [pool.submit(run, act) for act in acts]]


@pytest.fixture
def shared(transactional_db: None) -> Samples:
    return Samples(desk("Acme", "olga@acme.test"))


def text_field(object_type: ObjectType) -> str:
    return next(s.key for s in object_type.writable if s.kind == "text")


def test_no_write_is_lost_and_the_feed_tells_each_once(object_type: ObjectType, shared: Samples) -> None:
    me, key, field = shared.desk, object_type.key, text_field(object_type)
    records = [shared.create(object_type, n) for n in range(3)]
    start = feed(me.context, after=None)["next"]
    rounds = 5

    def writer(name: int) -> Callable[[], None]:
        def run() -> None:
            for at in range(rounds):
                # Each writer takes the records in another order.
                turned = records[name % 3 :] + records[: name % 3]
                write(me.context, key, [Update(id_of(r), {field: f"w{name} {at}"}) for r in turned])

        return run

    def reader() -> list[tuple[str, str]]:
        told: list[tuple[str, str]] = []
        cursor, wanted = start, WRITERS * rounds * len(records)
        for _turn in range(5_000):
            answer = feed(me.context, after=cursor, limit=7)
            told += [(str(c["id"]), str(c["change_set"])) for c in answer["changes"]]
            cursor = answer["next"]
            if len(told) >= wanted:
                break
        return told

    told = together(*(writer(n) for n in range(WRITERS)), reader)[-1]
    assert len(told) == len(set(told)) == WRITERS * rounds * len(records)
    for record in records:
        assert me.read(key, record)["version"] == 1 + WRITERS * rounds
        changes = history(me.context, key, id_of(record), limit=200)["changes"]
        chain = [
            (f["before"], f["after"]) for c in reversed(changes) if c["kind"] == "update" for f in c["fields"]
            if f["field"] == field
        ]  # fmt: skip
        assert len(chain) == WRITERS * rounds
        assert all(earlier[1] == later[0] for earlier, later in pairwise(chain))


def test_of_two_writers_with_one_version_one_wins(object_type: ObjectType, shared: Samples) -> None:
    record, field = shared.create(object_type, 1), text_field(object_type)

    def attempt(word: str) -> Callable[[], str]:
        def run() -> str:
            try:
                write(shared.desk.context, object_type.key, [Update(id_of(record), {field: word}, version=1)])
            except StaleVersion as stale:
                assert field in {error.field for error in stale.errors}  # noqa: PT017 - the other outcome is good too
                return "stale"
            return "won"

        return run

    assert sorted(together(attempt("one"), attempt("two"), attempt("three"))) == ["stale", "stale", "won"]
    assert shared.desk.read(object_type.key, record)["version"] == 2


def test_records_that_link_to_each_other_are_written_at_once(object_type: ObjectType, shared: Samples) -> None:
    own = [s for s in object_type.writable if s.kind == "link" and s.options["target"] == object_type.key]
    one, two = (shared.create(object_type, n) for n in (1, 2))
    for spec in own:
        for _turn in range(5):
            together(
                lambda spec=spec: shared.desk.update(object_type.key, one, **{spec.key: None}) and
                shared.desk.update(object_type.key, one, **{spec.key: two["id"]}),
                lambda spec=spec: shared.desk.update(object_type.key, two, **{spec.key: None}) and
                shared.desk.update(object_type.key, two, **{spec.key: one["id"]}),
            )  # fmt: skip
        assert shared.desk.read(object_type.key, one)[spec.key]["id"] == two["id"]
        assert shared.desk.read(object_type.key, two)[spec.key]["id"] == one["id"]


def test_undo_and_edits_at_once_end(object_type: ObjectType, shared: Samples) -> None:
    me, key, field = shared.desk, object_type.key, text_field(object_type)
    made = write(me.context, key, [Create(shared.values(object_type, n)) for n in range(6)])
    ids = [result.id for result in made.results if result.id]
    changed = write(me.context, key, [Update(record, {field: f"first {n}"}) for n, record in enumerate(ids)])
    assert changed.change_set is not None
    together(
        lambda: undo(me.context, changed.change_set),
        *(lambda each=each: me.update(key, each, **{field: "later"}) for each in reversed(ids)),
    )
    assert {me.read(key, each)[field] for each in ids} <= {
        "later",
        *(r.record[field] for r in made.results if r.record),
    }


def test_an_aborted_transaction_leaves_nothing(object_type: ObjectType, shared: Samples) -> None:
    me, key = shared.desk, object_type.key
    values = shared.values(object_type, 1)
    before = feed(me.context, after=None)["next"]

    def killed() -> None:
        """As when the process dies between the write and the commit: the connection is cut."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
        try:
            with in_workspace(me.workspace_id):
                write(me.context, key, [Create(values | {text_field(object_type): "Zyxghost"})])
                connection.connection.close()
        except Exception:  # noqa: BLE001 - the cut connection may say it in several ways
            pass

    together(killed)
    assert feed(me.context, after=None)["next"] == before
    assert search(me.context, "zyxghost") == []
    assert [r for r in me.list(key, limit=200)["records"] if "Zyxghost" in str(r)] == []
    after = me.create(key, **values)
    assert int(feed(me.context, after=None)["next"]) == int(before) + 1
    assert after["version"] == 1
