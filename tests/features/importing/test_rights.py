"""Whoever imports learns and does no more than they may see and do, at each moment of the import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rapport.access.roles import create_role
from rapport.accounts.impersonate import context_of
from rapport.accounts.members import shut_out
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.features.importing import job
from rapport.features.importing.job import work_on_import
from rapport.features.importing.listing import get_import, list_imports, list_rows
from rapport.features.importing.models import Import, State
from rapport.features.importing.now import run_import_now
from rapport.features.importing.showing import import_json
from rapport.features.importing.steering import check, run, undo
from rapport.features.importing.upload import upload
from tests.records.desks import PASSWORD, Desk

Write = Callable[..., Path]
ALL = dict.fromkeys(("view", "create", "edit", "delete"), "all")
NONE = dict.fromkeys(ALL, "none")


def member(acme: Desk, **role: Any) -> Desk:
    """Mia, with a role that may import."""
    made = create_role(acme.workspace_id, {"name": "Importer", "special": ["import"], **role})
    user = create_user(email="mia@acme.test", name="Mia", password=PASSWORD)
    add_member(acme.workspace_id, user, (made.key,))
    return Desk(acme.workspace_id, user, context_of(acme.workspace_id, user.id))


def checked(at: Desk, content: bytes) -> dict[str, dict[str, tuple[str, str]]]:
    """What the check says each row changes, by title and field."""
    imported = upload(at.context, "person", "people.csv", [content])
    check(at.context, imported.id, queued=False)
    work_on_import(at.workspace_id, imported.id)
    rows, _ = list_rows(at.context, imported.id, status=None, after=None, limit=50)
    return {row.title: {c["field"]: (c["before"], c["after"]) for c in row.changes} for row in rows}


def test_the_check_names_no_linked_record_that_is_not_for_the_importer(acme: Desk) -> None:
    secret = acme.create("company", name="Secret Takeover Ltd")
    acme.create("person", first_name="Elif", email="elif@x.example", company=secret, phone="111 222")
    mia = member(acme, grants={"*": ALL, "company": NONE}, fields={"person": {"phone": "hidden"}})
    content = f"First name,Email,Job title,Company\nElif,elif@x.example,Chief,\nJo,jo@x.example,,{secret['id']}\n"
    changes = checked(mia, content.encode())
    assert changes["Elif"] == {"job_title": ("", "Chief")}
    assert "Secret" not in str(changes)


def test_what_an_importer_does_not_see_is_offered_nowhere(acme: Desk) -> None:
    mia = member(acme, grants={"*": ALL}, fields={"person": {"email": "hidden", "mobile": "read"}})
    imported = upload(mia.context, "person", "people.csv", [b"First name,Email\nElif,e@x.example\n"])
    shown = import_json(mia.context, imported)
    assert {place["field"] for place in shown["targets"]}.isdisjoint({"email", "mobile"})
    assert "email" not in {one["field"] for one in shown["match_fields"]}
    assert [placed["field"] for placed in shown["mapping"]] == ["first_name"]
    assert "email" not in {column["guess"]["field"] for column in shown["columns"]}
    assert "email" not in shown["options"]["match"]
    of_olga = upload(acme.context, "person", "people.csv", [b"First name,Email\nElif,e@x.example\n"])
    assert "email" not in {column["guess"]["field"] for column in import_json(mia.context, of_olga)["columns"]}


@pytest.mark.parametrize("stage", ["check", "run"])
def test_who_is_shut_out_meanwhile_imports_no_further(stage: str, acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mia = member(acme, grants={"*": ALL})
    lines = [b"Name,Email\n", *(f"P{n},p{n}@x.example\n".encode() for n in range(30))]
    imported = upload(mia.context, "person", "people.csv", lines)
    (check if stage == "check" else run)(mia.context, imported.id, queued=False)
    monkeypatch.setattr(job, "BATCH", 10)
    ask, asked = job._rights, []

    def leaves_after_the_second(given: Import) -> Any:
        asked.append(given.position)
        if len(asked) == 3:
            shut_out(acme.workspace_id, mia.user.id)
        return ask(given)

    monkeypatch.setattr(job, "_rights", leaves_after_the_second)
    work_on_import(acme.workspace_id, imported.id)
    ended = get_import(acme.context, imported.id)
    assert (ended.state, ended.position) == (State.FAILED, 20)
    assert "no longer a member" in ended.failure
    assert len(acme.list("person")["records"]) == (20 if stage == "run" else 0)
    if stage == "run":
        undo(acme.context, imported.id, queued=False)
        work_on_import(acme.workspace_id, imported.id)
        assert acme.list("person")["records"] == []


def test_a_second_row_about_the_same_record_shows_what_it_changes_of_the_first(
    acme: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"First name,Email,Job title,Phone\nElif,e@x.example,Buyer,111 222\nElif,e@x.example,Chief,\n"
    for size in (500, 1):  # in one batch, and in two
        monkeypatch.setattr(job, "BATCH", size)
        imported = upload(acme.context, "person", "people.csv", [content])
        check(acme.context, imported.id, queued=False)
        work_on_import(acme.workspace_id, imported.id)
        [row], _ = list_rows(acme.context, imported.id, status="updated", after=None, limit=50)
        assert [(c["field"], c["before"], c["after"]) for c in row.changes] == [("job_title", "Buyer", "Chief")]


def test_an_undo_names_what_it_kept_to_those_who_may_see_it(acme: Desk, write_file: Write) -> None:
    run_import_now(acme.context, "person", write_file("Name,Email,Company", "Ann Lee,ann@x.example,Fjord"))
    [ann] = acme.list("person")["records"]
    acme.update("person", ann, job_title="Cook")
    [imported], _ = list_imports(acme.context)
    undo(acme.context, imported.id, queued=False)
    work_on_import(acme.workspace_id, imported.id)
    done = get_import(acme.context, imported.id)
    kept = {(k["object"], k["title"]): k["reason"] for k in import_json(acme.context, done)["undo"]["kept"]}
    assert "changed later" in kept["person", "Ann Lee"]
    assert "links to it" in kept["company", "Fjord"]
    mia = member(acme, grants={"*": ALL, "company": NONE}, special=["import", "manage"])
    hidden = {k["object"]: k["title"] for k in import_json(mia.context, done)["undo"]["kept"]}
    assert hidden == {"person": "Ann Lee", "company": None}
