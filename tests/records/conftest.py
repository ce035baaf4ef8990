"""Two workspaces with an administrator each."""

import pytest

from tests.records.desks import Desk, desk


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.fixture
def globex(db: None) -> Desk:
    return desk("Globex", "gert@globex.test")
