"""Each test runs once for every object of the registry."""

import pytest

from rapport.schema.registry import registry
from tests.every_object.samples import Samples
from tests.records.desks import Desk, desk


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `object_type` is a test of every object."""
    if "object_type" in metafunc.fixturenames:
        metafunc.parametrize("object_type", list(registry.objects().values()), ids=lambda o: o.key)


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.fixture
def globex(db: None) -> Desk:
    return desk("Globex", "gert@globex.test")


@pytest.fixture
def samples(acme: Desk) -> Samples:
    return Samples(acme)
