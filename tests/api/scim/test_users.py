"""Users of the directory: they are members of this workspace, and what ends their membership ends it at once."""

import pytest

from rapport.accounts.members import find
from rapport.accounts.models import User
from rapport.accounts.tokens import create_token
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from tests.accounts.test_passwords import forgotten, reset
from tests.accounts.test_signin import fresh_browser
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.api.mailbox import newest
from tests.api.scim.directories import PATCH, USER, Directory
from tests.records.desks import PASSWORD, Desk


def test_a_new_user_is_a_member_with_the_roles_to_begin_with(acme: Desk, entra: Directory, olga: ApiClient) -> None:
    answer = entra.send("post", "/Users", {
        "schemas": [USER], "userName": "Anna.Berg@acme.test", "externalId": "7f3a", "active": True,
        "name": {"givenName": "Anna", "familyName": "Berg"}, "password": "never kept", "title": "Head of Sales",
        "emails": [{"value": "anna@acme.test", "type": "work", "primary": True}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales"},
    })  # fmt: skip
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert answer.headers["Location"] == made["meta"]["location"] == f"http://testserver/scim/v2/Users/{made['id']}"
    assert answer.headers["ETag"] == made["meta"]["version"] == 'W/"1"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert made["meta"]["created"] == made["meta"]["lastModified"]
    assert made["emails"] == [{"value": "anna@acme.test", "type": "work", "primary": True}]
    assert not {"password", "title", "groups"} & set(made)
    [anna] = [m for m in olga.get("/members")["members"] if m["email"] == "anna@acme.test"]
    assert (anna["id"], anna["name"], anna["active"]) == (made["id"], "Anna Berg", True)
    assert [role["key"] for role in anna["roles"]] == ["read_only"]
    assert not User.objects.get(id=made["id"]).has_usable_password()
    assert entra.ask("get", f"/Users/{made['id']}") == made
    told = olga.get("/audit?kind=provisioning.user_made")
    assert told["entries"][0]["actor"] == {"kind": "integration", "user": None, "token": str(entra.token_id)}
    assert told["names"][str(entra.token_id)] == "Entra ID"


def test_the_chosen_roles_are_given(acme: Desk, entra: Directory, olga: ApiClient) -> None:
    olga.patch("/provisioning", {"roles": ["support"]})
    made = entra.user("sue@acme.test")
    assert [key for key, _name in find(acme.workspace_id, made["id"]).roles] == ["support"]
    assert olga.get("/provisioning")["users"] == 1


def test_the_user_name_stands_for_a_missing_email_and_nothing_does_for_both(entra: Directory) -> None:
    assert entra.user("max@acme.test")["emails"][0]["value"] == "max@acme.test"
    error = entra.refused("post", "/Users", {"schemas": [USER], "userName": "max", "active": True})
    assert error["scimType"] == "invalidValue"
    error = entra.refused("post", "/Users", {"schemas": [USER], "active": True, "emails": [{"value": "a@acme.test"}]})
    assert error["scimType"] == "invalidValue"


def test_names_and_emails_are_taken_once(entra: Directory) -> None:
    entra.user("ann@acme.test")
    for body in (
        {"userName": "ANN@acme.test", "emails": [{"value": "other@acme.test"}]},
        {"userName": "other", "emails": [{"value": "Ann@acme.test"}]},
    ):
        error = entra.refused("post", "/Users", {"schemas": [USER], "active": True, **body}, 409)
        assert error["scimType"] == "uniqueness"
    bob = entra.user("bob@acme.test")
    error = entra.refused("put", f"/Users/{bob['id']}", {**bob, "userName": "Ann@acme.test"}, 409)
    assert error["scimType"] == "uniqueness"
    assert entra.ask("get", f"/Users/{bob['id']}") == bob


def test_a_member_who_was_invited_is_taken_over_with_their_roles(acme: Desk, entra: Directory) -> None:
    manager = acme.colleague("manager").user
    made = entra.user(manager.email, displayName="Somebody Else")
    assert made["id"] == str(manager.id)
    assert [key for key, _name in find(acme.workspace_id, manager.id).roles] == ["manager"]
    assert User.objects.get(id=manager.id).name == manager.name, "Whom the directory has not made it does not rename."


def test_a_user_of_another_workspace_is_not_taken_without_asking(globex: Desk, entra: Directory) -> None:
    error = entra.refused("post", "/Users", {"schemas": [USER], "userName": "gert@globex.test", "active": True}, 409)
    assert "Invite" in error["detail"]
    assert entra.ask("get", "/Users")["totalResults"] == 0
    assert User.objects.get(id=globex.user.id).workspace_ids == [globex.workspace_id]


@pytest.mark.parametrize("how", ["patch", "put", "delete"])
def test_what_deactivates_ends_sessions_and_tokens_at_once(acme: Desk, entra: Directory, how: str) -> None:
    made = entra.user("leaver@acme.test")
    user = User.objects.get(id=made["id"])
    session = sign_in(user)
    _row, text = create_token(workspace_id=acme.workspace_id, user_id=user.id, name="Robot")
    robot = stranger_client()
    robot.headers = {"Authorization": f"Bearer {text}"}
    assert session.get("/me")
    assert robot.get("/me")
    path = f"/Users/{made['id']}"
    if how == "patch":
        entra.patch(path, {"op": "Replace", "path": "active", "value": "False"})
    elif how == "put":
        entra.ask("put", path, {**made, "active": False})
    else:
        entra.ask("delete", path, status=204)
    assert session.send("get", "/me").status_code == 401
    assert robot.send("get", "/me").status_code == 401
    if how == "delete":
        entra.refused("get", path, status=404)
        entra.refused("delete", path, status=404)
        assert entra.user("leaver@acme.test")["id"] == made["id"], "Who comes back is who they were."
    else:
        assert entra.ask("get", path)["active"] is False
        entra.patch(path, {"op": "replace", "value": {"active": True}})
    assert find(acme.workspace_id, user.id).active
    assert sign_in(user).get("/me")
    assert robot.send("get", "/me").status_code == 401, "Their tokens stay revoked."


def test_the_owner_and_the_last_administrator_stay(acme: Desk, entra: Directory, olga: ApiClient) -> None:
    owner = entra.user("olga@acme.test")
    for method, body in (
        ("delete", None),
        ("patch", {"schemas": [PATCH], "Operations": [{"op": "replace", "path": "active", "value": False}]}),
        ("put", {**owner, "active": False}),
    ):
        error = entra.refused(method, f"/Users/{owner['id']}", body, 409)
        assert "owner" in error["detail"]
    assert olga.get("/me")
    assert entra.ask("get", f"/Users/{owner['id']}") == owner


def test_a_user_comes_inactive_and_is_let_in_later(acme: Desk, entra: Directory) -> None:
    made = entra.user("later@acme.test", active=False)
    assert made["active"] is False
    user = User.objects.get(id=made["id"])
    assert sign_in(user).send("get", "/me").status_code == 403
    assert entra.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": True})["active"] is True
    assert [role["key"] for role in sign_in(user).get("/me")["roles"]] == ["read_only"]


def test_whom_the_directory_made_is_renamed_and_readdressed_until_they_join_another(
    acme: Desk, globex: Desk, entra: Directory
) -> None:
    made = entra.user("nina@acme.test", displayName="Nina Lind")
    path = f"/Users/{made['id']}"
    entra.patch(path, {"op": "replace", "value": {
        "displayName": "Nina Falk", "userName": "nina.falk@acme.test", 'emails[type eq "work"].value': "falk@acme.test",
    }})  # fmt: skip
    user = User.objects.get(id=made["id"])
    assert (user.name, user.email, user.email_verified_at) == ("Nina Falk", "falk@acme.test", None)
    assert newest("nina@acme.test").text, "The address before hears of it."
    create_user(email="taken@acme.test", name="Taken", password=PASSWORD)
    error = entra.refused("put", path, {**made, "emails": [{"value": "taken@acme.test"}]}, 409)
    assert error["scimType"] == "uniqueness"
    add_member(globex.workspace_id, user, ["read_only"])
    entra.patch(path, {"op": "replace", "value": {"displayName": "Nobody", "emails": [{"value": "no@acme.test"}]}})
    user.refresh_from_db()
    assert (user.name, user.email) == ("Nina Falk", "falk@acme.test")
    assert entra.ask("get", path)["displayName"] == "Nobody"


def test_a_new_user_chooses_a_password_by_mail(acme: Desk, entra: Directory) -> None:
    entra.user("first@acme.test")
    browser = fresh_browser()
    assert forgotten(browser, "first@acme.test").status_code == 200
    assert reset(browser, newest("first@acme.test").key).status_code in {200, 401}
    assert User.objects.get(email="first@acme.test").has_usable_password()


def test_versions_keep_two_writers_apart(entra: Directory) -> None:
    made = entra.user("vera@acme.test")
    path = f"/Users/{made['id']}"
    same = entra.send("put", path, made, If_Match='W/"1"')
    assert same.headers["ETag"] == 'W/"1"', "Nothing changed, so the version stays."
    changed = entra.send("put", path, {**made, "displayName": "Vera"}, If_Match='W/"1"')
    assert changed.headers["ETag"] == 'W/"1"', "It was Vera already."
    changed = entra.send("put", path, {**made, "displayName": "Vera V."}, If_Match='W/"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, 'W/"2"')
    for method, body in (
        ("put", made),
        ("patch", {"Operations": [{"op": "remove", "path": "name"}]}),
        ("delete", None),
    ):
        entra.refused(method, path, body, 412, If_Match='W/"1"')
    entra.refused("delete", path, None, 400, If_Match="yesterday")
    assert entra.ask("get", path)["displayName"] == "Vera V."
    entra.ask("delete", path, status=204, If_Match='W/"2"')
