"""Administrators change roles, shut members out and let them back in; somebody who can manage is always left."""

import time

import pytest

from rapport.accounts.models import Session, Workspace
from rapport.accounts.sessions import SessionStore
from rapport.accounts.tokens import create_token
from rapport.accounts.workspaces import add_member
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.records.desks import Desk


def roster(client: ApiClient) -> dict[str, dict]:
    return {each["email"]: each for each in client.get("/members")["members"]}


def age(client: ApiClient, minutes: int) -> None:
    """Lets the session's proof be older than it is."""
    store = SessionStore(client.client.cookies["sessionid"].value)
    store["account_authentication_methods"] = [{"method": "password", "at": time.time() - minutes * 60}]
    store.save()


def test_the_list_names_roles_and_the_owner(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support")
    found = roster(olga)
    assert found["olga@acme.test"]["owner"] is True
    assert found[sam.user.email]["roles"] == [{"key": "support", "label": "Support"}]
    assert (found[sam.user.email]["owner"], found[sam.user.email]["active"]) == (False, True)


def test_the_list_says_who_was_last_here(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support")
    assert roster(olga)["olga@acme.test"]["last_seen_at"] is not None
    assert roster(olga)[sam.user.email]["last_seen_at"] is None
    add_member(globex.workspace_id, sam.user, ["support"])
    sign_in(sam.user).post("/me/workspace", {"workspace": str(globex.workspace_id)})
    assert roster(olga)[sam.user.email]["last_seen_at"] is None, "what they do elsewhere is nobody's business here"


def test_roles_change_at_once(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support")
    client = sign_in(sam.user)
    changed = olga.patch(f"/members/{sam.user.id}", {"roles": ["marketing", "read_only"]})
    assert [role["key"] for role in changed["roles"]] == ["marketing", "read_only"]
    assert {role["key"] for role in client.get("/me")["roles"]} == {"marketing", "read_only"}
    assert (
        "no role “wizard”" in olga.patch(f"/members/{sam.user.id}", {"roles": ["wizard"]}, 422)["errors"][0]["detail"]
    )


def test_whoever_is_shut_out_is_out_at_once(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support")
    client = sign_in(sam.user)
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=sam.user.id, name="Robot")
    assert client.get("/me")
    assert olga.patch(f"/members/{sam.user.id}", {"active": False})["active"] is False
    assert client.send("get", "/me").status_code == 401
    assert not Session.objects.filter(user=sam.user).exists()
    bearer = {"Authorization": f"Bearer {token}"}
    assert stranger_client().send("get", "/me", **bearer).status_code == 401
    assert olga.patch(f"/members/{sam.user.id}", {"active": True})["roles"][0]["key"] == "support"
    assert sign_in(sam.user).get("/me")["roles"][0]["key"] == "support"
    assert stranger_client().send("get", "/me", **bearer).status_code == 401


def test_two_changes_at_once_are_made_both_or_neither(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    changed = olga.patch(f"/members/{sam.id}", {"roles": ["marketing"], "active": False})
    assert ([role["key"] for role in changed["roles"]], changed["active"]) == (["marketing"], False)
    changed = olga.patch(f"/members/{sam.id}", {"roles": ["support"], "active": True})
    assert ([role["key"] for role in changed["roles"]], changed["active"]) == (["support"], True)
    assert (
        "owner"
        in olga.patch(f"/members/{acme.user.id}", {"roles": ["admin", "support"], "active": False}, 409)["detail"]
    )
    assert [role["key"] for role in olga.get("/me")["roles"]] == ["admin"]
    for wrong in ({"active": "yes"}, {"active": 1}, {"roles": None}, {"roles": [7]}):
        assert olga.send("patch", f"/members/{sam.id}", wrong).status_code == 422


def test_their_other_workspaces_stay_open(acme: Desk, globex: Desk, olga: ApiClient, gert: ApiClient) -> None:
    add_member(acme.workspace_id, globex.user, ("support",))
    here = sign_in(globex.user)
    here.post("/me/workspace", {"workspace": str(acme.workspace_id)})
    olga.patch(f"/members/{globex.user.id}", {"active": False})
    assert gert.get("/me")["workspace"]["name"] == "Globex"
    assert here.send("get", "/me").status_code == 401


def test_the_owner_stays(acme: Desk, olga: ApiClient) -> None:
    admin = sign_in(acme.colleague("admin").user)
    assert "owner" in admin.patch(f"/members/{acme.user.id}", {"active": False}, 409)["detail"]
    assert "owner" in admin.patch(f"/members/{acme.user.id}", {"roles": ["support"]}, 409)["detail"]
    assert "Only the owner" in admin.post(f"/members/{acme.others['admin'].user.id}/owner", status=403)["detail"]


def test_the_owner_hands_over(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    assert olga.send("post", f"/members/{sam.id}/owner").status_code == 204
    found = roster(olga)
    assert found[sam.email]["owner"] is True
    assert {role["key"] for role in found[sam.email]["roles"]} == {"support", "admin"}
    assert found["olga@acme.test"]["owner"] is False
    assert sign_in(sam).patch(f"/members/{acme.user.id}", {"active": False})["active"] is False


def test_a_former_member_cannot_be_the_owner(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    olga.patch(f"/members/{sam.id}", {"active": False})
    assert "Let them back in" in olga.post(f"/members/{sam.id}/owner", status=409)["detail"]


def test_the_last_who_can_manage_stays(acme: Desk, olga: ApiClient) -> None:
    Workspace.objects.filter(id=acme.workspace_id).update(owner=None)
    for body in ({"active": False}, {"roles": ["support"]}):
        assert "has to be left" in olga.patch(f"/members/{acme.user.id}", body, 409)["detail"]
    assert "manage" in olga.get("/me")["special"]
    acme.colleague("admin")
    olga.patch(f"/members/{acme.user.id}", {"roles": ["support"]})
    assert "manage" not in olga.get("/me")["special"]


def test_a_dangerous_act_needs_a_fresh_sign_in(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    age(olga, 11)
    for method, path, body in [
        ("post", f"/members/{sam.id}/owner", None),
        ("patch", f"/members/{sam.id}", {"roles": ["admin"]}),
    ]:
        answer = olga.send(method, path, body)
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:rapport:problem:reauthenticate")
    olga.patch(f"/members/{sam.id}", {"roles": ["marketing"]})
    age(olga, 9)
    olga.patch(f"/members/{sam.id}", {"roles": ["admin"]})


def test_a_token_does_nothing_dangerous(acme: Desk) -> None:
    sam = acme.colleague("support").user
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Robot")
    answer = stranger_client().send("post", f"/members/{sam.id}/owner", Authorization=f"Bearer {token}")
    assert (answer.status_code, "A token may not" in answer.json()["detail"]) == (403, True)


@pytest.mark.parametrize("role", ["manager", "support", "read_only"])
def test_others_do_not_see_the_roster(acme: Desk, role: str) -> None:
    client = sign_in(acme.colleague(role).user)
    assert client.send("get", "/members").status_code == 403
    assert client.send("patch", f"/members/{acme.user.id}", {"active": False}).status_code == 403


def test_a_member_elsewhere_is_nobody_here(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    for body in ({"active": False}, {"roles": ["support"]}, {}):
        assert olga.send("patch", f"/members/{globex.user.id}", body).status_code == 404


def test_who_comes_back_as_an_administrator_needs_a_fresh_sign_in(acme: Desk, olga: ApiClient) -> None:
    former, sam = acme.colleague("admin").user, acme.colleague("support").user
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Robot")
    robot = ApiClient(stranger_client().client, {"Authorization": f"Bearer {token}"})
    for user in (former, sam):
        olga.patch(f"/members/{user.id}", {"active": False})
    assert "A token may not" in robot.patch(f"/members/{former.id}", {"active": True}, 403)["detail"]
    age(olga, 11)
    stale = olga.patch(f"/members/{former.id}", {"active": True}, 401)
    assert stale["type"] == "urn:rapport:problem:reauthenticate"
    assert roster(robot)[former.email]["active"] is False
    olga.patch(f"/members/{sam.id}", {"active": True})
    robot.patch(f"/members/{sam.id}", {"active": False})
    age(olga, 9)
    olga.patch(f"/members/{former.id}", {"active": True})
