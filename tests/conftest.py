"""One embedded PostgreSQL per session, one migrated template, one database per worker; Django is never a superuser."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import django
import psycopg
import pytest

FOLDER = "RAPPORT_DATA_DIR"
INHERITED = [name for name in os.environ if name.startswith("RAPPORT_")]
WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not WORKER:
    for name in INHERITED:
        del os.environ[name]
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="rapport-test-")
os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
django.setup()  # the folders' own conftest files import models

from django.db import connection  # noqa: E402 - the environment comes first
from django.test import TransactionTestCase  # noqa: E402

from rapport.platform.held import hold  # noqa: E402
from rapport.platform.migrating import migrate  # noqa: E402
from rapport.platform.postgres.address import embedded_address  # noqa: E402
from rapport.platform.postgres.cluster import Cluster  # noqa: E402
from rapport.platform.postgres.embedded import prepare, superuser_address  # noqa: E402
from rapport.platform.postgres.roles import OWNER  # noqa: E402

DATA = Path(os.environ[FOLDER])
TEMPLATE = "rapport_template"
OWN = f"rapport_{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"
SERVER = pytest.StashKey[Cluster]()
ALL_TABLES = """
    SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
"""


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server; its workers find it through the environment."""
    if not WORKER:
        cluster = config.stash[SERVER] = Cluster(DATA, forgetful=True)
        cluster.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing is left behind."""
    cluster = config.stash.get(SERVER, None)
    if cluster is not None:
        cluster.stop()
        rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A copy of the template for this worker, as the role that Rapport itself uses."""
    with django_db_blocker.unblock():
        ensure_template()
        statement(f"CREATE DATABASE {OWN} TEMPLATE {TEMPLATE} OWNER {OWNER}", "postgres")
        connection.close()
        connection.settings_dict["NAME"] = OWN
        TransactionTestCase._fixture_teardown = empty_all_tables
        yield
        connection.close()


def ensure_template() -> None:
    """The first worker migrates; the others wait."""
    held = hold(DATA / "template.lock", patience=300)
    assert held, "The template of the test databases was not made in five minutes."
    try:
        if not statement(f"SELECT FROM pg_database WHERE datname = '{TEMPLATE}' AND datistemplate", "postgres"):
            prepare(DATA, TEMPLATE)
            migrate(embedded_address(DATA, OWNER).within(TEMPLATE), verbosity=0)
            statement(f"ALTER DATABASE {TEMPLATE} IS_TEMPLATE true", "postgres")
    finally:
        held.release()


def statement(text: str, database: str) -> list[tuple[object, ...]]:
    """One statement as the superuser, which only the tests' own housekeeping is."""
    address = superuser_address(DATA).within(database)
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(text)
        return cursor.fetchall() if cursor.description is not None else []


def empty_all_tables(_test: object) -> None:
    """After a test with real commits: the app's role may not truncate, so the housekeeping does."""
    [(tables,)] = statement(ALL_TABLES, OWN)
    statement(f"TRUNCATE {tables} RESTART IDENTITY CASCADE", OWN)
