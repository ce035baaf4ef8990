"""Bringing the database's tables up to date, as the role that owns them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.address import Address

OWNER = "owner"
LOCK_TIMEOUT = "10s"  # a migration that waits longer for a table would make everybody behind it wait too


@contextmanager
def owner_connection(owner: Address) -> Iterator[str]:
    """Django's connection of that name, which exists only here: nothing else may reach the tables past the policies."""
    entry = owner.django() | {"CONN_MAX_AGE": 0}
    entry["OPTIONS"]["options"] = f"-c lock_timeout={LOCK_TIMEOUT}"
    connections.databases[OWNER] = connections.configure_settings({"default": entry})["default"]
    try:
        yield OWNER
    finally:
        connections[OWNER].close()
        del connections[OWNER]
        del connections.databases[OWNER]


def migrate(owner: Address, *, verbosity: int = 1) -> None:
    """Runs the migrations that the database has not seen."""
    with owner_connection(owner) as alias:
        call_command("migrate", database=alias, interactive=False, verbosity=verbosity)


def missing_migrations() -> list[str]:
    """The names of the migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def refuse_unmigrated() -> None:
    """Raises `Misconfigured` when the tables are older than this program."""
    missing = missing_migrations()
    if missing:
        raise Misconfigured(f"The database misses {len(missing)} migrations. Run: rapport migrate")
