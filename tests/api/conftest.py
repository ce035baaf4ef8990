"""Signed-in clients of two workspaces, of a lesser role, and a stranger."""

import pytest

from rapport.api import dispatch
from rapport.api.rate_limit import RateLimit
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.records.desks import Desk, desk


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that is refused for being one of many proves nothing about what it asked for."""
    for limit in ("members", "strangers"):
        monkeypatch.setattr(dispatch, limit, RateLimit(0))


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.fixture
def globex(db: None) -> Desk:
    return desk("Globex", "gert@globex.test")


@pytest.fixture
def olga(acme: Desk) -> ApiClient:
    return sign_in(acme.user)


@pytest.fixture
def gert(globex: Desk) -> ApiClient:
    return sign_in(globex.user)


@pytest.fixture
def reader(acme: Desk) -> ApiClient:
    return sign_in(acme.colleague("read_only").user)


@pytest.fixture
def stranger(db: None) -> ApiClient:
    return stranger_client()
