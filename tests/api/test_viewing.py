"""An administrator looks as somebody else: sees what they see, and changes nothing."""

from typing import Any

import pytest

from rapport.accounts.models import AuditEntry, Role
from rapport.accounts.scope import in_workspace
from tests.api.clients import ApiClient, sign_in
from tests.records.desks import Desk


@pytest.fixture
def boss(acme: Desk) -> ApiClient:
    return sign_in(acme.user)


def seen(client: ApiClient, **headers: Any) -> set[str]:
    return {record["name"] for record in client.get("/deals", **headers)["records"]}


def test_who_looks_as_somebody_sees_what_they_see(acme: Desk, boss: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    acme.create("deal", name="of Sam", owner=str(sam.user.id))
    acme.create("deal", name="of the boss")
    viewing = {"X_View_As": str(sam.user.id)}
    assert seen(boss) == {"of Sam", "of the boss"}
    assert seen(boss, **viewing) == {"of Sam"}
    me = boss.get("/me", **viewing)
    assert me["viewing_as"] == {"id": str(sam.user.id), "name": "Salesperson"}
    assert (me["user"]["id"], me["can"]["deal"]["view"]) == (str(acme.user.id), "own")
    assert boss.get("/me")["viewing_as"] is None
    question = {"object": "deal", "aggregates": [{"fn": "count"}]}
    assert boss.send("post", "/query", question, **viewing).json()["aggregates"] == {"count": 1}


def test_who_looks_as_somebody_changes_nothing(acme: Desk, boss: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    deal = acme.create("deal", name="of Sam", owner=str(sam.user.id))
    viewing = {"X_View_As": str(sam.user.id)}
    for method, path, body in (
        ("patch", f"/deals/{deal['id']}", {"name": "Changed"}), ("delete", f"/deals/{deal['id']}", None),
        ("post", "/deals", {"name": "New"}), ("post", "/deals/bulk", {"operations": []}),
        ("patch", "/me", {"name": "Sam"}), ("post", f"/deals/{deal['id']}/shares", {"user": str(acme.user.id)}),
    ):  # fmt: skip
        assert boss.send(method, path, body, **viewing).status_code == 403, path
    assert acme.read("deal", deal) == deal


def test_only_who_may_see_everything_looks_as_others(acme: Desk, boss: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    for role in ("manager", "marketing", "read_only"):
        client = sign_in(acme.colleague(role).user)
        assert client.send("get", "/deals", None, X_View_As=str(sam.user.id)).status_code == 403
    with in_workspace(acme.workspace_id):
        Role.objects.filter(workspace_id=acme.workspace_id, key="admin").update(special=["manage"])
    assert boss.send("get", "/deals", None, X_View_As=str(sam.user.id)).status_code == 403


def test_nobody_looks_as_a_stranger(acme: Desk, globex: Desk, boss: ApiClient) -> None:
    assert boss.send("get", "/deals", None, X_View_As=str(globex.user.id)).status_code == 404
    assert boss.send("get", "/deals", None, X_View_As="nobody").status_code == 422


def test_a_kept_answer_is_not_for_who_may_ask_no_more(acme: Desk) -> None:
    sam = acme.colleague("salesperson")
    client = sign_in(sam.user)
    said = client.send("post", "/deals", {"name": "Plan"}, Idempotency_Key="one")
    assert said.status_code == 201
    assert client.send("post", "/deals", {"name": "Plan"}, Idempotency_Key="one").content == said.content
    with in_workspace(acme.workspace_id):
        Role.objects.filter(workspace_id=acme.workspace_id, key="salesperson").update(grants={})
    assert client.send("post", "/deals", {"name": "Plan"}, Idempotency_Key="one").status_code == 403


def test_the_audit_log_says_who_looked_as_whom_once_an_hour(acme: Desk, boss: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    for _again in range(2):
        boss.get("/deals", X_View_As=str(sam.user.id))
    with in_workspace(acme.workspace_id):
        entries = AuditEntry.objects.filter(workspace_id=acme.workspace_id, kind="member.viewed_as")
        assert [(e.user_id, e.subject_id) for e in entries] == [(acme.user.id, str(sam.user.id))]
