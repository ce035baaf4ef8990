"""Counters with several connections at once: nobody waits for anybody, and nothing is lost or counted twice."""

from collections.abc import Callable
from decimal import Decimal
from threading import Event
from typing import Any

import psycopg
import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.fields.models import Stage
from rapport.records import counters
from rapport.records.operation import Create, Delete, Update
from rapport.records.store import counters as store
from rapport.records.write import write
from tests.database import statement
from tests.records.desks import Desk, desk
from tests.records.meeting import at_once
from tests.records.tallying import AGGREGATES, both_answers

pytestmark = pytest.mark.django_db(transaction=True)
BOARD = {"object": "deal", "group": {"by": "stage"}, "aggregates": AGGREGATES}
LONGEST = 20


@pytest.fixture
def acme(transactional_db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def agree(acme: Desk) -> None:
    told, read = both_answers(acme.context, BOARD)
    assert told == read
    assert list(counters.disagreements()) == []


def count_of(acme: Desk) -> Any:
    return acme.list("deal", count=True, limit=1)["total"]["count"]


def test_two_writers_of_one_lane_do_not_wait_for_each_other(acme: Desk) -> None:
    """The first holds its transaction open until the second has committed."""
    first, second = Event(), Event()

    def add(number: int) -> None:
        store.add_counters(acme.workspace_id, "deal", [("", None, None, None, False, "", number, Decimal(0))])

    def holding() -> None:
        with in_workspace(acme.workspace_id):
            add(1)
            first.set()
            assert second.wait(LONGEST)
            add(-1)

    def passing() -> None:
        assert first.wait(LONGEST)
        with in_workspace(acme.workspace_id):
            add(1)
            add(-1)
        second.set()

    at_once(holding, passing)
    agree(acme)


def writer(acme: Desk, stages: list[str], turns: int) -> Callable[[], None]:
    """Creates, moves, prices and deletes deals."""

    def work() -> None:
        for turn in range(turns):
            made = [Create({"name": "Deal", "amount": turn + at, "stage": stages[at % 5]}) for at in range(3)]
            ids = [result.id for result in write(acme.context, "deal", made).results]
            write(acme.context, "deal", [Update(ids[0], {"stage": stages[turn % 5], "amount": turn * 7})])
            write(acme.context, "deal", [Delete(ids[turn % 3])])

    return work


def stages_of(acme: Desk) -> list[str]:
    with in_workspace(acme.workspace_id):
        return [str(stage.id) for stage in Stage.objects.order_by("position")]


def test_folding_and_counting_anew_amid_writes(acme: Desk) -> None:
    stages, over = stages_of(acme), Event()

    def keeping(work: Callable[[], Any]) -> Callable[[], int]:
        def again() -> int:
            turns = 0
            while not over.is_set() or not turns:
                work()
                turns += 1
            return turns

        return again

    def fold() -> None:
        with in_workspace(acme.workspace_id):
            store.fold(acme.workspace_id, "deal")

    def looked() -> None:
        assert list(counters.disagreements()) == []

    def writers() -> None:
        try:
            writer(acme, stages, 12)()
        finally:
            over.set()

    at_once(
        writers, writer(acme, stages, 12), keeping(fold), keeping(looked),
        keeping(lambda: counters.rebuild(acme.workspace_id, "deal")),
    )  # fmt: skip
    agree(acme)
    assert count_of(acme) == 2 * 12 * 2


def test_a_write_that_was_under_way_is_counted_once(acme: Desk) -> None:
    """Counting anew sees nothing of an open transaction, neither its records nor what it adds."""
    acme.create("deal", name="Before", amount=5)
    open_now, rebuilt = Event(), Event()

    def slow() -> None:
        with in_workspace(acme.workspace_id):
            write(acme.context, "deal", [Create({"name": "Under way", "amount": 7})])
            open_now.set()
            assert rebuilt.wait(LONGEST)

    def rebuilding() -> None:
        assert open_now.wait(LONGEST)
        counters.rebuild(acme.workspace_id, "deal")
        rebuilt.set()

    at_once(slow, rebuilding)
    agree(acme)
    assert count_of(acme) == 2


@pytest.mark.parametrize(
    "work",
    [lambda workspace: store.fold(workspace, "deal"), lambda workspace: counters.rebuild(workspace, "deal")],
    ids=["folding", "counting anew"],
)
def test_killed_half_way_leaves_the_counters_as_they_were(acme: Desk, work: Any) -> None:
    for amount in range(5):
        acme.create("deal", name="Deal", amount=amount)

    with pytest.raises(psycopg.OperationalError), in_workspace(acme.workspace_id):
        work(acme.workspace_id)
        statement(f"SELECT pg_terminate_backend({connection.connection.info.backend_pid})")
        connection.connection.execute("SELECT 1")
    connection.close()
    agree(acme)
    assert count_of(acme) == 5
