"""What a request gets when the database ends its statement."""

import threading
import time
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from rapport.accounts.teams import create_team, delete_team
from rapport.api import dispatch
from rapport.platform.postgres.embedded import superuser_address
from rapport.records.store import reading
from tests.api.clients import ApiClient, sign_in
from tests.database import DATA, OWN
from tests.every_object.test_concurrency import together
from tests.records.desks import Desk, desk


@pytest.mark.django_db(transaction=True)
def test_a_question_that_takes_too_long_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    acme = desk("Acme", "olga@acme.test")
    olga = sign_in(acme.user)
    acme.create("company", name="Slow")
    monkeypatch.setattr(reading, "LONGEST_SECONDS", 1)
    held, done = threading.Event(), threading.Event()

    keeper = threading.Thread(target=hold_the_entries, args=(held, done))
    keeper.start()
    try:
        assert held.wait(30)
        answer = olga.send("get", "/search?q=slow")
        assert answer.status_code == 400
        assert "takes too long" in answer.json()["detail"]
    finally:
        done.set()
        keeper.join(30)
    assert [found["title"] for found in olga.get("/search?q=slow")["results"]] == ["Slow"]


def hold_the_entries(held: threading.Event, done: threading.Event) -> None:
    """Nobody reads search entries until it is done."""
    address = superuser_address(DATA).within(OWN)
    with psycopg.connect(address.conninfo()) as other:
        other.execute("LOCK TABLE search_entry IN ACCESS EXCLUSIVE MODE")
        held.set()
        done.wait(60)


def test_of_two_that_wait_for_each_other_the_ended_one_is_done_again(
    acme: Desk, olga: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    once: list[Any] = []
    first = dispatch.answer

    def ended_once(*given: Any) -> Any:
        if not once:
            once.append(given)
            cause = Exception("deadlock detected")
            cause.sqlstate = "40P01"  # type: ignore[attr-defined]
            raise OperationalError from cause
        return first(*given)

    monkeypatch.setattr(dispatch, "answer", ended_once)
    assert olga.post("/companies", {"name": "Again"}, 201)["name"] == "Again"
    assert len(olga.get("/companies")["records"]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_record_for_a_team_that_is_deleted_meanwhile_is_refused_with_a_sentence() -> None:
    acme = desk("Acme", "olga@acme.test")
    olga, team = sign_in(acme.user), create_team(acme.workspace_id, name="North").id
    deleted = threading.Event()

    def delete() -> None:
        with transaction.atomic():
            delete_team(acme.workspace_id, team)
            deleted.set()
            end = time.monotonic() + 30
            while not somebody_waits() and time.monotonic() < end:
                time.sleep(0.02)

    def add() -> Any:
        assert deleted.wait(30)
        return olga.send("post", "/companies", {"name": "Late", "team": str(team)})

    _none, answer = together(delete, add)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["detail"] == "Choose a team of this workspace."
    assert olga.get("/companies")["records"] == []


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
