"""Signed-in clients of two workspaces, of a lesser role, and a stranger."""

import pytest

from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.records.desks import Desk, desk


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
