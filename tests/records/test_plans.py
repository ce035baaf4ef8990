"""The plans of what screens ask most: with many records each begins at an index, whatever else the planner thinks of.

No times: a plan that reads the whole table is what makes a screen slow once a workspace has grown.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import psycopg
import pytest
from django.db import connection, transaction

from rapport.platform.postgres.embedded import superuser_address
from rapport.records.counters import rebuild
from rapport.records.page import record_page
from rapport.records.read import list_page, query
from rapport.records.search import search
from rapport.records.store.search_entries import tag
from rapport.schema.view import parse_view
from tests.database import DATA, OWN
from tests.records.desks import Desk, desk

DEALS = 20_000
ROLES = ("manager", "salesperson", "support", "marketing")
FILLED = """
INSERT INTO company (workspace_id, id, name, owner_id)
SELECT %(w)s, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Company ' || n, %(o)s
FROM generate_series(1, 5000) n;
INSERT INTO person (workspace_id, id, name, owner_id)
SELECT %(w)s, uuidv7(), 'Person ' || n, %(o)s FROM generate_series(1, 5000) n;
INSERT INTO deal (workspace_id, id, name, amount, amount_currency, owner_id, company_id, stage_id, created_at)
SELECT %(w)s, uuidv7(), 'Deal ' || n, CASE WHEN n %% 40 > 0 THEN (n * 7919) %% 100000 END, 'EUR',
  (%(owners)s::uuid[])[1 + n %% 5],
  ('00000000-0000-7000-8000-' || lpad((1 + n %% 5000)::text, 12, '0'))::uuid,
  (SELECT s.id FROM pipeline_stage s WHERE s.workspace_id = %(w)s
   AND s.position = CASE WHEN n %% 10 = 0 THEN n / 10 %% 5 ELSE 5 + n %% 2 END),
  now() - n * interval '30 minutes'
FROM generate_series(1, %(deals)s) n;
INSERT INTO search_entry (workspace_id, record_id, object, title, owner_id, words, contacts)
SELECT %(w)s, uuidv7(), 'deal', 'Word ' || n, %(o)s,
  format('''%%s%%s'':1A ''%%sw%%s'':1A', %(tag)s::text, CASE WHEN n %% 100 = 0 THEN 'garcia' ELSE 'other' END,
         %(tag)s::text, n)::tsvector,
  CASE WHEN n %% 3 = 0 THEN format('w%%s@example', n) ELSE '' END
FROM generate_series(1, %(deals)s) n;
"""


@pytest.fixture
def full(transactional_db: None) -> Iterator[Desk]:
    """A workspace with many records, committed, so that the planner knows them."""
    made = desk("Full", "fay@full.test")
    owners = [made.user.id, *(made.colleague(role).user.id for role in ROLES)]
    mark = tag(made.workspace_id)
    values = {"owners": owners, "w": made.workspace_id, "o": made.user.id, "deals": DEALS, "tag": mark}
    with psycopg.connect(superuser_address(DATA).within(OWN).conninfo(), autocommit=True) as superuser:
        for text in FILLED.split(";\n"):
            if text.strip():
                psycopg.ClientCursor(superuser).execute(text, values)
        superuser.execute("VACUUM (ANALYZE) company, person, deal, search_entry, pipeline_stage, accounts_user")
        for key in ("company", "person", "deal"):
            rebuild(made.workspace_id, key)
        yield made


def plans_of(ask: Callable[[], object]) -> str:
    """Runs it once, and answers the plan of each statement of the read door."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if "workspace_id" in sql and sql.lstrip("(").startswith(("SELECT", "WITH")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    plans = []
    for sql, params in seen:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rapport_reader")
            cursor.execute(f"EXPLAIN {sql}", params)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    assert plans
    return "\n\n".join(plans)


def reads_whole_tables(plan: str) -> list[str]:
    """The big tables that a plan reads from end to end, or sorts."""
    return re.findall(r"Seq Scan on (?:deal|person|company|search_entry|change)\b", plan)


def test_screens_begin_at_an_index(full: Desk) -> None:
    """One filled workspace for all: filling it takes seconds."""
    context = full.context
    stage = orjson.loads(list_page(context, parse_view({"object": "deal", "limit": 1})))["records"][0]["stage"]["id"]

    def listed(**view: Any) -> Callable[[], object]:
        return lambda: list_page(context, parse_view({"object": "deal", **view}))

    first = orjson.loads(list_page(context, parse_view({"object": "deal", "sort": "-amount", "limit": 50})))
    by_owner = orjson.loads(list_page(context, parse_view({"object": "deal", "sort": "owner", "limit": 50})))
    open_deals = {"field": "stage.group", "op": "eq", "value": "open"}
    board = {
        "object": "deal", "filter": open_deals, "sort": "-amount", "group": {"by": "stage", "limit": 20},
        "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"}],
    }  # fmt: skip
    expected = {
        "by amount": (listed(sort="-amount"), "deal_amount_ix"),
        "by amount, second page": (listed(sort="-amount", cursor=first["next"]), "deal_amount_ix"),
        "by company": (listed(sort="company"), "company_title_ix"),
        "by owner": (listed(sort="owner"), "deal_owner_ix"),
        "by owner, second page": (listed(sort="owner", cursor=by_owner["next"]), "deal_owner_ix"),
        "by stage": (listed(sort="stage"), "deal_stage_ix"),
        "newest": (listed(sort="-created_at"), "deal_created_at_ix"),
        "one stage by amount": (
            listed(filter={"field": "stage", "op": "eq", "value": stage}, sort="-amount"), "deal_stage_amount_ix",
        ),
        "open by amount": (listed(filter=open_deals, sort="-amount"), "deal_"),
        "name contains": (
            listed(filter={"field": "name", "op": "contains", "value": "deal 1234"}, sort="-amount"),
            "deal_title_part_ix",
        ),
        "board": (lambda: query(context, parse_view(board)), "stage_id = ANY ((InitPlan"),
        "board, counts": (lambda: query(context, parse_view(board)), " on record_counter"),
        "count of a list": (listed(filter=open_deals, count=True), " on record_counter"),
        "record page": (lambda: record_page(context, "deal", by_owner["records"][0]["id"]), "deal_pkey"),
        "search, common": (lambda: search(context, "garc"), "search_entry_words_ix"),
        "search, rare": (lambda: search(context, "w12345"), "search_entry_words_ix"),
        "search, absent": (lambda: search(context, "zzyzx"), "search_entry_words_ix"),
    }  # fmt: skip
    wrong = {}
    for name, (ask, index) in expected.items():
        plan = plans_of(ask)
        if reads_whole_tables(plan) or index not in plan:
            wrong[name] = plan
    assert not wrong, "\n\n".join(f"-- {name} --\n{plan}" for name, plan in wrong.items())
