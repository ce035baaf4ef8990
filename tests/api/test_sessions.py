"""Where somebody is signed in, in words they know, and signing devices out."""

from uuid import uuid4

from rapport.accounts.models import Session
from rapport.accounts.tokens import create_token
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.records.desks import Desk

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Mobile/15E148 Safari/604.1"
)


def listed(client: ApiClient) -> list[dict]:
    return client.get("/me/sessions")["sessions"]


def test_sessions_are_listed_with_device_address_and_time(acme: Desk) -> None:
    desk, phone = sign_in(acme.user), sign_in(acme.user)
    desk.get("/me", User_Agent=FIREFOX)
    phone.client.defaults["REMOTE_ADDR"] = "2001:db8::1"
    phone.get("/me", User_Agent=PHONE)
    found = listed(desk)
    assert [(each["device"], each["address"], each["current"]) for each in found] == [
        ("Safari on iPhone", "2001:db8::1", False),
        ("Firefox on Linux", "127.0.0.1", True),
    ]
    assert all(each["last_seen_at"] and each["signed_in_at"] for each in found)


def test_the_last_use_is_noted_once_a_minute(acme: Desk, django_assert_num_queries) -> None:
    client = sign_in(acme.user)
    client.get("/me", User_Agent=FIREFOX)
    first = Session.objects.get().last_seen_at
    client.get("/me", User_Agent=PHONE)
    noted = Session.objects.get()
    assert (noted.last_seen_at, noted.user_agent) == (first, FIREFOX)


def test_one_device_is_signed_out(acme: Desk, globex: Desk, olga: ApiClient, gert: ApiClient) -> None:
    other = sign_in(acme.user)
    theirs = listed(gert)[0]["id"]
    away = next(each["id"] for each in listed(olga) if not each["current"])
    assert olga.send("delete", f"/me/sessions/{away}").status_code == 204
    assert other.send("get", "/me").status_code == 401
    for missing in (away, theirs, str(uuid4())):
        assert olga.send("delete", f"/me/sessions/{missing}").status_code == 404
    assert gert.get("/me")


def test_everywhere_else_is_signed_out(acme: Desk, olga: ApiClient, gert: ApiClient) -> None:
    others = [sign_in(acme.user) for _n in range(2)]
    assert olga.client.generic("DELETE", "/api/v1/me/sessions", headers=olga.headers).json() == {"ended": 2}
    assert [client.send("get", "/me").status_code for client in others] == [401, 401]
    assert olga.get("/me")
    assert gert.get("/me")


def test_a_program_does_not_see_them(acme: Desk, olga: ApiClient) -> None:
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Robot")
    bearer = {"Authorization": f"Bearer {token}"}
    assert stranger_client().send("get", "/me/sessions", **bearer).status_code == 403
    assert stranger_client().send("delete", "/me/sessions", **bearer).status_code == 403
    assert stranger_client().send("delete", f"/me/sessions/{listed(olga)[0]['id']}", **bearer).status_code == 403
    assert olga.get("/me")


def test_what_a_browser_says_of_itself_is_only_shown(acme: Desk, olga: ApiClient) -> None:
    for strange in ("", "x" * 5000, "curl/8.5", "<script>alert(1)</script>"):
        client = sign_in(acme.user)
        client.get("/me", User_Agent=strange)
    assert {each["device"] for each in listed(olga)} >= {"An unknown device", "curl"}
