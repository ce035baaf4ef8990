"""What a workspace asks of second factors, and the help for members who lost theirs."""

from allauth.mfa.models import Authenticator

from rapport.accounts.models import Session, User
from rapport.accounts.tokens import create_token
from rapport.accounts.workspaces import add_member
from rapport.platform.sealing import seal
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.api.mailbox import newest
from tests.api.test_members import age, roster
from tests.records.desks import Desk


def give_factor(user: User) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": seal("ABCDEFGH")})


def test_a_workspace_asks_for_a_second_factor(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    client = sign_in(sam)
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=sam.id, name="Robot")
    assert olga.get("/security") == {"requires_second_factor": False}
    own = olga.patch("/security", {"requires_second_factor": True}, 409)
    assert "your own second factor first" in own["detail"]
    give_factor(acme.user)
    assert olga.patch("/security", {"requires_second_factor": True}) == {"requires_second_factor": True}
    me = client.get("/me")
    assert (me["workspace"]["requires_second_factor"], me["user"]["second_factor"]) == (True, False)
    for refused in (
        client.send("get", "/users"),
        stranger_client().send("get", "/users", Authorization=f"Bearer {token}"),
    ):
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:rapport:problem:second-factor")
    give_factor(sam)
    assert client.get("/users")
    Authenticator.objects.filter(user=sam).update(type="recovery_codes")
    assert client.send("get", "/users").status_code == 403
    assert olga.get("/users")


def test_it_is_asked_in_that_workspace_only(acme: Desk, globex: Desk, olga: ApiClient, gert: ApiClient) -> None:
    add_member(acme.workspace_id, globex.user, ("support",))
    give_factor(acme.user)
    olga.patch("/security", {"requires_second_factor": True})
    assert gert.get("/users")
    assert gert.send("get", "/users", X_Workspace=str(acme.workspace_id)).status_code == 403


def test_an_administrator_helps_who_lost_theirs(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    give_factor(sam)
    client = sign_in(sam)
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=sam.id, name="Robot")
    assert roster(olga)[sam.email]["second_factor"] is True
    assert olga.send("post", f"/members/{sam.id}/factors/remove").status_code == 204
    assert roster(olga)[sam.email]["second_factor"] is False
    assert client.send("get", "/me").status_code == 401
    assert stranger_client().send("get", "/me", Authorization=f"Bearer {token}").status_code == 401
    assert not Session.objects.filter(user=sam).exists()
    assert newest(sam.email).subject == "Your second factors were removed"


def test_nobody_opens_another_workspace_by_it(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    add_member(acme.workspace_id, globex.user, ("support",))
    give_factor(globex.user)
    assert "other workspaces" in olga.post(f"/members/{globex.user.id}/factors/remove", status=409)["detail"]
    assert Authenticator.objects.filter(user=globex.user).exists()


def test_the_owner_s_stay(acme: Desk, olga: ApiClient) -> None:
    give_factor(acme.user)
    admin = sign_in(acme.colleague("admin").user)
    assert "whoever runs the server" in admin.post(f"/members/{acme.user.id}/factors/remove", status=409)["detail"]
    assert Authenticator.objects.filter(user=acme.user).exists()


def test_both_need_a_fresh_sign_in(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("support").user
    age(olga, 11)
    assert olga.send("post", f"/members/{sam.id}/factors/remove").status_code == 401
    assert olga.send("patch", "/security", {"requires_second_factor": False}).status_code == 401
