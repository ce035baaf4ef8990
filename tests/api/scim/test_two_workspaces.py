"""A user of two workspaces: what the directory of one does leaves the other's view of them as it was."""

from allauth.mfa.models import Authenticator

from rapport.accounts.models import Session, SsoDomain, User
from rapport.accounts.workspaces import add_member
from rapport.kernel.clock import now
from tests.accounts.houses import PASSWORD
from tests.api.clients import sign_in
from tests.api.scim.directories import PATCH, USER, Directory
from tests.dumps import dump
from tests.records.desks import Desk

SHARED = "gina@globex.test"


def everything(entra: Directory, name: str) -> str:
    """All that a directory can do to a user; ends with them deleted. Says who it was."""
    made = entra.user(name, displayName="Not Gina")
    path = f"/Users/{made['id']}"
    group = entra.group("Staff", made)
    entra.ask("put", path, {**made, "userName": "another", "displayName": "Nobody", "name": {"familyName": "None"},
                            "emails": [{"value": "nobody@evil.test", "primary": True}]})  # fmt: skip
    entra.patch(path, {"op": "replace", "path": "active", "value": "False"})
    entra.patch(path, {"op": "replace", "path": "active", "value": True})
    entra.ask("delete", f"/Groups/{group['id']}", status=204)
    entra.ask("delete", path, status=204)
    return str(made["id"])


def test_the_other_workspace_s_view_and_rows_stay(acme: Desk, globex: Desk, entra: Directory) -> None:
    gina = globex.colleague("manager").user
    User.objects.filter(id=gina.id).update(email=SHARED)
    add_member(acme.workspace_id, gina, ["support"])
    gina.refresh_from_db()
    gert, session = sign_in(globex.user), sign_in(gina)
    session.post("/me/workspace", {"workspace": str(globex.workspace_id)})
    token = session.post("/me/tokens", {"name": "Robot"}, 201)
    gert.get("/me")
    views = {path: gert.get(path) for path in ("/users", "/members", "/teams", "/audit?kind=member", "/tokens")}
    before, account = dump(globex.workspace_id, users=[]), User.objects.filter(id=gina.id).values().get()
    assert everything(entra, SHARED) == str(gina.id)
    assert dump(globex.workspace_id, users=[]) == before
    after = User.objects.filter(id=gina.id).values().get()
    assert after.pop("workspace_ids") == [globex.workspace_id]
    account.pop("workspace_ids")
    assert after == account
    assert {path: gert.get(path) for path in views} == views
    assert session.get("/me")["workspace"]["id"] == str(globex.workspace_id), "Their sign-in there goes on."
    assert token["id"] in {each["id"] for each in session.get("/me/tokens")["tokens"]}


def test_only_who_has_proven_the_domain_takes_a_user_of_another(acme: Desk, globex: Desk, entra: Directory) -> None:
    body = {"schemas": [USER], "userName": "gert@globex.test", "active": True}
    before = dump(globex.workspace_id, users=[])
    SsoDomain.objects.create(workspace_id=acme.workspace_id, domain="globex.test", token="t")
    entra.refused("post", "/Users", body, 409)
    SsoDomain.objects.filter(domain="globex.test").update(proven_at=now())
    assert everything(entra, "gert@globex.test") == str(globex.user.id)
    assert dump(globex.workspace_id, users=[]) == before
    user = User.objects.get(id=globex.user.id)
    assert (user.name, user.email, user.is_active) == ("Globex Owner", "gert@globex.test", True)


def test_two_directories_describe_one_user_each_for_themselves(
    acme: Desk, globex: Desk, entra: Directory, okta: Directory
) -> None:
    made = entra.user("both@acme.test", displayName="As Acme says")
    add_member(globex.workspace_id, User.objects.get(id=made["id"]), ["read_only"])
    theirs = okta.user("both@acme.test", displayName="As Globex says", externalId="g-1")
    assert theirs["id"] == made["id"]
    okta.ask("patch", f"/Users/{made['id']}", {"schemas": [PATCH], "Operations": [
        {"op": "replace", "path": "userName", "value": "globex-name"}, {"op": "replace", "path": "active", "value": False},
    ]})  # fmt: skip
    assert entra.ask("get", f"/Users/{made['id']}") == made
    assert User.objects.get(id=made["id"]).name == "As Acme says"
    assert User.objects.get(id=made["id"]).workspace_ids == [acme.workspace_id]


def test_who_is_given_another_address_keeps_no_way_in_that_its_owner_would_not_have(
    acme: Desk, globex: Desk, entra: Directory
) -> None:
    """Else a hostile directory could wait with a known password behind the address of somebody who joins another."""
    made = entra.user("nobody@evil.test")
    hers = User.objects.get(id=made["id"])
    hers.set_password(PASSWORD)
    hers.save()
    Authenticator.objects.create(user=hers, type=Authenticator.Type.WEBAUTHN, data={})
    before = sign_in(hers)
    assert before.get("/me")["user"]["email"] == "nobody@evil.test"
    entra.patch(f"/Users/{made['id']}", {"op": "replace", "path": "emails", "value": [{"value": "gina@globex.test"}]})
    add_member(globex.workspace_id, User.objects.get(email="gina@globex.test"), ["admin"])
    hers.refresh_from_db()
    assert hers.email == "gina@globex.test"
    assert not hers.has_usable_password()
    assert not Authenticator.objects.filter(user=hers).exists()
    assert before.send("get", "/me", X_Workspace=str(globex.workspace_id)).status_code == 401
    assert not Session.objects.filter(user_id=hers.id).exists()
