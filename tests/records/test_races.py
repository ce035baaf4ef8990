"""Two writers at the same moment, each with a connection of its own, of what is not there yet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from rapport.records import bulk as bulk_module
from rapport.records import match_locks
from rapport.records.bulk import bulk
from rapport.records.operation import Outcome
from tests.records.desks import Desk, desk

pytestmark = pytest.mark.django_db(transaction=True)
MEETING_SECONDS = 2


@pytest.fixture
def acme(transactional_db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread and connection of its own."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(120) for done in [pool.submit(run, act) for act in acts]]


def meet_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Both writers come to the end of this function together, unless one of them is kept waiting before it."""
    meeting, first = Barrier(2), getattr(module, name)

    def both(*given: Any, **named: Any) -> Any:
        answer = first(*given, **named)
        with suppress(BrokenBarrierError):
            meeting.wait(MEETING_SECONDS)
        return answer

    monkeypatch.setattr(module, name, both)


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
