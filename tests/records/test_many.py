"""Writes of many records: in pieces, with what all rows share sent once, and with their places in the log last."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import Invalid
from rapport.records.batch import PIECE
from rapport.records.models import Change, FeedPosition, SearchEntry
from rapport.records.operation import Create, Update
from rapport.records.store.rows import alike, numbered
from rapport.records.write import logged_at_the_end, rehearsed, write
from tests.records.desks import Desk

MANY = 2 * PIECE + 30


def people(count: int, **values: Any) -> list[Create]:
    return [Create({"last_name": f"P{n}", "email": f"p{n}@x.example", **values}) for n in range(count)]


def seen(acme: Desk, key: str = "person") -> int:
    return int(acme.list(key, count=True)["total"]["count"])


def position(acme: Desk) -> int:
    with in_workspace(acme.workspace_id):
        return sum(FeedPosition.objects.filter(workspace_id=acme.workspace_id).values_list("last", flat=True))


def test_every_row_keeps_its_own_values_and_those_of_all(acme: Desk) -> None:
    done = write(acme.context, "person", people(MANY, job_title="Buyer", phone=None))
    assert [result.status for result in done.results] == ["created"] * MANY
    for at in (0, PIECE - 1, PIECE, MANY - 1):
        record = acme.read("person", done.results[at].id)
        assert (record["name"], record["email"], record["job_title"]) == (f"P{at}", f"p{at}@x.example", "Buyer")
        assert record["phone"] is None
    with in_workspace(acme.workspace_id):
        changes = Change.objects.filter(workspace_id=acme.workspace_id, change_set_id=done.change_set).order_by("seq")
        assert [change.after["last_name"] for change in changes] == [f"P{n}" for n in range(MANY)]
        assert SearchEntry.objects.filter(workspace_id=acme.workspace_id, object="person").count() == MANY


def test_rows_that_differ_only_in_how_a_number_is_written_keep_it(acme: Desk) -> None:
    amounts = ["1.5", "1.50", "1.500"]
    made = [
        Create({"name": f"C{n}", "annual_revenue": {"amount": a, "currency": "EUR"}}) for n, a in enumerate(amounts)
    ]
    done = write(acme.context, "company", made)
    alone = [acme.create("company", name="C", annual_revenue={"amount": a, "currency": "EUR"}) for a in amounts]
    assert [r.record["annual_revenue"] for r in done.results] == [r["annual_revenue"] for r in alone]


@pytest.mark.parametrize(
    ("values", "same"),
    [
        ((1, 1), True),
        ((True, 1), False),
        ((None, None), True),
        ((None, 0), False),
        (("a", "a"), True),
        ((1.0, 1), False),
    ],
)
def test_alike(values: Sequence[Any], same: bool) -> None:
    assert alike(values) is same


def test_what_is_shared_has_one_number() -> None:
    assert numbered("(%s, %s::x, %s)", 2, (True, False, True)) == "($2, $1::x, $3), ($4, $1::x, $5)"


def test_a_refusal_in_a_later_piece_stores_nothing(acme: Desk) -> None:
    with pytest.raises(Invalid, match="is not an email address"):
        write(acme.context, "person", [*people(MANY), Create({"email": "nobody"})])
    assert seen(acme) == 0
    partly = write(acme.context, "person", [*people(MANY), Create({"email": "nobody"})], partial=True)
    assert [result.status for result in partly.results] == ["created"] * MANY + ["failed"]
    assert seen(acme) == MANY


def test_many_updates_change_what_they_name(acme: Desk) -> None:
    ids = [result.id for result in write(acme.context, "person", people(MANY)).results]
    done = write(acme.context, "person", [Update(one, {"job_title": f"T{n}"}) for n, one in enumerate(ids) if one])
    assert [result.record["job_title"] for result in done.results if result.record] == [f"T{n}" for n in range(MANY)]


def test_places_in_the_log_are_taken_at_the_end_in_order(acme: Desk) -> None:
    before = position(acme)
    with in_workspace(acme.workspace_id), logged_at_the_end(acme.context):
        acme.create("company", name="Fjord")
        acme.create("person", last_name="Lee")
        assert position(acme) == before
    with in_workspace(acme.workspace_id):
        changes = Change.objects.filter(workspace_id=acme.workspace_id, seq__gt=before).order_by("seq")
        assert [(change.seq, change.object) for change in changes] == [(before + 1, "company"), (before + 2, "person")]


def test_what_was_rolled_back_is_not_logged(acme: Desk) -> None:
    before = position(acme)
    with in_workspace(acme.workspace_id), logged_at_the_end(acme.context):
        acme.create("company", name="Fjord")
        with pytest.raises(ZeroDivisionError), in_workspace(acme.workspace_id), logged_at_the_end(acme.context):
            acme.create("company", name="Gone")
            raise ZeroDivisionError
    assert position(acme) == before + 1
    assert [record["name"] for record in acme.list("company")["records"]] == ["Fjord"]


def test_a_rehearsal_answers_as_a_write_and_leaves_nothing(acme: Desk) -> None:
    before = position(acme)
    with rehearsed(acme.context):
        record = acme.create("person", last_name="Lee")
        assert record["name"] == "Lee"
        assert seen(acme) == 1
    assert seen(acme) == 0
    assert position(acme) == before
    made = acme.create("person", last_name="Ek")
    with connection.cursor() as cursor, in_workspace(acme.workspace_id):
        cursor.execute("SELECT title FROM search_entry WHERE workspace_id = %s", [acme.workspace_id])
        assert cursor.fetchall() == [(made["name"],)]
