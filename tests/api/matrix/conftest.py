"""The workspace that the matrix asks about: made once, and undone at the end."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.api.matrix.people import House


@pytest.fixture(scope="package")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    """Each request of the matrix is undone by itself, so that all find the same."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield House()
        transaction.set_rollback(True)
