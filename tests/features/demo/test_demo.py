"""The demo is believable, complete, and stored as the write door would have stored it."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.db import connection

from rapport.accounts.impersonate import context_of
from rapport.accounts.models import User
from rapport.accounts.scope import in_workspace
from rapport.features.demo.filling import fill_workspace
from rapport.features.demo.make import DemoResult, make_demo, nobody_is_here
from rapport.features.demo.workspace import EMAIL, demo_place
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.records.history import history
from rapport.records.operation import Update
from rapport.records.read import list_page, query
from rapport.records.samples import Member
from rapport.records.search import search
from rapport.records.undo import undo
from rapport.records.write import write
from rapport.schema.registry import registry
from rapport.schema.view import parse_view
from tests.records.desks import Desk, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> DemoResult:
    monkeypatch.setattr(
        "rapport.features.demo.make.current", lambda: settings.RAPPORT.model_copy(update={"data_dir": tmp_path})
    )
    return make_demo(60)


@pytest.fixture
def reader(demo: DemoResult) -> Context:
    return context_of(demo.workspace_id, User.objects.get(email=EMAIL).id)


def records(reader: Context, key: str, **view: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(list_page(reader, parse_view({"object": key, "limit": 200, **view})))[
        "records"
    ]
    return found


def rows(context: Context, sql: str) -> list[tuple[Any, ...]]:
    with in_workspace(context.workspace_id), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_whoever_reads_the_file_signs_in(demo: DemoResult, tmp_path: Path) -> None:
    kept = tmp_path / "demo-password.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_text().strip() == demo.password
    assert User.objects.get(email=EMAIL).check_password(demo.password)
    assert not nobody_is_here()


def test_every_installed_object_has_records_over_the_months(reader: Context) -> None:
    for key in registry.objects():
        made = sorted(record["created_at"] for record in records(reader, key))
        assert len(made) >= 20, key
        assert len({moment[:7] for moment in made}) >= 12, key
        assert made[0][:10] > (now() - timedelta(days=560)).date().isoformat()
        assert made[-1] <= now().isoformat()


def test_deals_stand_in_all_stages_and_close_with_reasons(reader: Context) -> None:
    deals = records(reader, "deal")
    groups = {group: [d for d in deals if d["stage"]["group"] == group] for group in ("open", "won", "lost")}
    assert all(len(found) >= 5 for found in groups.values())
    assert all(deal["lost_reason"] for deal in groups["lost"])
    assert all(deal["closed_at"] for deal in [*groups["won"], *groups["lost"]])
    assert not any(deal["closed_at"] or deal["lost_reason"] for deal in groups["open"])
    assert len({deal["owner"]["name"] for deal in deals}) >= 5
    assert all(deal["created_at"] <= deal["stage_since"] <= now().isoformat() for deal in deals)


def test_what_is_stored_is_what_the_write_door_would_have_stored(reader: Context) -> None:
    for object_type in registry.objects().values():
        for record in records(reader, object_type.key)[:30]:
            again = {spec.key: record[spec.key] for spec in object_type.writable if record[spec.key] is not None}
            outcome = write(reader, object_type.key, [Update(UUID(record["id"]), again)])
            assert outcome.results[0].status == "unchanged", (object_type.key, record)


def test_the_log_tells_the_story_in_order_and_ends_where_the_record_is(reader: Context) -> None:
    moments = rows(reader, "SELECT s.at FROM change c JOIN change_set s ON s.id = c.change_set_id ORDER BY c.seq")
    assert moments == sorted(moments)
    assert rows(reader, "SELECT last FROM feed_position") == [(len(moments),)]
    moved = next(deal for deal in records(reader, "deal") if deal["version"] > 2)
    changes = history(reader, "deal", UUID(moved["id"]))["changes"]
    assert [change["kind"] for change in changes][-1] == "create"
    newest = {field["field"]: field["after"] for field in changes[0]["fields"]}
    assert newest["stage"]["id"] == moved["stage"]["id"]
    events = rows(reader, f"SELECT count(*) FROM stage_event WHERE record_id = '{moved['id']}'")
    assert events == [(moved["version"],)]


def test_a_move_of_the_demo_can_be_undone(reader: Context) -> None:
    moved = next(d for d in records(reader, "deal") if d["version"] > 1 and d["stage"]["group"] == "open")
    newest = history(reader, "deal", UUID(moved["id"]))["changes"][0]
    assert undo(reader, newest["change_set"]["id"]).undone == 1


def test_people_are_found_and_the_board_adds_up(reader: Context) -> None:
    person = records(reader, "person")[0]
    assert person["id"] in {str(hit["id"]) for hit in search(reader, person["last_name"], limit=50)}
    board = orjson.loads(query(reader, parse_view({
        "object": "deal", "group": {"by": "stage", "limit": 20}, "aggregates": [{"fn": "count"}],
    })))  # fmt: skip
    assert sum(group["aggregates"]["count"] for group in board["groups"]) == 60


def filled(at: Desk) -> list[tuple[Any, ...]]:
    """The people that filling the workspace once more adds."""
    before = rows(at.context, "SELECT id FROM person")
    list(fill_workspace(at.workspace_id, [Member(at.user.id, "Olga")], 40))
    people = rows(at.context, "SELECT id, name, mobile FROM person ORDER BY name, mobile")
    return [row[1:] for row in people if row[:1] not in before]


def test_the_first_is_the_same_each_time_and_the_second_another() -> None:
    acme, globex = desk("Acme", "olga@acme.test"), desk("Globex", "gert@globex.test")
    first = filled(acme)
    assert filled(globex) == first
    assert len(first) >= 20
    assert not set(filled(acme)) & set(first)


def test_an_object_without_a_sample_is_filled_by_its_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.features.demo.filling.samplers", dict)
    place = demo_place(tmp_path)
    list(fill_workspace(place.workspace_id, place.members, 40))
    reader = context_of(place.workspace_id, place.members[0].id)
    for object_type in registry.objects().values():
        found = records(reader, object_type.key)
        assert len(found) == 12
        assert all(record[object_type.title] for record in found)
