"""Search by somebody who sees few of many: it finds all of theirs, and does not read the others' entries."""

import os
import re
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from rapport.accounts.impersonate import context_of
from rapport.accounts.teams import create_team, set_team_members
from rapport.platform.postgres.embedded import superuser_address
from rapport.records.search import search
from rapport.records.sharing import Whom, share
from rapport.records.store.search_entries import WHOSE, tag
from rapport.records.store.search_statement import search_statement
from rapport.schema.registry import registry
from tests.database import DATA, OWN
from tests.records.desks import Desk, desk, id_of

OTHERS = 4_000
FILLED = """
INSERT INTO search_entry (workspace_id, record_id, object, title, owner_id, words, contacts)
SELECT %(w)s, uuidv7(), 'deal', 'Garcia ' || n, %(o)s, format('''%%sgarcia'':1A ''%%s'' ', %(mark)s::text,
       %(mark)s::text || %(whose)s::text)::tsvector, format('w%%s@example', n)
  FROM generate_series(1, %(many)s) n
"""

MIGRATE = f"""
import django
django.setup()
from pathlib import Path
from rapport.platform.migrating import migrate
from rapport.platform.postgres.address import embedded_address
from rapport.platform.postgres.roles import OWNER
migrate(embedded_address(Path({str(DATA)!r}), OWNER).within({OWN!r}), verbosity=0)
"""


def found(who: Desk, text: str, limit: int = 50) -> set[str]:
    context = context_of(who.workspace_id, who.user.id)
    return {hit["title"] for hit in search(context, text, limit=limit)}


def read_in_vain(who: Desk, text: str) -> int:
    """How many rows a search fetches only to leave them."""
    statement = search_statement(context_of(who.workspace_id, who.user.id), registry.objects(), text, 20)
    assert statement is not None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE rapport_reader")
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {statement.text}", statement.values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    return sum(int(n) for n in re.findall(r"Rows Removed by \w+(?: \w+)*: (\d+)", plan))


@pytest.fixture
def crowded(transactional_db: None) -> Desk:
    """Of thousands of entries with the same word all belong to one."""
    made = desk("Crowded", "cleo@crowded.test")
    mark = tag(made.workspace_id)
    values: dict[str, Any] = {
        "w": made.workspace_id, "o": made.user.id, "mark": mark, "whose": WHOSE + made.user.id.hex[-8:], "many": OTHERS,
    }  # fmt: skip
    with psycopg.connect(superuser_address(DATA).within(OWN).conninfo(), autocommit=True) as superuser:
        psycopg.ClientCursor(superuser).execute(FILLED, values)
        superuser.execute("VACUUM (ANALYZE) search_entry")
    return made


def test_few_of_many_are_found_without_reading_the_many(crowded: Desk) -> None:
    """Own ones, the team's, and what is shared; words, beginnings, and parts of an email."""
    sam, tom = crowded.colleague("salesperson"), crowded.colleague("manager")
    north = create_team(crowded.workspace_id, name="North").id
    set_team_members(crowded.workspace_id, north, [tom.user.id])
    sam.create("deal", name="Garcia of Sam")
    crowded.create("person", last_name="Garcia of the team", email="x@garciaparts.example", owner=None, team=str(north))
    given = crowded.create("deal", name="Garcia shared")
    share(crowded.context, "deal", id_of(given), Whom(user_id=sam.user.id))
    assert found(sam, "garc") == {"Garcia of Sam", "Garcia shared"}
    assert found(tom, "garcia") == {"Garcia of the team"}
    assert found(tom, "ciaparts") == {"Garcia of the team"}
    assert len(found(crowded, "garcia")) == 50
    for who in (sam, tom):
        for text in ("garc", "garcia"):
            assert read_in_vain(who, text) < OTHERS // 10, (who.user.name, text)


def test_an_entry_follows_its_record_to_another_owner_or_team(crowded: Desk) -> None:
    sam, tom = crowded.colleague("salesperson"), crowded.colleague("manager")
    north = create_team(crowded.workspace_id, name="North").id
    set_team_members(crowded.workspace_id, north, [tom.user.id])
    deal = crowded.create("deal", name="Wanderer", owner=str(sam.user.id))
    assert (found(sam, "wand"), found(tom, "wand")) == ({"Wanderer"}, set())
    crowded.update("deal", deal, owner=None, team=str(north))
    assert (found(sam, "wand"), found(tom, "wand")) == (set(), {"Wanderer"})
    crowded.update("deal", deal, owner=str(tom.user.id), team=None)
    assert (found(sam, "wand"), found(tom, "wand")) == (set(), {"Wanderer"})
    crowded.update("deal", deal, owner=str(sam.user.id))
    assert (found(sam, "wand"), found(tom, "wand")) == ({"Wanderer"}, set())


def test_entries_of_an_older_release_get_the_words(transactional_db: None) -> None:
    """The migration runs as the role that owns the tables, which row-level security keeps from tenants' rows."""
    made = desk("Older", "olga@older.test")
    sam = made.colleague("salesperson")
    sam.create("deal", name="Relic of Sam")
    made.create("deal", name="Relic")
    older = "UPDATE search_entry SET words = ts_filter(words, '{a,b,c}')"
    forgotten = "DELETE FROM django_migrations WHERE app = 'records' AND name >= '0005'"
    with psycopg.connect(superuser_address(DATA).within(OWN).conninfo(), autocommit=True) as superuser:
        superuser.execute(older)
        assert found(sam, "relic") == set()
        superuser.execute(forgotten)
        for _again in range(2):
            subprocess.run([sys.executable, "-c", MIGRATE], check=True, env=os.environ)
        [forced] = superuser.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'search_entry'"
        ).fetchall()
    assert found(sam, "relic") == {"Relic of Sam"}
    assert forced == (True,)
