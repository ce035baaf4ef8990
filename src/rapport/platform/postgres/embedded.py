"""The embedded database, ready to migrate: started when nobody runs it, with its roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from rapport.platform.postgres.address import DATABASE, Address, embedded_address
from rapport.platform.postgres.cluster import SUPERUSER, Cluster
from rapport.platform.postgres.roles import ensure_database, ensure_roles


def superuser_address(data_dir: Path) -> Address:
    """The embedded database as its superuser: for roles, backup and restore."""
    return embedded_address(data_dir, SUPERUSER)


def prepare(data_dir: Path, database: str = DATABASE) -> None:
    """The roles and the database of a started cluster."""
    superuser = superuser_address(data_dir)
    ensure_database(superuser, database)
    ensure_roles(superuser.within("postgres"), embedded_address(data_dir, "rapport_app"))


def answers(data_dir: Path) -> bool:
    """Whether somebody runs the embedded server of this folder right now."""
    try:
        psycopg.connect(superuser_address(data_dir).within("postgres").conninfo(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def running(data_dir: Path) -> Iterator[None]:
    """The embedded server for the length of a command: the one that runs, else one of our own."""
    if answers(data_dir):
        yield
        return
    cluster = Cluster(data_dir)
    cluster.start()
    try:
        prepare(data_dir)
        yield
    finally:
        cluster.stop()
