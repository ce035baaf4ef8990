"""What a member asks who sees their team's records alone, and the same as raw SQL."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bench.client import Client
from bench.facts import COMMON, RARE, Facts
from bench.raw import Raw
from bench.workloads import CARD, COLUMNS, OPEN, Workload, listed
from rapport.records.store.search_entries import whose

SEARCH = """
SELECT f.object, f.record_id, f.title FROM (
  SELECT * FROM search_entry e WHERE e.workspace_id = %(w)s AND e.words @@ %(q)s::tsquery
     AND (e.owner_id = ANY(%(owners)s) OR e.team_id = ANY(%(teams)s)) LIMIT 200
) f ORDER BY ts_rank(f.words, %(q)s::tsquery) DESC, length(f.title), f.record_id LIMIT 20
"""


class LimitedRaw:
    """Raw SQL with what the team owns written into it."""

    def __init__(self, raw: Raw, owners: list[UUID], teams: list[UUID]) -> None:
        self.raw, self.mine = raw, {"owners": owners, "teams": teams}

    def rows(self, where: str, order: str, **values: Any) -> object:
        scope = " AND (d.owner_id = ANY(%(owners)s) OR d.team_id = ANY(%(teams)s))"
        return self.raw.page(where + scope, order, **self.mine, **values)

    def list_page(self, _run: int) -> object:
        return self.rows(" AND d.amount IS NOT NULL", "d.amount DESC, d.id DESC")

    def newest(self, _run: int) -> object:
        return self.rows("", "d.created_at DESC, d.id DESC")

    def filtered(self, run: int) -> object:
        stage = self.raw.facts.open_stages[run % 5]
        where = " AND d.stage_id = %(s)s AND d.amount >= 5000"
        return self.rows(where, "d.amount DESC, d.id DESC", s=stage)

    def search(self, word: str) -> Any:
        mark = self.raw.facts.mark
        mine = " | ".join(whose(mark, each) for each in (*self.mine["owners"], *self.mine["teams"]))
        query = f"'{mark}{word}':* & ({mine})"
        return lambda _run: self.raw.rows(SEARCH, q=query, **self.mine)


def limited_workloads(client: Client, facts: Facts, raw: LimitedRaw) -> Iterator[Workload]:
    """All of them."""

    def get(path: str) -> Any:
        request = client.request("GET", path)
        return lambda _run: request

    def filtered(run: int) -> bytes:
        conditions = [
            {"field": "stage", "op": "eq", "value": facts.open_stages[run % 5]},
            {"field": "amount", "op": "gte", "value": 5000},
        ]
        return client.request("GET", listed(filter={"and": conditions}, sort="-amount", fields=COLUMNS))

    board = {
        "object": "deal", "fields": CARD, "filter": OPEN, "sort": "-amount", "group": {"by": "stage", "limit": 20},
        "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "sum", "field": "weighted"}],
    }  # fmt: skip
    on_board = client.request("POST", "/api/v1/query", json.dumps(board).encode())
    yield Workload("team: list by amount", get(listed(sort="-amount", fields=COLUMNS)), raw.list_page, 8)
    yield Workload("team: list by created", get(listed(sort="-created_at", fields=COLUMNS)), raw.newest, 8)
    yield Workload("team: list, filtered", filtered, raw.filtered, 8)
    yield Workload("team: list with count", get(listed(sort="-amount", fields=COLUMNS, count="true")), None, 8)
    yield Workload("team: board, open deals", lambda _run: on_board, None, 25)
    for kind, word in (("common", COMMON), ("rare", RARE)):
        yield Workload(f"team: search, {kind}", get(f"/api/v1/search?q={word}&limit=20"), raw.search(word), 15)
    yield Workload("team: me", get("/api/v1/me"))
