"""Two writers at the same moment, each with a connection of its own, of what is not there yet."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from rapport.kernel.errors import Conflict
from rapport.kernel.ids import new_id
from rapport.records import bulk as bulk_module
from rapport.records import match_locks
from rapport.records.bulk import bulk
from rapport.records.operation import Create, Outcome
from rapport.records.store import rows
from rapport.records.write import write
from tests.records.desks import Desk, desk
from tests.records.meeting import at_once, meet_after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acme(transactional_db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def upsert(acme: Desk, *emails: str) -> Callable[[], Outcome]:
    operations = [{"op": "upsert", "match": "email", "values": {"first_name": "Zoë", "email": e}} for e in emails]
    return lambda: bulk(acme.context, "person", operations)


@pytest.mark.parametrize("most", [100, 1], ids=["each value is locked", "all values of the object are locked"])
def test_two_upserts_of_a_new_value_make_one_record(acme: Desk, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(match_locks, "MOST_VALUES", most)
    meet_after(monkeypatch, bulk_module, "find_ids")
    one, other = at_once(upsert(acme, "zoe@fjord.example", "ada@fjord.example"), upsert(acme, "ZOE@Fjord.example"))
    assert sorted([one.results[0].status, other.results[0].status]) in (
        ["created", "unchanged"],
        ["created", "updated"],
    )
    assert one.results[0].id == other.results[0].id
    emails = sorted(record["email"] for record in acme.list("person")["records"])
    assert len(emails) == 2, emails


def test_upserts_of_other_values_do_not_wait(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    meetings: list[int] = []
    meeting, first = Barrier(2), bulk_module.find_ids

    def both(*given: Any) -> Any:
        meetings.append(meeting.wait(60))
        return first(*given)

    monkeypatch.setattr(bulk_module, "find_ids", both)
    at_once(upsert(acme, "zoe@fjord.example"), upsert(acme, "ada@fjord.example"))
    assert len(meetings) == 2


def test_many_upserts_in_any_order_end(acme: Desk) -> None:
    emails = [f"p{n}@fjord.example" for n in range(30)]
    turned = [emails[n:] + emails[:n] for n in (0, 10, 20)]
    for _turn in range(3):
        outcomes = at_once(*(upsert(acme, *order) for order in turned), upsert(acme, *reversed(emails)))
        assert all(result.status != "failed" for outcome in outcomes for result in outcome.results)
    assert len(acme.list("person", limit=200)["records"]) == len(emails)


def test_of_two_with_the_same_new_id_one_is_told_so(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = new_id()
    meet_after(monkeypatch, rows, "load_rows")

    def create() -> str:
        try:
            write(acme.context, "company", [Create({"name": "Northwind"}, id=made)])
        except Conflict as refused:
            return refused.detail
        return "created"

    answers = sorted(at_once(create, create))
    assert answers[1] == "created"
    assert "with this id already" in answers[0]


def test_the_same_new_id_twice_in_one_write(acme: Desk) -> None:
    made = new_id()
    twice = [Create({"name": name}, id=made) for name in ("Northwind", "Southwind")]
    results = write(acme.context, "company", twice, partial=True).results
    assert [result.status for result in results] == ["created", "failed"]
    assert "with this id already" in results[1].errors[0].detail
    with pytest.raises(Conflict):
        write(acme.context, "company", [Create({"name": "Westwind"}, id=made)] * 2)
