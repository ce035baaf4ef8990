"""A provider on loopback that the operator allows, and a workspace that is connected to it."""

from collections.abc import Iterator

import pytest

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.oidc.setup import create
from rapport.platform.settings import current
from tests.accounts.houses import House
from tests.accounts.sso.provider import CLIENT, SECRET, Provider, serving


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with serving() as found:
        allow(monkeypatch, found)
        yield found
        monkeypatch.undo()
        current.cache_clear()


def allow(monkeypatch: pytest.MonkeyPatch, *providers: Provider) -> None:
    names = ",".join(each.issuer.removeprefix("http://") for each in providers)
    monkeypatch.setenv("RAPPORT_OUTGOING_ALLOW", names)
    current.cache_clear()


@pytest.fixture
def connected(acme: House, provider: Provider) -> SsoConnection:
    return connect_to(acme, provider)


def connect_to(house: House, provider: Provider) -> SsoConnection:
    own = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET}
    return create(house.id, {"name": "Login", "just_in_time": True, "enabled": True, "roles": ["salesperson"]}, own)
