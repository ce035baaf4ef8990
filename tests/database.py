"""The databases of a test session: one migrated template, and a copy of it for each worker."""

import os
from pathlib import Path

import psycopg

from rapport.platform.held import hold
from rapport.platform.migrating import migrate
from rapport.platform.postgres.address import embedded_address
from rapport.platform.postgres.embedded import prepare, superuser_address
from rapport.platform.postgres.roles import OWNER

DATA = Path(os.environ["RAPPORT_DATA_DIR"])
TEMPLATE = "rapport_template"
OWN = f"rapport_{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"
ALL_TABLES = """
    SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
"""


def make_own() -> None:
    """This worker's copy of the template; the first worker migrates the template, the others wait."""
    held = hold(DATA / "template.lock", patience=300)
    assert held, "The template of the test databases was not made in five minutes."
    try:
        if not statement(f"SELECT FROM pg_database WHERE datname = '{TEMPLATE}' AND datistemplate", "postgres"):
            prepare(DATA, TEMPLATE)
            migrate(embedded_address(DATA, OWNER).within(TEMPLATE), verbosity=0)
            statement(f"ALTER DATABASE {TEMPLATE} IS_TEMPLATE true", "postgres")
        statement(f"CREATE DATABASE {OWN} TEMPLATE {TEMPLATE} OWNER {OWNER}", "postgres")
    finally:
        held.release()


def statement(text: str, database: str = OWN) -> list[tuple[object, ...]]:
    """One statement as the superuser, which only the tests' own housekeeping is."""
    address = superuser_address(DATA).within(database)
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(text)
        return cursor.fetchall() if cursor.description is not None else []


def empty_all_tables() -> None:
    """After a test with real commits: the app's role may not truncate, so the housekeeping does."""
    [(tables,)] = statement(ALL_TABLES)
    statement(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
