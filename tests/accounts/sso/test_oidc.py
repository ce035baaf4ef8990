"""Signing in by OpenID Connect: what an honest provider says is enough, and what a liar says is not."""

import time
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from joserfc import jws, jwt
from joserfc.jwk import OctKey, RSAKey

from rapport.accounts.identify import Identity, identify
from rapport.accounts.members import shut_out
from rapport.accounts.models import AuditEntry, Session, SsoConnection, SsoRequest, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso.connections import find_connection, update_connection
from rapport.accounts.sso.oidc.setup import look
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.kernel.clock import now
from tests.accounts.houses import PASSWORD, House
from tests.accounts.sso.conftest import allow, connect_to
from tests.accounts.sso.houses import prove
from tests.accounts.sso.provider import CLIENT, Provider, forged_with_the_public_key, serving

CALLBACK = "/sso/oidc/callback"


class Browser:
    """Goes to the provider and comes back."""

    def __init__(self) -> None:
        self.client = Client()

    def leave(self, connection: SsoConnection, **query: str) -> str:
        answer = self.client.get(f"/sso/{connection.id}/start", query)
        assert answer.status_code == 302
        return answer.headers["Location"]

    def come_back(self, **query: str) -> HttpResponse:
        return self.client.get(CALLBACK, query)

    def sign_in(self, provider: Provider, connection: SsoConnection, **claims: Any) -> HttpResponse:
        return self.come_back(**provider.authorize(self.leave(connection), **claims))

    @property
    def identity(self) -> Identity | None:
        cookie = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        return identify(session_key=cookie.value) if cookie else None


@pytest.fixture
def anna(acme: House) -> User:
    user = create_user(email="anna@acme.test", name="Anna", password=PASSWORD)
    add_member(acme.id, user, ("support",))
    return user


@pytest.fixture
def browser() -> Browser:
    return Browser()


def code_of(answer: HttpResponse) -> str:
    """What the sign-in page is told."""
    assert answer.status_code == 302
    place = urlsplit(answer.headers["Location"])
    assert place.path == "/sign-in", answer.headers["Location"]
    return parse_qs(place.query)["sso"][0]


def reasons(house_id: Any) -> list[str]:
    """Why sign-ins were refused, as administrators see it."""
    with in_workspace(house_id):
        told = AuditEntry.objects.filter(workspace_id=house_id, kind="sso.refused").order_by("seq")
        return [entry.data["reason"] for entry in told]


def test_somebody_signs_in(provider: Provider, connected: SsoConnection, anna: User, browser: Browser) -> None:
    address = browser.leave(connected, next="/deals")
    assert address.startswith(f"{provider.issuer}/auth?")
    answer = browser.come_back(**provider.authorize(address, sid="p1"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/deals")
    assert browser.identity is not None
    assert (browser.identity.user_id, browser.identity.sso_connection) == (anna.id, connected.id)
    session = Session.objects.get(sso_connection_id=connected.id)
    assert (session.sso_subject, session.sso_session) == ("s1", "p1")
    assert not SsoRequest.objects.exists()
    assert find_connection(connected.workspace_id, connected.id).last_used_at is not None


def test_the_cookie_that_binds_the_browser_is_closed(connected: SsoConnection, browser: Browser) -> None:
    browser.leave(connected)
    cookie = browser.client.cookies["rapport_sso"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/sso")
    assert int(cookie["max-age"]) <= 600


def test_with_https_no_other_host_can_set_it(
    connected: SsoConnection, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)
    browser.leave(connected)
    cookie = browser.client.cookies["__Host-rapport_sso"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    browser.client.cookies["rapport_sso"] = "tossed by a neighbour"
    state = parse_qs(urlsplit(browser.leave(connected)).query)["state"][0]
    assert code_of(browser.come_back(state=state, error="access_denied")) == "cancelled"


def test_again_asks_for_a_new_proof(connected: SsoConnection, browser: Browser) -> None:
    asked = parse_qs(urlsplit(browser.leave(connected, again="true")).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])


@pytest.mark.parametrize("method", ["client_secret_post", "client_secret_basic"])
def test_both_ways_to_prove_who_we_are(
    provider: Provider, acme: House, anna: User, browser: Browser, method: str
) -> None:
    provider.document = {"token_endpoint_auth_methods_supported": [method]}
    assert browser.sign_in(provider, connect_to(acme, provider)).headers["Location"] == "/"


def test_what_the_token_leaves_out_is_asked_for(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    provider.userinfo = {"sub": "s1", "email": "anna@acme.test", "name": "Anna", "groups": ["sales"]}
    assert browser.sign_in(provider, connected, email=None).headers["Location"] == "/"
    assert find_connection(connected.workspace_id, connected.id).groups_seen == ["sales"]
    provider.userinfo = {"sub": "s2", "email": "olga@acme.test"}
    assert code_of(Browser().sign_in(provider, connected, sub="s3", email=None)) == "refused"
    assert reasons(connected.workspace_id) == ["userinfo_sub"]


def told(**claims: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda honest: {**honest, **claims}


LIES = [
    ("iss", told(iss="https://elsewhere.test")), ("iss", told(iss=None)), ("iss", told(iss=["x"])),
    ("aud", told(aud="another")), ("aud", told(aud=["another"])), ("aud", told(aud=None)), ("aud", told(aud=[])),
    ("azp", told(aud=[CLIENT, "another"])), ("azp", told(azp="another")), ("azp", told(aud=[CLIENT, "b"], azp="b")),
    ("nonce", told(nonce="another")), ("nonce", told(nonce=None)), ("nonce", told(nonce="")),
    ("exp", told(exp=1)), ("exp", told(exp=None)), ("exp", told(exp="tomorrow")), ("exp", told(exp=float("nan"))),
    ("iat", told(iat=None)), ("iat", told(iat=9_999_999_999)), ("nbf", told(nbf=9_999_999_999)),
    ("sub", told(sub=None)), ("sub", told(sub=7)), ("subject", told(sub="s\x00")), ("subject", told(sub="x" * 300)),
    ("at_hash", told(at_hash="AAAAAAAAAAAAAAAAAAAAAA")), ("at_hash", told(at_hash=7)), ("at_hash", told(at_hash="\ud800")),
    ("email_not_verified", told(email_verified=False)), ("email_not_verified", told(email_verified="false")),
    ("email_missing", told(email="\ud800@acme.test")), ("domain_not_proven", told(email="eve@evil.test")),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "lie"), LIES)
def test_a_lie_in_the_token_is_refused(
    provider: Provider, connected: SsoConnection, anna: User, reason: str, lie: Any
) -> None:
    browser = Browser()
    provider.lie = lie
    users = User.objects.count()
    assert code_of(browser.sign_in(provider, connected)) in {"refused", "no-email", "unproven"}
    assert reasons(connected.workspace_id) == [reason]
    assert browser.identity is None
    assert (Session.objects.filter(user_id=anna.id).count(), User.objects.count()) == (0, users)


def test_clocks_may_differ_by_a_minute(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    provider.lie = told(iat=int(time.time()) + 45, exp=int(time.time()) - 15)
    assert browser.sign_in(provider, connected).headers["Location"] == "/"


def another_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid})


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "none"}, claims, OctKey.generate_key(), algorithms=["none"])


FORGERIES: list[Callable[[Provider], Callable[[dict[str, Any]], str]]] = [
    lambda _provider: unsigned,
    forged_with_the_public_key,
    lambda _provider: lambda claims: jwt.encode({"alg": "RS256", "kid": "one"}, claims, another_key("one")),
    lambda _provider: lambda claims: jwt.encode({"alg": "RS256", "kid": "two"}, claims, another_key("two")),
    lambda provider: lambda claims: provider.signed(claims, alg="RS512"),
    lambda _provider: (
        lambda claims: jwt.encode(
            {"alg": "RS256", "jwk": another_key("own").as_dict(private=False)}, claims, another_key("own")
        )
    ),
    lambda provider: lambda claims: provider.signed(claims)[:-4] + "AAAA",
    lambda provider: lambda claims: ".".join([*provider.signed(claims).split(".")[:2], ""]),
    lambda _provider: lambda _claims: "no token",
    lambda provider: lambda claims: provider.signed(claims) + "x" * 70_000,
    lambda provider: (
        lambda _claims: jws.serialize_compact(
            {"alg": "RS256", "kid": "one"}, b'{"sub":' + b"[" * 20_000 + b"]" * 20_000 + b"}", provider.key
        )
    ),
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_only_the_provider_s_own_signature_counts(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser, forge: Any
) -> None:
    provider.sign = forge(provider)
    assert code_of(browser.sign_in(provider, connected)) == "refused"
    assert reasons(connected.workspace_id)[0] in {"signature", "token_size"}
    assert browser.identity is None


def test_keys_that_were_changed_are_fetched_once_more_and_not_endlessly(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    assert browser.sign_in(provider, connected).headers["Location"] == "/"
    provider.key = another_key("two")
    provider.published = [provider.key]
    assert Browser().sign_in(provider, connected).headers["Location"] == "/"
    before = provider.asked.count("/jwks")
    for kid in ("three", "four", "five"):
        provider.key = another_key(kid)
        assert code_of(Browser().sign_in(provider, connected)) == "refused"
    assert provider.asked.count("/jwks") == before


def test_a_callback_works_once(provider: Provider, connected: SsoConnection, anna: User, browser: Browser) -> None:
    back = provider.authorize(browser.leave(connected))
    assert browser.come_back(**back).headers["Location"] == "/"
    assert code_of(browser.come_back(**back)) == "expired"
    again = provider.authorize(browser.leave(connected))
    assert code_of(browser.come_back(state=again["state"], code=back["code"])) == "refused"
    assert reasons(connected.workspace_id) == ["code"]


def test_another_browser_s_sign_in_is_refused_and_burnt(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    """Else somebody could be signed in as the attacker, and type secrets into their account."""
    attacker = Browser()
    back = provider.authorize(attacker.leave(connected))
    browser.leave(connected)
    assert code_of(browser.come_back(**back)) == "expired"
    assert code_of(Browser().come_back(**back)) == "expired"
    assert code_of(attacker.come_back(**back)) == "expired"
    assert browser.identity is None


@pytest.mark.parametrize("state", ["", "made up", "\x00", "x" * 5000])
def test_a_state_that_nobody_gave_is_refused(connected: SsoConnection, browser: Browser, state: str) -> None:
    browser.leave(connected)
    assert code_of(browser.come_back(state=state, code="x")) == "expired"


def test_a_sign_in_that_took_too_long_is_over(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    back = provider.authorize(browser.leave(connected))
    SsoRequest.objects.update(expires_at=now())
    assert code_of(browser.come_back(**back)) == "expired"


@pytest.mark.parametrize(
    ("error", "code"), [("access_denied", "cancelled"), ("login_required", "cancelled"), ("server_error", "refused")]
)
def test_who_turns_back_is_told(connected: SsoConnection, browser: Browser, error: str, code: str) -> None:
    state = parse_qs(urlsplit(browser.leave(connected)).query)["state"][0]
    assert code_of(browser.come_back(state=state, error=error)) == code


def test_a_parameter_that_comes_twice_is_refused(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    back = provider.authorize(browser.leave(connected))
    answer = browser.client.get(f"{CALLBACK}?state={back['state']}&code={back['code']}&code=x")
    assert code_of(answer) == "refused"


def test_the_answer_says_whose_it_is_where_the_provider_does(provider: Provider, acme: House, anna: User) -> None:
    provider.document = {"authorization_response_iss_parameter_supported": True}
    connected = connect_to(acme, provider)
    for wrong in ({}, {"iss": "https://elsewhere.test"}, {"iss": provider.issuer + "/"}):
        one = Browser()
        assert code_of(one.come_back(**provider.authorize(one.leave(connected)), **wrong)) == "refused"
    assert reasons(acme.id) == ["mix_up"]  # once an hour
    one = Browser()
    back = provider.authorize(one.leave(connected))
    assert one.come_back(**back, iss=provider.issuer).headers["Location"] == "/"


def test_a_code_of_one_provider_never_goes_to_another(
    monkeypatch: pytest.MonkeyPatch, provider: Provider, connected: SsoConnection, acme: House, browser: Browser
) -> None:
    with serving() as evil:
        allow(monkeypatch, provider, evil)
        theirs = connect_to(acme, evil)
        state = parse_qs(urlsplit(browser.leave(theirs)).query)["state"][0]
        honest = provider.authorize(browser.leave(connected))
        answer = browser.come_back(state=state, code=honest["code"], iss=provider.issuer)
        assert code_of(answer) == "refused"
        assert "/token" not in evil.asked


def test_a_provider_opens_its_own_workspace_alone(
    monkeypatch: pytest.MonkeyPatch, provider: Provider, connected: SsoConnection, globex: House, anna: User
) -> None:
    """Globex' administrators run this one; it says that somebody is Anna, of Acme."""
    with serving() as evil:
        allow(monkeypatch, provider, evil)
        theirs = connect_to(globex, evil)
        for claims in ({}, {"sub": str(anna.id)}, {"email": globex.owner.email, "sub": "anna"}):
            one = Browser()
            answer = one.sign_in(evil, theirs, **claims)
            seen = one.identity
            assert seen is None or (seen.workspace_ids == (globex.id,) and seen.user_id == globex.owner.id), answer
        assert not Session.objects.filter(user_id=anna.id).exists()


def test_a_subject_stays_the_same_person_and_a_shut_out_one_stays_out(
    provider: Provider, connected: SsoConnection, acme: House, anna: User
) -> None:
    prove(acme, "acme.test")
    first = Browser()
    first.sign_in(provider, connected)
    changed = Browser()
    changed.sign_in(provider, connected, email="olga@acme.test")
    assert changed.identity is not None
    assert changed.identity.user_id == anna.id
    assert code_of(Browser().sign_in(provider, connected, sub="s2")) == "refused"
    shut_out(acme.id, anna.id)
    assert first.identity is None
    assert code_of(Browser().sign_in(provider, connected)) == "deactivated"
    assert code_of(Browser().sign_in(provider, connected, email="new@acme.test")) == "deactivated"


def test_a_connection_that_is_off_or_gone_leads_nowhere(
    provider: Provider, connected: SsoConnection, anna: User, browser: Browser
) -> None:
    back = provider.authorize(browser.leave(connected))
    update_connection(connected.workspace_id, connected.id, {"enabled": False})
    assert code_of(browser.client.get(f"/sso/{connected.id}/start")) == "disabled"
    assert code_of(browser.come_back(**back)) == "disabled"
    assert code_of(browser.client.get(f"/sso/{anna.id}/start")) == "disabled"


def endless() -> tuple[int, dict[str, str], Iterator[bytes]]:
    return 200, {}, repeat(b" " * 65_536)


def led_away(provider: Provider) -> tuple[int, dict[str, str], Iterator[bytes]]:
    return 302, {"Location": f"{provider.issuer}/elsewhere", "Content-Length": "0"}, iter(())


@pytest.mark.parametrize("path", ["/token", "/jwks"])
def test_endless_answers_and_redirects_end_in_a_sentence(
    provider: Provider, connected: SsoConnection, anna: User, path: str
) -> None:
    for answer in (endless(), led_away(provider), (200, {}, iter([b"[]"])), (500, {}, iter([b"{}"]))):
        provider.answers[path] = answer
        assert code_of(Browser().sign_in(provider, connected)) in {"unreachable", "refused"}
        cache.clear()  # else it is not asked again so soon
    assert "/elsewhere" not in provider.asked
    del provider.answers[path]
    assert Browser().sign_in(provider, connected).headers["Location"] == "/"


@pytest.mark.parametrize("name", ["jwks_uri", "token_endpoint", "authorization_endpoint", "userinfo_endpoint"])
@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:1/x", "https://169.254.169.254/x", "file:///etc/passwd", "https://[::1]/x", 7]
)
def test_no_address_of_the_provider_may_lead_inside(
    provider: Provider, connected: SsoConnection, name: str, where: Any, browser: Browser
) -> None:
    provider.document = {name: where}
    for _again in range(2):
        assert code_of(browser.client.get(f"/sso/{connected.id}/start")) == "unreachable"
    assert reasons(connected.workspace_id) == ["discovery"]  # anybody can ask for it again and again
    steps = look(connected.workspace_id, connected.id)
    assert [step.ok for step in steps] == [True, False]
    assert name in steps[-1].detail
