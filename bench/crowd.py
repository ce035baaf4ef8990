"""Two hundred people in thirty teams share the records, so that one can be measured who sees their team's alone.

Made by SQL beside the demo's own members, once in a folder. Teams are of seven or so; a few people own much more than
others, as in real life.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.growth import build_indexes, drop_indexes
from rapport.records.store.search_entries import WHOSE, tag

PEOPLE, TEAMS = 200, 30
SELLER = "seller001@bench.test"
MARK = "bench-crowd.txt"
ROLE = '{"*": {"view": "team", "create": "team", "edit": "team", "delete": "none"}}'
MEMBERS = f"""
CREATE TEMP TABLE crowd AS
SELECT n, md5('person ' || n)::uuid AS user_id, md5('team ' || n %% {TEAMS})::uuid AS team_id
  FROM generate_series(1, {PEOPLE}) n
"""
STEPS = (
    (
        "INSERT INTO accounts_user (id, email, name, password, locale, time_zone, theme, is_active, created_at,"
        " workspace_ids, email_verified_at) SELECT c.user_id, 'seller' || lpad(c.n::text, 3, '0') || '@bench.test',"
        " 'Seller ' || c.n, d.password, '', '', 'auto', true, now(), ARRAY[%(w)s::uuid], now()"
        " FROM crowd c, accounts_user d WHERE d.email = 'demo@rapport.test'"
    ),
    (
        "INSERT INTO accounts_membership (workspace_id, user_id, active, created_at)"
        " SELECT %(w)s, user_id, true, now() FROM crowd"
    ),
    (
        "INSERT INTO accounts_role (workspace_id, id, key, name, grants, fields, special, position)"
        " VALUES (%(w)s, md5('crowd')::uuid, 'crowd', 'Crowd', %(role)s::jsonb, '{}', '[]', 99)"
    ),
    (
        "INSERT INTO accounts_membership_role (workspace_id, user_id, role_id)"
        " SELECT %(w)s, user_id, md5('crowd')::uuid FROM crowd"
    ),
    (
        "INSERT INTO accounts_team (workspace_id, id, name, created_at)"
        " SELECT DISTINCT %(w)s::uuid, team_id, 'Team ' || left(team_id::text, 8), now() FROM crowd"
    ),
    (
        "INSERT INTO accounts_team_member (workspace_id, user_id, team_id, main)"
        " SELECT %(w)s, user_id, team_id, true FROM crowd"
    ),
)
# Nobody is the owner of a hundredth; the cube makes few own much.
OWNERS = (
    "UPDATE {0} r SET owner_id = c.user_id, team_id = c.team_id FROM crowd c"
    f" WHERE c.n = 1 + floor({PEOPLE} * power((hashtext(r.id::text)::bigint + 2147483648) / 4294967296.0, 1.4))::int"
)
ENTRIES = (
    "UPDATE search_entry e SET owner_id = r.owner_id, team_id = r.team_id,"
    " words = e.words || array_to_tsvector(array_remove(ARRAY["
    "%(whose)s || right(replace(r.owner_id::text, '-', ''), 8),"
    " %(whose)s || right(replace(r.team_id::text, '-', ''), 8)], NULL))"
    " FROM {0} r WHERE r.workspace_id = e.workspace_id AND r.id = e.record_id"
)
RECORDS = ("company", "person", "deal")


def make_crowd(connection: psycopg.Connection[Any], folder: Path) -> None:
    """Once in a folder. Counters that nobody says are right are made anew at the next start."""
    if (folder / MARK).exists():
        return
    [(workspace,)] = connection.execute("SELECT id FROM accounts_workspace WHERE name = 'Acme Demo'").fetchall()
    indexes = drop_indexes(connection)
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(MEMBERS.replace("%%", "%"))
        for step in STEPS:
            connection.execute(step, {"w": workspace, "role": ROLE})
        for table in RECORDS:
            connection.execute(OWNERS.format(table))
            connection.execute(ENTRIES.format(table), {"whose": tag(workspace) + WHOSE})
        connection.execute("DELETE FROM counted_object")
    build_indexes(connection, indexes)
    (folder / MARK).write_text(str(PEOPLE))


def team_of(connection: psycopg.Connection[Any], email: str) -> tuple[list[UUID], list[UUID]]:
    """Who is in the teams of this person, and which teams those are."""
    rows = connection.execute(
        "SELECT o.user_id, o.team_id FROM accounts_user u JOIN accounts_team_member m ON m.user_id = u.id"
        " JOIN accounts_team_member o ON o.team_id = m.team_id WHERE u.email = %s",
        (email,),
    ).fetchall()
    return [row[0] for row in rows], list({row[1] for row in rows})
