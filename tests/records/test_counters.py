"""Counters say what the records say, whatever was written and whoever asks."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.accounts.scope import in_workspace
from rapport.features.importing.now import run_import_now
from rapport.fields.models import Stage
from rapport.kernel.context import Context, Grant, Reach
from rapport.records import counters
from rapport.records.bulk import bulk
from rapport.records.models import CountedObject, RecordCounter
from rapport.records.operation import Create, Delete, Operation, Restore, Update
from rapport.records.store import counters as store
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.registry import registry
from tests.records.desks import Desk
from tests.records.tallying import AGGREGATES, both_answers, views

BOARD = {"object": "deal", "group": {"by": "stage"}, "aggregates": AGGREGATES}
OWN = {"deal": Grant(Reach.OWN, Reach.ALL, Reach.ALL, Reach.ALL)}
AMOUNTS = st.none() | st.decimals(0, 10**12, places=4, allow_nan=False).map(str)
PLACE = st.integers(0, 30)
ACTS = st.one_of(
    st.tuples(st.just("create"), st.lists(st.tuples(PLACE, AMOUNTS, PLACE), min_size=1, max_size=4)),
    st.tuples(st.just("move"), st.lists(st.tuples(PLACE, PLACE), min_size=1, max_size=4)),
    st.tuples(st.just("price"), PLACE, AMOUNTS, PLACE),
    st.tuples(st.just("hand over"), PLACE, st.none() | PLACE),
    st.tuples(st.just("delete"), PLACE),
    st.tuples(st.just("restore"), st.just(0)),
    st.tuples(st.just("undo"), PLACE),
    st.tuples(st.just("bulk"), st.lists(st.tuples(PLACE, AMOUNTS), min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["fold", "rebuild"])),
)
FIRST = [("create", [(at, f"{at}.25", at) for at in range(6)]), ("delete", 0)]


class Story:
    """Random writes in one workspace."""

    def __init__(self, acme: Desk) -> None:
        self.acme, self.context = acme, acme.context
        with in_workspace(acme.workspace_id):
            self.stages = [str(stage.id) for stage in Stage.objects.order_by("position")]
        self.people = [str(acme.user.id), str(acme.others["manager"].user.id)]
        self.deals: list[Any] = []
        self.gone: list[Any] = []
        self.sets: list[Any] = []

    def one(self, among: list[Any], place: int) -> Any:
        return among[place % len(among)] if among else None

    def stage(self, place: int) -> dict[str, Any]:
        return {"stage": self.one(self.stages, place), "lost_reason": "price"}

    def money(self, amount: str | None, place: int) -> Any:
        return None if amount is None else {"amount": amount, "currency": ("EUR", "USD", "JPY")[place % 3]}

    def write(self, operations: list[Operation]) -> None:
        once = {operation.id or at: operation for at, operation in enumerate(operations)}
        outcome = write(self.context, "deal", list(once.values()), partial=True)
        if outcome.change_set:
            self.sets.append(outcome.change_set)
        made = zip(outcome.results, once.values(), strict=True)
        self.deals += [r.id for r, o in made if isinstance(o, Create) and r.status == "created" and r.id]

    def live(self, act: tuple[Any, ...]) -> None:
        kind, *rest = act
        if kind == "create":
            self.write([
                Create({
                    "name": "Deal", "amount": self.money(amount, at), "owner": self.one(self.people, who),
                    **self.stage(at),
                })
                for at, amount, who in rest[0]
            ])  # fmt: skip
        elif kind == "bulk":
            raw = [
                {"op": "update", "id": str(self.one(self.deals, at)), "values": {"amount": self.money(amount, at)}}
                for at, amount in rest[0]
            ]
            bulk(self.context, "deal", raw)
        elif kind == "fold":
            store.fold(self.acme.workspace_id, "deal")
        elif kind == "rebuild":
            counters.rebuild(self.acme.workspace_id, "deal")
        elif kind == "undo":
            if self.sets:
                undo(self.context, self.sets.pop(rest[0] % len(self.sets)))
        elif self.deals:
            self.change(kind, rest)

    def change(self, kind: str, rest: list[Any]) -> None:
        if kind == "move":
            self.write([Update(self.one(self.deals, at), self.stage(to)) for at, to in rest[0]])
            return
        deal = self.one(self.gone if kind == "restore" and self.gone else self.deals, rest[0])
        if kind == "price":
            self.write([Update(deal, {"amount": self.money(rest[1], rest[2])})])
        elif kind == "hand over":
            self.write([Update(deal, {"owner": None if rest[1] is None else self.one(self.people, rest[1])})])
        elif kind == "delete":
            self.gone.append(deal)
            self.write([Delete(deal)])
        else:
            self.gone = [each for each in self.gone if each != deal]
            self.write([Restore(deal)])


def agree(context: Context, view: dict[str, Any]) -> None:
    for each in (context, replace(context, grants=OWN)):
        told, read = both_answers(each, view)
        assert told == read


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=st.lists(ACTS, min_size=4, max_size=14), data=st.data())
def test_counters_and_records_answer_alike(acme: Desk, acts: list[tuple[Any, ...]], data: st.DataObject) -> None:
    acme.colleague("manager")  # before what is rolled back
    with transaction.atomic():
        with in_workspace(acme.workspace_id):
            story = Story(acme)
            for act in [*FIRST, *acts]:
                story.live(act)
            Stage.objects.filter(workspace_id=acme.workspace_id, id=story.stages[1]).update(probability=33)
        for _ in range(4):
            agree(acme.context, data.draw(views(story.stages, story.people)))
        assert disagreements(acme) == 0
        transaction.set_rollback(True)


def disagreements(acme: Desk) -> int:
    with in_workspace(acme.workspace_id):
        return store.differences(acme.workspace_id, registry.object("deal"))


def test_the_shares_of_a_lane_are_the_share_of_its_sum(acme: Desk) -> None:
    with in_workspace(acme.workspace_id):
        second = Stage.objects.get(workspace_id=acme.workspace_id, position=1)
    for amount in ("0.01", "0.01", "10.015"):
        acme.create("deal", name="Small", amount=amount, stage=str(second.id))
    [group] = acme.query("deal", group={"by": "stage"}, aggregates=[{"fn": "sum", "field": "weighted"}])["groups"]
    assert group["aggregates"]["sum_weighted"] == [{"amount": "3.51225", "currency": "EUR"}]  # 35% of 10.035


def test_an_import_is_counted(acme: Desk, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Name,Amount,Stage\nOne,10,Discovery\nTwo,20,Discovery\nThree,5,Qualified\n", encoding="utf-8")
    assert run_import_now(acme.context, "deal", path).counts["created"] == 3
    agree(acme.context, BOARD)
    groups = {g["value"]["label"]: g["aggregates"] for g in acme.query("deal", **without_object(BOARD))["groups"]}
    assert groups["Discovery"]["sum_amount"] == [{"amount": "30", "currency": "EUR"}]
    assert groups["Discovery"]["count"] == 2


def without_object(view: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in view.items() if key != "object"}


@pytest.mark.parametrize(
    "part",
    [
        {"filter": {"field": "amount", "op": "gt", "value": 5}},
        {"filter": {"or": [{"field": "name", "op": "contains", "value": "a"}, {"field": "owner", "op": "empty"}]}},
        {"aggregates": [{"fn": "max", "field": "amount"}]},
        {"aggregates": [{"fn": "sum", "field": "discount"}]},
        {"group": {"by": "source"}},
        {"deleted": True},
    ],
)
def test_what_counters_do_not_know_is_read_from_records(acme: Desk, part: dict[str, Any]) -> None:
    acme.create("deal", name="An offer", amount=10, source="event")
    kept = acme.query("deal", **{**without_object(BOARD), **part})
    clear(acme)
    assert acme.query("deal", **{**without_object(BOARD), **part}) == kept


def clear(acme: Desk) -> None:
    with in_workspace(acme.workspace_id):
        RecordCounter.objects.filter(workspace_id=acme.workspace_id).delete()


def test_a_long_list_is_counted_exactly(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.records.read.COUNT_LIMIT", 2)
    for at in range(4):
        acme.create("person", first_name=f"P{at}")
    assert acme.list("person", count=True)["total"] == {"count": 4, "exact": True}
    narrowed = acme.list("person", count=True, filter={"field": "name", "op": "contains", "value": "P"})
    assert narrowed["total"] == {"count": 2, "exact": False}


def test_counters_that_are_not_made_yet_are_not_asked(acme: Desk) -> None:
    acme.create("deal", name="Offer", amount=10)
    before = acme.query("deal", **without_object(BOARD))

    clear(acme)
    with in_workspace(acme.workspace_id):
        CountedObject.objects.filter(workspace_id=acme.workspace_id).update(shape="other")
    assert acme.query("deal", **without_object(BOARD)) == before
    acme.create("deal", name="Second", amount=5)  # while they are not made, writes add to them all the same
    counters.build_missing()
    agree(acme.context, BOARD)
    assert disagreements(acme) == 0


def test_wrong_counters_are_found_and_made_anew(acme: Desk) -> None:
    acme.create("deal", name="Offer", amount=10)
    assert list(counters.disagreements()) == []
    with in_workspace(acme.workspace_id):
        store.add_counters(acme.workspace_id, "deal", [("amount", None, None, None, False, "EUR", 1, Decimal(5))])
    assert list(counters.disagreements()) == [(acme.workspace_id, "deal", 1)]
    counters.mend()
    assert list(counters.disagreements()) == []


def test_folding_makes_few_rows_of_many(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BEARABLE", 5)
    deal = acme.create("deal", name="Offer", amount=10)
    for at in range(20):
        acme.update("deal", deal, amount=at + 11)
    assert rows_of(acme) > 20
    counters.upkeep()
    assert rows_of(acme) == 2
    agree(acme.context, BOARD)


def rows_of(acme: Desk) -> int:
    with in_workspace(acme.workspace_id):
        return RecordCounter.objects.filter(workspace_id=acme.workspace_id).count()
