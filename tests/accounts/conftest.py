"""Two workspaces, so that each test can try to reach from one into the other."""

import pytest

from tests.accounts.houses import House, house


@pytest.fixture
def acme(db: None) -> House:
    return house("Acme", "olga@acme.test")


@pytest.fixture
def globex(db: None) -> House:
    return house("Globex", "gert@globex.test")
