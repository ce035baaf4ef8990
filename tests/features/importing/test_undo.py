"""Undo: created records go, updated ones are as before, and what somebody changed since is kept and listed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from rapport.accounts.models import Role
from rapport.accounts.scope import in_workspace
from rapport.features.importing.job import work_on_import
from rapport.features.importing.listing import list_imports
from rapport.features.importing.models import Import, State
from rapport.features.importing.now import run_import_now
from rapport.features.importing.steering import UNDO_DAYS, undo
from rapport.kernel.errors import Conflict
from tests.records.desks import Desk

Write = Callable[..., Path]


def undone(at: Desk) -> Import:
    imports, _ = list_imports(at.context)
    undo(at.context, imports[0].id, queued=False)
    work_on_import(at.workspace_id, imports[0].id)
    return list_imports(at.context)[0][0]


def test_undo_keeps_later_edits_and_lists_them(acme: Desk, write_file: Write) -> None:
    old = acme.create("person", first_name="Elif", email="elif@x.example", job_title="Buyer", phone="111 222")
    path = write_file(
        "First name,Email,Job title,Phone,Company",
        "Elif,elif@x.example,Chief,333 444,Fjord",
        "Jonas,jonas@x.example,Captain,,Fjord",
        "Mara,mara@x.example,Mate,,Fjord",
    )
    run_import_now(acme.context, "person", path)
    people = {p["first_name"]: p for p in acme.list("person")["records"]}
    acme.update("person", old, job_title="Director")
    acme.update("person", people["Mara"], job_title="Cook")
    done = undone(acme)
    assert done.state == State.UNDONE
    now = acme.read("person", old)
    assert (now["job_title"], now["phone"], now["company"]) == ("Director", "111 222", None)
    assert sorted(p["first_name"] for p in acme.list("person")["records"]) == ["Elif", "Mara"]
    kept = {(k["id"], k["field"]) for k in done.kept}
    assert (old["id"], "job_title") in kept
    assert (people["Mara"]["id"], "") in kept
    [fjord] = acme.list("company")["records"]
    assert acme.read("person", people["Mara"])["company"]["id"] == fjord["id"]
    [reason] = [k["reason"] for k in done.kept if k["object"] == "company"]
    assert reason == "“Fjord” stays, because a record that stays links to it."
    with pytest.raises(Conflict):
        undo(acme.context, done.id, queued=False)


def test_who_may_not_delete_can_undo_an_import_of_their_own(acme: Desk, write_file: Write) -> None:
    seller = acme.colleague("salesperson")
    run_import_now(seller.context, "person", write_file("Name,Email", "Ann Lee,ann@x.example"))
    assert undone(seller).undone == 1
    assert acme.list("person")["records"] == []


OWN_DEALS = {"*": {"view": "all", "create": "all", "edit": "all", "delete": "own"}}
NO_COMPANIES = {"company": {"view": "none", "create": "none", "edit": "none", "delete": "none"}}


def test_undo_does_no_more_than_who_asks_may_do_by_then(acme: Desk, write_file: Write) -> None:
    seller = acme.colleague("salesperson")
    there = seller.create("person", first_name="Elif", email="elif@x.example", job_title="Buyer")
    path = write_file("First name,Email,Job title,Company", "Elif,elif@x.example,Chief,Fjord", "Jo,jo@x.example,,Fjord")
    run_import_now(seller.context, "person", path)
    [company] = acme.list("company")["records"]
    acme.update("company", company, name="The secret takeover")
    grants_of(acme, "salesperson", OWN_DEALS | NO_COMPANIES)
    done = undone(seller)
    assert (done.state, done.undone) == (State.UNDONE, 2)
    elif_now = acme.read("person", there)
    assert (elif_now["job_title"], elif_now["company"]) == ("Buyer", None)
    assert [record["first_name"] for record in acme.list("person")["records"]] == ["Elif"]
    assert acme.read("company", company)["name"] == "The secret takeover"
    [kept] = done.kept
    assert (kept["object"], kept["id"]) == ("company", company["id"])
    assert "secret" not in str(done.kept)


def test_undo_without_any_right_left_keeps_everything(acme: Desk, write_file: Write) -> None:
    seller = acme.colleague("salesperson")
    run_import_now(seller.context, "person", write_file("Name,Email", "Ann Lee,ann@x.example"))
    readable = {"view": "all", "create": "none", "edit": "none", "delete": "none"}
    grants_of(acme, "salesperson", OWN_DEALS | {"person": readable})
    [imported], _ = list_imports(acme.context)
    with in_workspace(acme.workspace_id):
        Import.objects.filter(workspace_id=acme.workspace_id, id=imported.id).update(state=State.UNDOING)
    work_on_import(acme.workspace_id, imported.id)
    [done], _ = list_imports(acme.context)
    assert (done.undone, len(done.kept)) == (0, 1)
    assert "Your role" in done.kept[0]["reason"]
    assert len(acme.list("person")["records"]) == 1


def grants_of(acme: Desk, role: str, grants: dict[str, dict[str, str]]) -> None:
    with in_workspace(acme.workspace_id):
        Role.objects.filter(workspace_id=acme.workspace_id, key=role).update(grants=grants)


def test_undo_ends_after_thirty_days(acme: Desk, write_file: Write) -> None:
    run_import_now(acme.context, "person", write_file("Name,Email", "Ann Lee,ann@x.example"))
    [imported], _ = list_imports(acme.context)
    with in_workspace(acme.workspace_id):
        mine = Import.objects.filter(workspace_id=acme.workspace_id, id=imported.id)
        mine.update(finished_at=imported.finished_at - timedelta(days=UNDO_DAYS, seconds=1))
    with pytest.raises(Conflict, match="30 days"):
        undo(acme.context, imported.id, queued=False)


def test_nothing_to_undo(acme: Desk, write_file: Write) -> None:
    run_import_now(acme.context, "person", write_file("Name,Email", "Ann Lee,nonsense"), dry_run=True)
    [imported], _ = list_imports(acme.context)
    with pytest.raises(Conflict):
        undo(acme.context, imported.id, queued=False)
