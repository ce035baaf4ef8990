"""One embedded PostgreSQL per session, one database per worker; Django is never connected as a superuser."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import django
import pytest
from hypothesis import settings

settings.register_profile("rapport", deadline=None)  # a busy machine is no failure
settings.load_profile("rapport")
FOLDER = "RAPPORT_DATA_DIR"
WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not WORKER:
    for name in [name for name in os.environ if name.startswith("RAPPORT_")]:
        del os.environ[name]
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="rapport-test-")
os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
django.setup()  # the folders' own conftest files import models

from django.db import connection  # noqa: E402 - the environment comes first
from django.test import TransactionTestCase  # noqa: E402

from rapport.platform.postgres.cluster import Cluster  # noqa: E402
from tests.database import OWN, empty_all_tables, make_own  # noqa: E402

SERVER = pytest.StashKey[Cluster]()


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server; its workers find it through the environment."""
    if not WORKER:
        cluster = config.stash[SERVER] = Cluster(Path(os.environ[FOLDER]), forgetful=True)
        cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing is left behind."""
    cluster = config.stash.get(SERVER, None)
    if cluster is not None:
        cluster.stop()
        rmtree(cluster.data_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of this worker's own, as the role that Rapport itself uses."""
    with django_db_blocker.unblock():
        make_own()
        connection.close()
        connection.settings_dict["NAME"] = OWN
        TransactionTestCase._fixture_teardown = lambda _test: empty_all_tables()
        yield
        connection.close()
