"""Authenticator apps, recovery codes and passkeys, as a browser sets them up and signs in with them."""

import json
import time
from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db.models import F
from django.http import HttpResponse
from django.test import Client

from rapport.accounts.identify import identify
from rapport.accounts.models import CacheEntry, Session
from rapport.accounts.sessions import SessionStore
from rapport.accounts.users import deactivate_user
from rapport.platform.sealing import sealer, unseal
from tests.accounts.houses import PASSWORD, House
from tests.accounts.soft_key import SoftKey
from tests.accounts.test_signin import BASE, fresh_browser, send, sign_in
from tests.api.mailbox import newest

OLGA = "olga@acme.test"
TOTP, CODES, KEYS = (f"/account/authenticators/{kind}" for kind in ("totp", "recovery-codes", "webauthn"))


@pytest.fixture
def browser(db: None, django_capture_on_commit_callbacks: Any) -> Client:
    CacheEntry.objects.all().delete()
    return local_browser()


def local_browser() -> Client:
    client = fresh_browser()
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def get(client: Client, path: str) -> Any:
    return json.loads(client.get(BASE + path).content)


def data(answer: HttpResponse) -> Any:
    return json.loads(answer.content)["data"]


def code(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


@pytest.fixture
def secret(browser: Client, acme: House, django_capture_on_commit_callbacks: Any) -> str:
    """The owner has an authenticator app; the browser is signed in."""
    sign_in(browser, OLGA, PASSWORD)
    made = get(browser, TOTP)["meta"]["secret"]
    with django_capture_on_commit_callbacks(execute=True):
        assert send(browser, "post", TOTP, code=code(made, -1)).status_code == 200
    return made


def half_signed_in() -> Client:
    client = local_browser()
    answer = sign_in(client, OLGA, PASSWORD)
    assert answer.status_code == 401
    pending = next(flow for flow in data(answer)["flows"] if flow.get("is_pending"))
    assert pending["id"] == "mfa_authenticate"
    return client


def test_signing_in_asks_for_the_code(secret: str, acme: House) -> None:
    client = half_signed_in()
    assert identify(session_key=client.cookies["sessionid"].value) is None
    wrong = send(client, "post", "/auth/2fa/authenticate", code="000000")
    assert "Type the newest one" in json.loads(wrong.content)["errors"][0]["message"]
    right = code(secret)
    assert send(client, "post", "/auth/2fa/authenticate", code=right).status_code == 200
    assert identify(session_key=client.cookies["sessionid"].value).has_factor
    again = half_signed_in()
    assert send(again, "post", "/auth/2fa/authenticate", code=right).status_code == 400, "A code works once."


def test_a_code_works_once_in_all_the_time_in_which_it_fits(secret: str, acme: House) -> None:
    early = code(secret, 1)  # fits from now on for at least 60 seconds more
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=early).status_code == 200
    for _time in range(2):
        CacheEntry.objects.update(expires=F("expires") - timedelta(seconds=31))
        assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=early).status_code == 400
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=code(secret)).status_code == 200


def test_guessing_codes_is_limited(secret: str, acme: House) -> None:
    client = half_signed_in()
    answers = [send(client, "post", "/auth/2fa/authenticate", code="000000") for _attempt in range(6)]
    assert "too_many_login_attempts" in answers[-1].content.decode()
    right = send(half_signed_in(), "post", "/auth/2fa/authenticate", code=code(secret))
    assert right.status_code == 400


def test_the_secret_lies_sealed_and_without_its_key_says_so(
    secret: str, acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = [json.dumps(row) for row in Authenticator.objects.values_list("data", flat=True)]
    assert secret not in str(stored)
    assert unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret
    monkeypatch.setattr("rapport.platform.settings.Settings.sealing_keys", lambda _settings: ("z" * 32,))
    sealer.cache_clear()
    answer = send(half_signed_in(), "post", "/auth/2fa/authenticate", code=code(secret))
    sealer.cache_clear()
    assert (answer.status_code, "Ask an administrator" in answer.content.decode()) == (400, True)


def test_a_secret_that_waits_for_its_first_code_lies_sealed_too(browser: Client, acme: House) -> None:
    sign_in(browser, OLGA, PASSWORD)
    waiting = get(browser, TOTP)["meta"]["secret"]
    row = Session.objects.get(user=acme.owner)
    assert waiting not in row.session_data
    assert SessionStore(browser.cookies["sessionid"].value)["mfa.totp.secret"] == waiting
    assert waiting not in b64decode(row.session_data + "===", "-_").decode("latin-1")


def test_a_recovery_code_works_once(secret: str, browser: Client, acme: House) -> None:
    codes = get(browser, CODES)["data"]["unused_codes"]
    assert len(codes) == 10
    assert "unused_codes" not in get(browser, CODES)["data"], "They are shown once."
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=codes[0]).status_code == 200
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=codes[0]).status_code == 400
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=codes[1]).status_code == 200


def test_setting_up_ends_the_other_sessions_and_is_told(
    browser: Client, acme: House, django_capture_on_commit_callbacks: Any
) -> None:
    other = local_browser()
    sign_in(other, OLGA, PASSWORD)
    sign_in(browser, OLGA, PASSWORD)
    made = get(browser, TOTP)["meta"]["secret"]
    assert send(browser, "post", TOTP, code="000000").status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        send(browser, "post", TOTP, code=code(made, -1))
    assert other.get(f"{BASE}/auth/session").status_code == 401
    assert browser.get(f"{BASE}/auth/session").status_code == 200
    assert newest(OLGA).subject == "An authenticator app was added"
    assert send(browser, "delete", TOTP).status_code == 200
    assert newest(OLGA).subject == "An authenticator app was removed"
    assert not Authenticator.objects.exists(), "Recovery codes alone are no second factor."


def grow_old(client: Client, minutes: int) -> None:
    store = SessionStore(client.cookies["sessionid"].value)
    for record in store["account_authentication_methods"]:
        record["at"] -= minutes * 60
    store.save()


def test_changing_factors_needs_a_fresh_proof(secret: str, browser: Client, acme: House) -> None:
    grow_old(browser, 11)
    for method, path, body in [
        ("delete", TOTP, {}),
        ("post", CODES, {}),
        ("post", KEYS, {"name": "Key", "credential": {}}),
    ]:
        answer = send(browser, method, path, **body)
        assert answer.status_code in {400, 401}, path
        assert Authenticator.objects.filter(type="totp").exists()
    assert browser.get(BASE + KEYS).status_code == 401
    wrong = send(browser, "post", "/auth/reauthenticate", password="a wrong but long one")
    assert wrong.status_code == 400
    assert send(browser, "post", "/auth/2fa/reauthenticate", code=code(secret)).status_code == 200
    assert send(browser, "delete", TOTP).status_code == 200


def add_passkey(browser: Client, key: SoftKey) -> HttpResponse:
    options = get(browser, KEYS + "?passwordless")["data"]["creation_options"]
    return send(browser, "post", KEYS, name="My key", credential=key.make(options))


@pytest.fixture
def key(browser: Client, acme: House) -> SoftKey:
    sign_in(browser, OLGA, PASSWORD)
    made = SoftKey()
    assert add_passkey(browser, made).status_code == 200
    return made


def by_passkey(client: Client, key: SoftKey) -> HttpResponse:
    options = get(client, "/auth/webauthn/login")["data"]["request_options"]
    return send(client, "post", "/auth/webauthn/login", credential=key.use(options))


def test_a_passkey_alone_signs_in(key: SoftKey, acme: House) -> None:
    client = local_browser()
    assert by_passkey(client, key).status_code == 200
    found = identify(session_key=client.cookies["sessionid"].value)
    assert (found.user_id, found.has_factor) == (acme.owner.id, True)
    assert newest(OLGA).subject == "A passkey was added"


def test_a_passkey_is_a_second_factor(key: SoftKey, acme: House) -> None:
    client = half_signed_in()
    options = get(client, "/auth/webauthn/authenticate")["data"]["request_options"]
    assert send(client, "post", "/auth/webauthn/authenticate", credential=key.use(options)).status_code == 200


def test_a_passkey_proves_anew(key: SoftKey, browser: Client, acme: House) -> None:
    grow_old(browser, 11)
    assert browser.get(BASE + KEYS).status_code == 401
    options = get(browser, "/auth/webauthn/reauthenticate")["data"]["request_options"]
    assert send(browser, "post", "/auth/webauthn/reauthenticate", credential=key.use(options)).status_code == 200
    assert browser.get(BASE + KEYS).status_code == 200


def test_what_is_no_passkey_of_ours_does_not_sign_in(key: SoftKey, acme: House, globex: House) -> None:
    stranger = SoftKey()
    stranger.user, stranger.id = key.user, key.id
    assert by_passkey(local_browser(), stranger).status_code == 400, "another private key"
    key.origin = "https://evil.test"
    assert by_passkey(local_browser(), key).status_code == 400, "another site"
    key.origin, key.verifies = "http://localhost", False
    assert by_passkey(local_browser(), key).status_code == 400, "nobody's finger"
    key.verifies = True
    client = local_browser()
    options = get(client, "/auth/webauthn/login")["data"]["request_options"]
    used = key.use(options)
    assert send(client, "post", "/auth/webauthn/login", credential=used).status_code == 200
    assert send(local_browser(), "post", "/auth/webauthn/login", credential=used).status_code == 400, "sent again"
    assert Session.objects.filter(user=globex.owner).count() == 0


def test_an_inactive_user_s_passkey_does_not_sign_in(key: SoftKey, acme: House) -> None:
    deactivate_user(acme.owner.id)
    client = local_browser()
    by_passkey(client, key)
    assert identify(session_key=client.cookies["sessionid"].value) is None
    assert not Session.objects.filter(user=acme.owner).exists()


def test_a_passkey_made_on_another_site_is_refused(browser: Client, acme: House) -> None:
    sign_in(browser, OLGA, PASSWORD)
    assert add_passkey(browser, SoftKey("https://evil.test")).status_code == 400
    assert not Authenticator.objects.exists()


def test_the_code_of_the_set_up_does_not_sign_in(browser: Client, acme: House) -> None:
    sign_in(browser, OLGA, PASSWORD)
    secret = get(browser, TOTP)["meta"]["secret"]
    first = code(secret)
    assert send(browser, "post", TOTP, code=first).status_code == 200
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=first).status_code == 400
    assert send(half_signed_in(), "post", "/auth/2fa/authenticate", code=code(secret, 1)).status_code == 200
