"""One workspace with an administrator."""

import pytest

from tests.records.desks import Desk, desk


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")
