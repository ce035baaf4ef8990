"""A provider that says somebody left: their sessions here end, and nobody else can say so."""

import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from rapport.accounts.identify import identify
from rapport.accounts.models import Session, SsoConnection, User
from rapport.accounts.sso.connections import find_connection
from rapport.accounts.sso.oidc.exchange import FORM
from rapport.accounts.sso.oidc.provider import find_provider
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from tests.accounts.houses import House, session_of
from tests.accounts.sso.conftest import allow, connect_to
from tests.accounts.sso.provider import EVENT, Provider, forged_with_the_public_key, serving
from tests.accounts.sso.test_oidc import Browser, another_key, reasons, unsigned


@pytest.fixture
def anna(acme: House) -> User:
    user = create_user(email="anna@acme.test", name="Anna", password=None)
    add_member(acme.id, user, ("support",))
    return user


def say(connection: SsoConnection, token: str) -> HttpResponse:
    return send(connection, urlencode({"logout_token": token}))


def send(connection: SsoConnection, body: str, kind: str = FORM) -> HttpResponse:
    return Client().post(f"/sso/oidc/{connection.id}/logout", body, content_type=kind)


def logged_out(provider: Provider, connection: SsoConnection, **claims: Any) -> HttpResponse:
    return say(connection, provider.signed(provider.logout_token(**claims), typ="logout+jwt"))


def test_it_ends_the_sessions_that_it_names(provider: Provider, connected: SsoConnection, anna: User) -> None:
    own = session_of(anna).session_key
    one, two = Browser(), Browser()
    one.sign_in(provider, connected, sid="p1")
    two.sign_in(provider, connected, sid="p2")
    assert logged_out(provider, connected, sid="elsewhere").status_code == 200
    assert logged_out(provider, connected, sub="s1", sid="p1").status_code == 200
    assert one.identity is None
    assert two.identity is not None
    assert logged_out(provider, connected, sub="s1").status_code == 200
    assert two.identity is None
    assert identify(session_key=own) is not None


def test_a_logout_token_works_once(provider: Provider, connected: SsoConnection, anna: User) -> None:
    token = provider.signed(provider.logout_token(sub="s1"))
    assert say(connected, token).status_code == 200
    browser = Browser()
    browser.sign_in(provider, connected)
    assert say(connected, token).status_code == 400
    assert browser.identity is not None


WRONG = [
    {"iss": "https://elsewhere.test"}, {"aud": "another"}, {"iat": 1}, {"iat": -1e20}, {"iat": 9_999_999_999},
    {"iat": None}, {"exp": 1}, {"jti": None}, {"jti": 7}, {"events": None}, {"events": {}}, {"events": {EVENT: "x"}},
    {"events": [EVENT]}, {"nonce": "x"}, {"sub": None}, {"sub": 7}, {"sub": "\ud800"}, {"sub": None, "sid": 7},
]  # fmt: skip


@pytest.mark.parametrize("claims", WRONG)
def test_what_is_no_logout_token_ends_nothing(
    provider: Provider, connected: SsoConnection, anna: User, claims: dict[str, Any]
) -> None:
    browser = Browser()
    browser.sign_in(provider, connected)
    answer = logged_out(provider, connected, **{"sub": "s1", **claims})
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert browser.identity is not None


def test_a_forged_one_ends_nothing(provider: Provider, connected: SsoConnection, anna: User) -> None:
    browser = Browser()
    browser.sign_in(provider, connected)
    claims = provider.logout_token(sub="s1")
    moment = int(time.time())
    identity = {"iss": provider.issuer, "aud": claims["aud"], "sub": "s1", "iat": moment, "exp": moment + 60}
    for token in (
        "", "no token", unsigned(claims), forged_with_the_public_key(provider)(claims),
        Provider(issuer=provider.issuer, key=another_key("one")).signed(claims), provider.signed(claims)[:-4] + "AAAA",
        provider.signed(identity), provider.signed(claims, typ="at+jwt"),
    ):  # fmt: skip
        assert say(connected, token).status_code == 400, token
    assert browser.identity is not None
    told = reasons(connected.workspace_id)
    assert told == ["signature", "jti", "no_logout_token"]  # not once for each of the eight: anybody can send them
    assert Client().get(f"/sso/oidc/{connected.id}/logout").status_code == 405
    assert say(SsoConnection(id=anna.id), provider.signed(claims)).status_code == 400


def test_another_workspace_s_provider_ends_nothing_here(
    monkeypatch: pytest.MonkeyPatch, provider: Provider, connected: SsoConnection, globex: House, anna: User
) -> None:
    browser = Browser()
    browser.sign_in(provider, connected, sid="p1")
    with serving() as evil:
        allow(monkeypatch, provider, evil)
        theirs = connect_to(globex, evil)
        assert say(theirs, evil.signed(evil.logout_token(sub="s1", sid="p1"))).status_code == 200
        assert say(connected, evil.signed(evil.logout_token(sub="s1", sid="p1"))).status_code == 400
    # The same provider, connected to both: it names whose connection it means by the address.
    shared = connect_to(globex, provider)
    assert logged_out(provider, shared, sub="s1").status_code == 200
    assert browser.identity is not None
    assert Session.objects.filter(sso_connection_id=connected.id).count() == 1
    assert find_provider(find_connection(connected.workspace_id, connected.id).issuer).issuer == provider.issuer


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("logout_token=" + "x" * 70_000, FORM),
        ("&".join(f"a{number}=1" for number in range(5000)), FORM),
        ('--x\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\n\r\n--x--\r\n', "multipart/form-data; boundary=x"),
        ("", FORM),
    ],
)  # fmt: skip
def test_what_is_no_small_form_is_refused_in_json(connected: SsoConnection, body: str, kind: str) -> None:
    answer = send(connected, body, kind)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
