"""Signing in, as a browser does it."""

import json
import multiprocessing
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from rapport.accounts.hasher import PasswordHasher
from rapport.accounts.identify import identify
from rapport.accounts.models import CacheEntry, Session, User
from rapport.accounts.sessions import list_sessions
from tests.accounts.houses import PASSWORD, House

BASE = "/_allauth/browser/v1"
WRONG = "a wrong but long one"


@pytest.fixture
def browser(db: None) -> Client:
    CacheEntry.objects.all().delete()
    return fresh_browser()


def fresh_browser(address: str = "127.0.0.1") -> Client:
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
    client.get(f"{BASE}/config")
    return client


def send(client: Client, method: str, path: str, **body: Any) -> HttpResponse:
    token = client.cookies["csrftoken"].value
    return getattr(client, method)(
        BASE + path, json.dumps(body), content_type="application/json", headers={"X-CSRFToken": token}
    )


def sign_in(client: Client, email: str, password: str) -> HttpResponse:
    return send(client, "post", "/auth/login", email=email, password=password)


def test_sign_in_in_any_case_and_out(browser: Client, acme: House) -> None:
    assert sign_in(browser, "OLGA@Acme.test", PASSWORD).status_code == 200
    cookie = browser.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    found = identify(session_key=cookie.value)
    assert found
    assert found.user_id == acme.owner.id
    assert Session.objects.get().user_id == acme.owner.id
    assert browser.get(f"{BASE}/auth/session").status_code == 200
    assert send(browser, "delete", "/auth/session").status_code == 401
    assert identify(session_key=cookie.value) is None
    assert list_sessions(acme.owner.id) == []


def test_a_form_from_another_site_is_refused(browser: Client, acme: House) -> None:
    body = json.dumps({"email": "olga@acme.test", "password": PASSWORD})
    assert browser.post(f"{BASE}/auth/login", body, content_type="application/json").status_code == 403
    assert not Session.objects.exists()


def test_an_old_session_key_is_never_taken_over(browser: Client, acme: House) -> None:
    browser.cookies["sessionid"] = "abcdefghabcdefghabcdefghabcdefgh"
    sign_in(browser, "olga@acme.test", PASSWORD)
    assert browser.cookies["sessionid"].value != "abcdefghabcdefghabcdefghabcdefgh"


def test_an_unknown_email_an_inactive_user_and_a_wrong_password_answer_alike(browser: Client, acme: House) -> None:
    wrong = sign_in(browser, "olga@acme.test", WRONG)
    unknown = sign_in(browser, "nobody@acme.test", WRONG)
    User.objects.filter(id=acme.owner.id).update(is_active=False)
    inactive = sign_in(browser, "olga@acme.test", PASSWORD)
    assert wrong.status_code == unknown.status_code == inactive.status_code == 400
    assert wrong.content == unknown.content == inactive.content
    assert json.loads(wrong.content)["errors"][0]["message"].endswith("Check both and try again.")


def test_an_unknown_email_is_hashed_like_a_known_one(
    browser: Client, acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []
    encode, verify = PasswordHasher.encode, PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "encode", lambda *a: hashed.append("encode") or encode(*a))
    monkeypatch.setattr(PasswordHasher, "verify", lambda *a: hashed.append("verify") or verify(*a))
    sign_in(browser, "nobody@acme.test", WRONG)
    assert hashed == ["encode"]
    sign_in(browser, "olga@acme.test", WRONG)
    assert hashed == ["encode", "verify"]


@pytest.mark.parametrize("email", ["olga@acme.test", "nobody@acme.test"])
def test_too_many_failures_lock_known_and_unknown_alike(acme: House, browser: Client, email: str) -> None:
    for _attempt in range(5):
        assert sign_in(fresh_browser(), email, WRONG).status_code == 400
    locked = sign_in(browser, email.upper(), PASSWORD)
    assert locked.status_code == 429
    assert 290 <= int(locked["Retry-After"]) <= 300
    assert "Wait 5 min" in json.loads(locked.content)["errors"][0]["message"]
    assert not Session.objects.filter(user=acme.owner).exists()


def test_another_host_name_is_no_way_around_the_lock(acme: House, browser: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for _attempt in range(5):
        sign_in(browser, "olga@acme.test", WRONG)
    browser.defaults["HTTP_HOST"] = "other.test"
    assert sign_in(browser, "olga@acme.test", PASSWORD).status_code == 429


def test_others_still_sign_in(acme: House, globex: House, browser: Client) -> None:
    for _attempt in range(6):
        sign_in(browser, "olga@acme.test", WRONG)
    assert sign_in(browser, "gert@globex.test", PASSWORD).status_code == 200


def test_one_address_cannot_try_many_emails(browser: Client) -> None:
    answers = [sign_in(browser, f"user{n}@acme.test", WRONG).status_code for n in range(21)]
    assert answers == [400] * 20 + [429]


def test_a_good_sign_in_does_not_wipe_the_failures(acme: House, browser: Client) -> None:
    for _attempt in range(4):
        sign_in(browser, "olga@acme.test", WRONG)
    assert sign_in(fresh_browser(), "olga@acme.test", PASSWORD).status_code == 200
    assert sign_in(browser, "olga@acme.test", WRONG).status_code == 400
    assert sign_in(browser, "olga@acme.test", WRONG).status_code == 429


def fail_five_times(email: str) -> None:
    client = fresh_browser()
    for _attempt in range(5):
        sign_in(client, email, WRONG)
    connections.close_all()


def test_the_lock_holds_across_processes(django_db_setup: None, django_db_blocker: Any) -> None:
    """Outside a transaction, since another process takes part; it begins without an open connection to share."""
    with django_db_blocker.unblock():
        connections.close_all()
        connections["default"].close_pool()
        try:
            process = multiprocessing.get_context("fork").Process(target=fail_five_times, args=("fork@acme.test",))
            process.start()
            process.join(60)
            assert process.exitcode == 0
            assert sign_in(fresh_browser(), "fork@acme.test", WRONG).status_code == 429
        finally:
            CacheEntry.objects.all().delete()


def test_a_stranger_cannot_sign_up(browser: Client) -> None:
    body = {"email": "stranger@acme.test", "password": PASSWORD}
    assert send(browser, "post", "/auth/signup", **body).status_code == 404
    assert [flow["id"] for flow in json.loads(browser.get(f"{BASE}/auth/session").content)["data"]["flows"]] == [
        "login",
        "mfa_login_webauthn",
    ]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("password123", "password_too_common"),
        ("short1", "password_too_short"),
        ("83920483920483", "password_entirely_numeric"),
        ("olga@acme.test", "password_too_similar"),
    ],
)
def test_a_weak_password_is_refused(browser: Client, acme: House, password: str, code: str) -> None:
    sign_in(browser, "olga@acme.test", PASSWORD)
    answer = send(browser, "post", "/account/password/change", current_password=PASSWORD, new_password=password)
    assert answer.status_code == 400
    assert code in {error["code"] for error in json.loads(answer.content)["errors"]}


def test_a_changed_password_signs_the_others_out(browser: Client, acme: House) -> None:
    other = fresh_browser()
    sign_in(browser, "olga@acme.test", PASSWORD)
    sign_in(other, "olga@acme.test", PASSWORD)
    wrong = send(browser, "post", "/account/password/change", current_password=WRONG, new_password="new long river")
    assert wrong.status_code == 400
    right = send(browser, "post", "/account/password/change", current_password=PASSWORD, new_password="new long river")
    assert right.status_code == 200
    assert identify(session_key=browser.cookies["sessionid"].value)
    assert identify(session_key=other.cookies["sessionid"].value) is None
    assert other.get(f"{BASE}/auth/session").status_code == 401
    assert sign_in(fresh_browser(), "olga@acme.test", PASSWORD).status_code == 400
    assert sign_in(fresh_browser(), "olga@acme.test", "new long river").status_code == 200


def test_guessing_the_current_password_is_limited(browser: Client, acme: House) -> None:
    sign_in(browser, "olga@acme.test", PASSWORD)
    answers = [
        send(browser, "post", "/account/password/change", current_password=WRONG, new_password="new long river")
        for _attempt in range(6)
    ]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
