"""Signing in by a real OpenID provider, as a process of its own."""

import socket
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from e2e.peers.openid import Provider
from rapport.accounts.groups import Mapping, set_mappings
from rapport.accounts.models import SsoConnection, User
from rapport.accounts.sso.connections import find_connection
from rapport.accounts.sso.oidc.journey import redirect_uri
from rapport.accounts.sso.oidc.setup import create, look, update
from rapport.platform.settings import current
from tests.accounts.houses import House
from tests.accounts.sso.houses import prove
from tests.accounts.sso.real_provider import Visitor
from tests.accounts.sso.test_oidc import Browser, code_of
from tests.accounts.test_groups import held, roles


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Provider(port, redirect_uri())
    found.start()
    monkeypatch.setenv("RAPPORT_OUTGOING_ALLOW", f"127.0.0.1:{port}")
    current.cache_clear()
    yield found
    found.stop()
    monkeypatch.undo()
    current.cache_clear()


@pytest.fixture
def login(real: Provider, acme: House) -> SsoConnection:
    prove(acme, "acme.test")
    set_mappings(acme.id, [Mapping("captains", (roles(acme)["manager"],), ())])
    own = {"issuer": real.issuer, "client_id": "rapport", "client_secret": "a secret between the two"}
    return create(acme.id, {"name": "Real", "just_in_time": True, "enabled": True, "roles": ["support"]}, own)


def parts(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_somebody_of_a_proven_domain_comes_joins_and_has_what_their_groups_give(
    acme: House, login: SsoConnection
) -> None:
    assert [step.ok for step in look(acme.id, login.id)] == [True, True, True, False]
    browser, anna = Browser(), Visitor(redirect_uri())
    assert anna.go(browser.leave(login, next="/deals")) is None
    back = anna.sign_in("boss.anna@acme.test")
    answer = browser.come_back(**parts(back))
    assert answer.headers["Location"] == "/deals"
    user = User.objects.get(email="boss.anna@acme.test")
    assert (user.name, held(acme, user)) == ("Boss.anna", {"manager"})
    assert browser.identity is not None
    assert find_connection(acme.id, login.id).groups_seen == ["captains"]
    # The provider knows her still: the second time there is no page; asked for a proof, there is.
    assert anna.go(browser.leave(login)) is not None
    assert anna.go(browser.leave(login, again="true")) is None
    # A code that was used is worth nothing, with whatever state.
    state = parts(browser.leave(login))["state"]
    assert code_of(browser.come_back(**{**parts(back), "state": state})) == "refused"


def test_who_turns_back_and_who_is_of_no_proven_domain(login: SsoConnection) -> None:
    browser, eve = Browser(), Visitor(redirect_uri())
    eve.go(browser.leave(login))
    assert code_of(browser.come_back(**parts(eve.cancel()))) == "cancelled"
    eve.go(browser.leave(login))
    assert code_of(browser.come_back(**parts(eve.sign_in("eve@evil.test")))) == "unproven"
    assert not User.objects.filter(email="eve@evil.test").exists()


def test_a_wrong_secret_opens_nothing(acme: House, login: SsoConnection) -> None:
    update(acme.id, login.id, {}, {"client_secret": "another"})
    browser, anna = Browser(), Visitor(redirect_uri())
    anna.go(browser.leave(login))
    assert code_of(browser.come_back(**parts(anna.sign_in("anna@acme.test")))) == "refused"
