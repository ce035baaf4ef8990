"""API tokens: what they may do is what their maker may do now, narrowed by their limits, from where they may come."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.accounts.members import change_roles
from rapport.accounts.workspaces import add_member
from rapport.kernel.clock import now
from rapport.schema.registry import registry
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.api.test_members import age
from tests.records.desks import Desk

FIRST, SECOND = list(registry.objects().values())[:2]


def make(client: ApiClient, **limits) -> dict:
    return client.post("/me/tokens", {"name": "Robot", **limits}, 201)


def robot(token: str, address: str = "127.0.0.1") -> ApiClient:
    client = stranger_client()
    client.client.defaults["REMOTE_ADDR"] = address
    client.headers = {"Authorization": f"Bearer {token}"}
    return client


def status(client: ApiClient, method: str, path: str, body=None) -> int:
    return client.send(method, path, body).status_code


def values(object_type) -> dict[str, str]:
    return {s.key: "Plain" for s in object_type.writable if s.kind == "text"}


def test_a_token_is_shown_once_and_listed_with_its_last_use(acme: Desk, olga: ApiClient) -> None:
    end = (now() + timedelta(days=30)).isoformat()
    made = make(olga, expires_at=end)
    assert made["token"].startswith("rpt_")
    [listed] = olga.get("/me/tokens")["tokens"]
    assert "token" not in listed
    assert (listed["name"], listed["user"]["name"], listed["last_used_at"]) == ("Robot", "Acme Owner", None)
    assert (listed["roles"], listed["objects"], listed["networks"]) == (None, None, None)
    assert robot(made["token"]).get("/me")["user"]["email"] == "olga@acme.test"
    assert olga.get("/me/tokens")["tokens"][0]["last_used_at"]
    assert olga.send("delete", f"/me/tokens/{made['id']}").status_code == 204
    assert status(robot(made["token"]), "get", "/me") == 401
    assert olga.get("/me/tokens") == {"tokens": []}
    assert olga.send("delete", f"/me/tokens/{made['id']}").status_code == 404


def test_a_token_without_limits_follows_its_maker(acme: Desk) -> None:
    sam = acme.colleague("manager")
    token = make(sign_in(sam.user))["token"]
    assert status(robot(token), "post", f"/{FIRST.plural}", values(FIRST)) == 201
    change_roles(acme.workspace_id, sam.user.id, ["read_only"])
    assert status(robot(token), "post", f"/{FIRST.plural}", values(FIRST)) == 403
    assert status(robot(token), "get", f"/{FIRST.plural}") == 200


def test_objects_and_actions_narrow_it(acme: Desk, olga: ApiClient) -> None:
    token = make(olga, objects={FIRST.key: ["view"]})["token"]
    assert status(robot(token), "get", f"/{FIRST.plural}") == 200
    assert status(robot(token), "post", f"/{FIRST.plural}", values(FIRST)) == 403
    assert status(robot(token), "get", f"/{SECOND.plural}") == 403
    me = robot(token).get("/me")
    assert me["can"][FIRST.key] == {"view": "all", "create": "none", "edit": "none", "delete": "none"}
    assert me["can"][SECOND.key]["view"] == "none"
    assert me["special"] == ["bulk", "export", "merge"]
    assert status(robot(token), "get", "/imports") == 403
    assert status(robot(token), "get", "/members") == 403


def test_a_limit_gives_nothing_that_the_maker_has_not(acme: Desk) -> None:
    reader = sign_in(acme.colleague("read_only").user)
    token = make(reader, objects={FIRST.key: ["view", "create", "edit", "delete"]})["token"]
    assert status(robot(token), "post", f"/{FIRST.plural}", values(FIRST)) == 403


def test_roles_narrow_it_and_a_role_lost_is_lost(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("manager").user
    change_roles(acme.workspace_id, sam.id, ["manager", "read_only"])
    client = sign_in(sam)
    made = make(client, roles=["read_only"])
    assert made["roles"] == [{"key": "read_only", "label": "Read-only"}]
    assert [role["key"] for role in robot(made["token"]).get("/me")["roles"]] == ["read_only"]
    assert status(robot(made["token"]), "post", f"/{FIRST.plural}", values(FIRST)) == 403
    both = make(client, roles=["manager", "read_only"])["token"]
    assert "import" not in robot(both).get("/me")["special"], "An import would run with all rights of the member."
    assert client.post("/me/tokens", {"name": "R", "roles": ["admin"]}, 422)["errors"][0]["field"] == "roles"
    assert client.post("/me/tokens", {"name": "R", "roles": []}, 422)["errors"][0]["field"] == "roles"
    change_roles(acme.workspace_id, sam.id, ["manager"])
    assert robot(made["token"]).get("/me")["roles"] == []
    assert status(robot(made["token"]), "get", f"/{FIRST.plural}") == 403


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("203.0.113.7", True), ("203.0.114.7", False), ("2001:db8::7", True), ("2001:db9::7", False), ("::ffff:203.0.113.7", True)],
)  # fmt: skip
def test_networks_narrow_where_it_comes_from(acme: Desk, olga: ApiClient, address: str, *, allowed: bool) -> None:
    token = make(olga, networks=["203.0.113.0/24", "2001:db8::/32"])["token"]
    answer = robot(token, address).send("get", "/me")
    assert answer.status_code == (200 if allowed else 403)
    if not allowed:
        assert "not be used from your address" in answer.json()["detail"]
        assert olga.get("/me/tokens")["tokens"][0]["last_used_at"] is None
    assert robot(token[:-1] + ("a" if token[-1] != "a" else "b"), "10.0.0.1").send("get", "/me").status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "R", "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"name": "R", "expires_at": "tomorrow"}, "expires_at"),
        ({"name": "R", "expires_at": "2999-01-01T00:00:00"}, "expires_at"),
        ({"name": "R", "objects": {"nothing": ["view"]}}, "objects"),
        ({"name": "R", "objects": {FIRST.key: ["own"]}}, "objects"),
        ({"name": "R", "objects": {FIRST.key: "view"}}, "objects"),
        ({"name": "R", "objects": {FIRST.key: [{}]}}, "objects"),
        ({"name": "R", "objects": []}, "objects"),
        ({"name": "R", "networks": ["300.0.0.0/8"]}, "networks"),
        ({"name": "R", "networks": ["10.0.0.1/8"]}, "networks"),
        ({"name": "R", "networks": [7]}, "networks"),
        ({"name": "R", "networks": "10.0.0.0/8"}, "networks"),
        ({"name": "R", "color": "red"}, "color"),
    ],
)
def test_a_wrong_token_is_refused_with_a_sentence(acme: Desk, olga: ApiClient, body: dict, field: str) -> None:
    assert olga.post("/me/tokens", body, 422)["errors"][0]["field"] == field
    assert olga.get("/me/tokens") == {"tokens": []}


def test_administrators_see_and_revoke_all_others_their_own(acme: Desk, olga: ApiClient) -> None:
    sam = sign_in(acme.colleague("support").user)
    mine, theirs = make(olga), make(sam)
    assert {each["id"] for each in olga.get("/tokens")["tokens"]} == {mine["id"], theirs["id"]}
    assert [each["id"] for each in sam.get("/me/tokens")["tokens"]] == [theirs["id"]]
    assert status(sam, "get", "/tokens") == 403
    assert status(sam, "delete", f"/me/tokens/{mine['id']}") == 404
    assert status(sam, "delete", f"/tokens/{mine['id']}") == 403
    assert status(olga, "delete", f"/tokens/{theirs['id']}") == 204
    assert status(robot(theirs["token"]), "get", "/me") == 401
    assert status(olga, "delete", f"/tokens/{uuid4()}") == 404


def test_another_workspace_s_tokens_are_not_there(acme: Desk, olga: ApiClient, gert: ApiClient) -> None:
    theirs = make(gert)
    assert olga.get("/tokens") == {"tokens": []}
    assert status(olga, "delete", f"/tokens/{theirs['id']}") == 404
    assert robot(theirs["token"]).get("/me")


def test_a_token_makes_no_token_and_sees_none(acme: Desk, olga: ApiClient) -> None:
    token = make(olga)
    assert status(robot(token["token"]), "post", "/me/tokens", {"name": "Another"}) == 403
    assert status(robot(token["token"]), "get", "/me/tokens") == 403
    assert status(robot(token["token"]), "delete", f"/me/tokens/{token['id']}") == 403


def test_making_one_needs_a_fresh_sign_in(acme: Desk, olga: ApiClient) -> None:
    age(olga, 11)
    assert olga.post("/me/tokens", {"name": "Robot"}, 401)["type"] == "urn:rapport:problem:reauthenticate"


def test_a_token_hears_of_no_workspace_but_its_own(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    add_member(globex.workspace_id, acme.user, ["read_only"])
    assert len(olga.get("/me")["workspaces"]) == 2
    token = make(olga)["token"]
    assert [each["id"] for each in robot(token).get("/me")["workspaces"]] == [str(acme.workspace_id)]
    assert status(robot(token), "post", "/me/workspace", {"workspace": str(globex.workspace_id)}) == 404
