"""From an invitation to a member: the mail, the link, the new user and the old one, and every way it must not work."""

from datetime import timedelta

import pytest
from django.test import Client

from rapport.accounts import attempts
from rapport.accounts.invitations import DAYS, forget_closed
from rapport.accounts.models import Invitation, Role, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team, delete_team
from rapport.accounts.tokens import create_token
from rapport.accounts.workspaces import add_member
from rapport.kernel import clock
from tests.api.clients import ApiClient, read, sign_in, stranger_client
from tests.api.mailbox import newest, waiting
from tests.api.test_members import age
from tests.records.desks import Desk

NEW = "nina@acme.test"
PASSWORD = "another long river"


def invite(client: ApiClient, email: str = NEW, *roles: str) -> dict:
    return client.post("/invitations", {"email": email, "roles": list(roles or ("support",))}, 201)


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    then = clock.now() + timedelta(**by)
    for module in ("invitations", "joining"):
        monkeypatch.setattr(f"rapport.accounts.{module}.now", lambda: then)


def test_a_new_person_joins(acme: Desk, olga: ApiClient, stranger: ApiClient) -> None:
    made = invite(olga, "Nina@Acme.test", "support", "marketing")
    assert (made["email"], made["invited_by"], made["expired"]) == (NEW, "Acme Owner", False)
    assert made["roles"] == [{"key": "support", "label": "Support"}, {"key": "marketing", "label": "Marketing"}]
    mail = newest(NEW)
    assert mail.subject == "Acme Owner invites you to Acme"
    assert f"http://127.0.0.1:8000/join?token={mail.key}" in mail.text
    assert stranger.post("/join/open", {"token": mail.key}) == {
        "workspace": "Acme", "inviter": "Acme Owner", "email": NEW, "known": False, "signed_in_as": None,
    }  # fmt: skip
    weak = stranger.post("/join", {"token": mail.key, "name": " ", "password": "password123"}, 422)
    assert {error["field"] for error in weak["errors"]} == {"name", "password"}
    joined = stranger.post("/join", {"token": mail.key, "name": "Nina", "password": PASSWORD}, 201)
    assert joined["workspace"] == str(acme.workspace_id)
    me = stranger.get("/me")
    assert (me["user"]["email"], me["workspace"]["name"]) == (NEW, "Acme")
    assert {role["key"] for role in me["roles"]} == {"support", "marketing"}
    assert User.objects.get(email=NEW).email_verified_at
    assert olga.get("/invitations") == {"invitations": []}
    assert (
        stranger_client().send("post", "/join", {"token": mail.key, "name": "N", "password": PASSWORD}).status_code
        == 404
    )
    assert Client().post("/_allauth/browser/v1/auth/login").status_code == 400


def test_somebody_with_an_account_signs_in_to_join(acme: Desk, globex: Desk, olga: ApiClient, gert: ApiClient) -> None:
    invite(olga, "gert@globex.test", "read_only")
    key = newest("gert@globex.test").key
    stranger = stranger_client()
    assert stranger.post("/join/open", {"token": key})["known"] is True
    first = stranger.post("/join", {"token": key, "name": "Not Gert", "password": PASSWORD}, 409)
    assert "Sign in as gert@globex.test" in first["detail"]
    other = sign_in(acme.colleague("support").user)
    assert "is for gert@globex.test" in other.post("/join", {"token": key}, 403)["detail"]
    assert gert.post("/join/open", {"token": key})["signed_in_as"] == "gert@globex.test"
    gert.post("/join", {"token": key}, 201)
    me = gert.get("/me")
    assert me["workspace"]["name"] == "Acme"
    assert {each["name"] for each in me["workspaces"]} == {"Acme", "Globex"}
    assert gert.get("/me", X_Workspace=str(globex.workspace_id))["roles"][0]["key"] == "admin"
    assert globex.user.check_password("a long quiet river")


def test_a_person_who_belongs_nowhere_yet_can_join(acme: Desk, olga: ApiClient) -> None:
    from rapport.accounts.users import create_user

    lone = sign_in(create_user(email=NEW, name="Nina", password=PASSWORD))
    assert lone.send("get", "/me").status_code == 403
    invite(olga)
    lone.post("/join", {"token": newest(NEW).key}, 201)
    assert lone.get("/me")["workspace"]["name"] == "Acme"


def test_a_link_ends_after_a_week_and_a_new_mail_makes_a_new_one(
    acme: Desk, olga: ApiClient, stranger: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invite(olga)
    old = newest(NEW).key
    later(monkeypatch, days=DAYS, seconds=1)
    assert stranger.send("post", "/join/open", {"token": old}).status_code == 404
    assert olga.get("/invitations")["invitations"][0]["expired"] is True
    again = olga.post(f"/invitations/{made['id']}/resend")
    assert again["expired"] is False
    assert stranger.send("post", "/join/open", {"token": old}).status_code == 404
    assert stranger.post("/join/open", {"token": newest(NEW).key})["email"] == NEW
    assert len(waiting()) == 2


def test_a_revoked_link_is_worthless_at_once(acme: Desk, olga: ApiClient, stranger: ApiClient) -> None:
    made = invite(olga)
    assert olga.send("delete", f"/invitations/{made['id']}").status_code == 204
    body = {"token": newest(NEW).key, "name": "Nina", "password": PASSWORD}
    assert stranger.send("post", "/join", body).status_code == 404
    assert olga.send("delete", f"/invitations/{made['id']}").status_code == 404
    assert olga.send("post", f"/invitations/{made['id']}/resend").status_code == 404
    assert not User.objects.filter(email=NEW).exists()
    invite(olga)


@pytest.mark.parametrize("spoil", [lambda k: k[:-1] + "x", lambda k: k[:-1], lambda k: "rpt" + k[3:], lambda _: "", lambda k: "é" + k])  # fmt: skip
def test_a_spoilt_key_opens_nothing(acme: Desk, olga: ApiClient, stranger: ApiClient, spoil) -> None:
    invite(olga)
    spoilt = spoil(newest(NEW).key)
    assert spoilt != newest(NEW).key
    assert stranger.send("post", "/join/open", {"token": spoilt}).status_code == 404
    assert stranger.send("post", "/join", {"token": spoilt, "name": "N", "password": PASSWORD}).status_code == 404


def test_only_a_hash_of_the_key_is_stored(acme: Desk, olga: ApiClient) -> None:
    invite(olga)
    secret = newest(NEW).key.rsplit("_", 1)[-1]
    with in_workspace(acme.workspace_id):
        assert secret not in str(Invitation.objects.values().get())


@pytest.mark.parametrize(
    ("email", "roles", "field"),
    [
        ("olga@acme.test", ["support"], "email"),
        (NEW, ["support"], "email"),
        ("nobody", ["support"], "email"),
        ("new@acme.test", ["wizard"], "roles"),
        ("new@acme.test", "support", "roles"),
    ],
)
def test_a_wrong_invitation_is_refused_with_a_sentence(acme: Desk, olga: ApiClient, email, roles, field: str) -> None:
    invite(olga)
    answer = olga.post("/invitations", {"email": email, "roles": roles}, 422)
    assert [error["field"] for error in answer["errors"]] == [field]
    assert len(waiting()) == 1


def test_without_a_role_there_is_no_invitation(acme: Desk, olga: ApiClient) -> None:
    assert "at least one role" in olga.post("/invitations", {"email": NEW, "roles": []}, 422)["detail"]


def test_roles_that_are_gone_are_not_given(acme: Desk, olga: ApiClient, stranger: ApiClient) -> None:
    invite(olga, NEW, "support")
    with in_workspace(acme.workspace_id):
        Role.objects.filter(key="support").delete()
    body = {"token": newest(NEW).key, "name": "Nina", "password": PASSWORD}
    assert "Ask for a new invitation" in stranger.post("/join", body, 409)["detail"]
    assert not User.objects.filter(email=NEW).exists()


def test_who_joins_is_in_the_teams_of_the_invitation(
    acme: Desk, globex: Desk, olga: ApiClient, stranger: ApiClient
) -> None:
    north, south, gone = (create_team(acme.workspace_id, name=name).id for name in ("North", "South", "Gone"))
    theirs = create_team(globex.workspace_id, name="Theirs").id
    asked = {"email": NEW, "roles": ["support"], "teams": [str(south), str(north), str(gone)]}
    for wrong in ([str(theirs)], ["x"], [7], "North", 7):
        assert olga.post("/invitations", asked | {"teams": wrong}, 422)["errors"][0]["field"] == "teams"
    made = olga.post("/invitations", asked, 201)
    assert [team["name"] for team in made["teams"]] == ["South", "North", "Gone"]
    delete_team(acme.workspace_id, gone)
    joined = stranger.post("/join", {"token": newest(NEW).key, "name": "Nina", "password": PASSWORD}, 201)["user"]
    teams = {team["name"]: team for team in olga.get("/teams")["teams"]}
    assert [name for name, team in teams.items() if joined in team["members"]] == ["North", "South"]
    assert [name for name, team in teams.items() if joined in team["main"]] == ["South"]


def test_a_former_member_is_invited_back(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support")
    olga.patch(f"/members/{sam.user.id}", {"active": False})
    invite(olga, sam.user.email, "marketing")
    back = sign_in(sam.user)
    back.post("/join", {"token": newest(sam.user.email).key}, 201)
    assert [role["key"] for role in back.get("/me")["roles"]] == ["marketing"]


def test_an_old_invitation_is_forgotten(acme: Desk, olga: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    invite(olga)
    forget_closed()
    assert olga.get("/invitations")["invitations"]
    later(monkeypatch, days=91)
    forget_closed()
    assert olga.get("/invitations") == {"invitations": []}


def test_mail_is_bounded(acme: Desk, olga: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.LIMITS, "invite", "2/h/key")
    invite(olga, "a@acme.test")
    made = invite(olga, "b@acme.test")
    answer = olga.send("post", f"/invitations/{made['id']}/resend")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


def test_an_admin_elsewhere_sees_and_changes_none_of_it(
    acme: Desk, globex: Desk, olga: ApiClient, gert: ApiClient
) -> None:
    made = invite(olga)
    add_member(globex.workspace_id, acme.user, ("read_only",))
    assert gert.get("/invitations") == {"invitations": []}
    assert gert.send("post", f"/invitations/{made['id']}/resend").status_code == 404
    assert gert.send("delete", f"/invitations/{made['id']}").status_code == 404
    assert olga.send("get", "/invitations", X_Workspace=str(globex.workspace_id)).status_code == 403
    assert read(olga.send("get", "/invitations"), 200)["invitations"][0]["id"] == made["id"]


def test_inviting_an_administrator_needs_a_fresh_sign_in(acme: Desk, olga: ApiClient) -> None:
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Robot")
    robot = ApiClient(stranger_client().client, {"Authorization": f"Bearer {token}"})
    made = invite(olga, NEW, "support", "admin")
    plain = invite(robot, "b@acme.test")
    again, asked = f"/invitations/{made['id']}/resend", {"email": "c@acme.test", "roles": ["admin"]}
    age(olga, 11)
    for path, body in ((again, None), ("/invitations", asked)):
        assert olga.post(path, body, 401)["type"] == "urn:rapport:problem:reauthenticate"
        assert "A token may not" in robot.post(path, body, 403)["detail"]
    assert len(waiting()) == 2
    for client in (olga, robot):
        client.post(f"/invitations/{plain['id']}/resend")
    age(olga, 9)
    olga.post(again)
    olga.post("/invitations", asked, 201)
