"""Whether an installation is as it must be, point by point."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from rapport.platform.migrating import missing_migrations
from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.roles import APP, OLDEST, READER, refuse_too_mighty
from rapport.platform.settings import Settings
from rapport.platform.xml_signatures import signatures_problem

Connection = psycopg.Connection[tuple[object, ...]]
# Those that name a workspace are asked before it is known whose they are: they say where to look, and nothing else.
UNPROTECTED = """
    SELECT string_agg(c.relname, ', ') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = 'workspace_id'
      AND NOT a.attisdropped AND a.attnotnull AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      AND c.relname NOT IN ('sso_place', 'sso_domain', 'sso_request')
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One point; `problem` is empty when it is right."""

    name: str
    problem: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Every point in order; without a database the rest is not asked."""
    yield Finding("Settings are understood", "")
    yield Finding("Signatures of XML can be checked", signatures_problem())
    try:
        connection = psycopg.connect(settings.app_address().conninfo(), connect_timeout=5)
    except psycopg.OperationalError as error:
        yield Finding("The database answers", f"It does not: {str(error).strip().splitlines()[0]}")
        return
    with connection:
        yield Finding("The database answers", "")
        yield Finding("PostgreSQL is new enough", told(version_problem, connection))
        yield Finding("Roles cannot pass by row-level security", told(role_problem, connection))
        missing = missing_migrations()
        yield Finding("Tables are up to date", f"Run: rapport migrate ({len(missing)} are missing)" if missing else "")
        yield Finding("Every workspace's table has row-level security", told(security_problem, connection))


def told(point: Callable[[Connection], str], connection: Connection) -> str:
    """The point's problem, also when it was raised."""
    try:
        return point(connection)
    except (Misconfigured, psycopg.Error) as error:
        return str(error).strip()


def version_problem(connection: Connection) -> str:
    """An old server."""
    return "" if connection.info.server_version >= OLDEST else "It is older than 16. Upgrade PostgreSQL."


def role_problem(connection: Connection) -> str:
    """A mighty or missing role, or one that is not whom the settings must name."""
    refuse_too_mighty(connection)
    row = connection.execute(
        "SELECT current_user::text, pg_has_role(current_user, %s, 'SET'), pg_has_role(current_user, %s, 'USAGE')",
        (READER, READER),
    ).fetchone()
    user, may_read, inherits = row or ("", False, False)
    if user != APP:
        return f"Rapport connects as {user}. Let RAPPORT_DATABASE_URL name {APP}."
    return "" if may_read and not inherits else f"Run: GRANT {READER} TO {APP} WITH INHERIT FALSE, SET TRUE;"


def security_problem(connection: Connection) -> str:
    """Tables whose rows every workspace could see."""
    row = connection.execute(UNPROTECTED).fetchone()
    return f"It is missing on: {row[0]}" if row and row[0] else ""
