"""The database and its three roles: who owns the tables, who writes under row-level security, who only reads."""

import psycopg
from psycopg import sql

from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.address import Address

OWNER = "rapport_owner"
APP = "rapport_app"
READER = "rapport_reader"
OLDEST = 160_000
LAW = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB"


def ensure_roles(admin: Address, app: Address) -> None:
    """Makes the roles that are missing, as a role that may; checks what it finds. Raises `Misconfigured`."""
    try:
        make_roles(admin, app)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Misconfigured(
            f"The role {admin.user} may not make roles. Ask the database's administrator to run: "
            f"CREATE ROLE {READER} NOLOGIN; CREATE ROLE {APP} LOGIN PASSWORD '...'; "
            f"GRANT {READER} TO {APP} WITH INHERIT FALSE, SET TRUE;"
        ) from error


def make_roles(admin: Address, app: Address) -> None:
    """What is missing."""
    with psycopg.connect(admin.conninfo(), autocommit=True) as connection:
        if connection.info.server_version < OLDEST:
            raise Misconfigured("This PostgreSQL is too old. Rapport needs PostgreSQL 16 or newer.")
        if not role_exists(connection, READER):
            connection.execute(f"CREATE ROLE {READER} NOLOGIN {LAW}")
        if app.user != APP:
            raise Misconfigured(f"RAPPORT_DATABASE_URL signs in as {app.user}. Use the role {APP}.")
        if not role_exists(connection, APP):
            statement = sql.SQL(f"CREATE ROLE {APP} LOGIN {LAW} PASSWORD {{}}")
            connection.execute(statement.format(sql.Literal(app.password or None)))
        member = connection.execute(
            "SELECT inherit_option FROM pg_auth_members WHERE roleid = %s::regrole AND member = %s::regrole",
            (READER, APP),
        ).fetchone()
        if member is None or member[0]:
            connection.execute(f"GRANT {READER} TO {APP} WITH INHERIT FALSE, SET TRUE")
        refuse_too_mighty(connection)


def refuse_too_mighty(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Raises `Misconfigured` when one of the two roles could pass by row-level security."""
    mighty = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname IN (%s, %s) AND (rolsuper OR rolbypassrls OR rolcreaterole)",
        (APP, READER),
    ).fetchone()
    if mighty:
        raise Misconfigured(f"The role {mighty[0]} may pass by row-level security. Run: ALTER ROLE {mighty[0]} {LAW};")


def role_exists(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> bool:
    """Whether the server knows the role."""
    return connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is not None


def ensure_database(superuser: Address, name: str) -> None:
    """The embedded server's owner role and database, made by its superuser when missing."""
    with psycopg.connect(superuser.within("postgres").conninfo(), autocommit=True) as connection:
        if not role_exists(connection, OWNER):
            connection.execute(f"CREATE ROLE {OWNER} LOGIN {LAW}")
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            made = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            connection.execute(made)
