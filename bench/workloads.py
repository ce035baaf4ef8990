"""What a day at a CRM asks for: each workload over HTTP, and the same as raw SQL."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from bench.client import Client
from bench.facts import ABSENT, COMMON, RARE, Facts
from bench.raw import Raw, RawWriter, Work

COLUMNS = "name,company,stage,amount,close_on,owner,priority,days_in_stage,source,created_at"
CARD = ["company", "name", "amount", "owner", "close_on", "days_in_stage", "stage"]
OPEN = {"field": "stage.group", "op": "eq", "value": "open"}
DEPTH = 1000


@dataclass(frozen=True, slots=True)
class Workload:
    """`target` is the most milliseconds its median may take; `raw` is None where there is nothing to compare."""

    name: str
    http: Callable[[int], bytes]
    raw: Work | None = None
    target: float | None = None
    grows: bool = False


def listed(**query: Any) -> str:
    """The address of a list."""
    words = {key: value if isinstance(value, str) else json.dumps(value, default=str) for key, value in query.items()}
    return "/api/v1/deals?" + "&".join(f"{key}={quote(value)}" for key, value in words.items())


def workloads(client: Client, facts: Facts, raw: Raw, writer: RawWriter) -> Iterator[Workload]:
    """All of them, reads first."""

    def get(path: str) -> Callable[[int], bytes]:
        request = client.request("GET", path)
        return lambda _run: request

    def post(path: str, value: Any) -> Callable[[int], bytes]:
        request = client.request("POST", path, json.dumps(value, default=str).encode())
        return lambda _run: request

    def filtered(run: int) -> bytes:
        conditions = [
            {"field": "stage", "op": "eq", "value": facts.open_stages[run % 5]},
            {"field": "owner", "op": "eq", "value": facts.owners[run % 6]},
            {"field": "amount", "op": "gte", "value": 5000},
        ]
        return client.request("GET", listed(filter={"and": conditions}, sort="-amount", fields=COLUMNS))

    def page_of(run: int) -> bytes:
        return client.request("GET", f"/api/v1/deals/{facts.deals[run % len(facts.deals)]}/page")

    def create(run: int) -> bytes:
        values = {
            "name": f"Bench deal {run}", "company": facts.company, "stage": facts.open_stages[0], "amount": 5000,
            "owner": facts.owners[0],
        }  # fmt: skip
        return client.request("POST", "/api/v1/deals", json.dumps(values, default=str).encode())

    def move(run: int) -> bytes:
        record = facts.open_deals[run % (len(facts.open_deals) // 2)]
        body = json.dumps({"stage": facts.next_stage(record)}, default=str).encode()
        return client.request("PATCH", f"/api/v1/deals/{record}", body)

    board = {
        "object": "deal", "fields": CARD, "filter": OPEN, "sort": "-amount", "group": {"by": "stage", "limit": 20},
        "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "sum", "field": "weighted"}],
    }  # fmt: skip
    deep = dive(client, facts)
    yield Workload("list by amount", get(listed(sort="-amount", fields=COLUMNS)), raw.list_page, 8)
    yield Workload("list, filtered", filtered, raw.filtered, 8)
    yield Workload(f"page {DEPTH:,} deep", get(deep), raw.deep, 8)
    yield Workload("board, open deals", post("/api/v1/query", board), raw.board, 25, grows=True)
    yield Workload("record page", page_of, raw.record, 8)
    for kind, word in (("common", COMMON), ("rare", RARE), ("absent", ABSENT)):
        yield Workload(f"search, {kind}", get(f"/api/v1/search?q={word}&limit=20"), raw.search(word), 15)
    yield Workload("create", create, writer.create, 10)
    yield Workload("stage change", move, writer.move, 10)
    yield from further(get, post)


def further(get: Any, post: Any) -> Iterator[Workload]:
    """What screens ask beside, without a target of its own."""
    for name, sort in (("company", "company"), ("owner", "owner"), ("stage", "stage"), ("created", "-created_at")):
        yield Workload(f"list by {name}", get(listed(sort=sort, fields=COLUMNS)))
    yield Workload("list with count", get(listed(sort="-amount", fields=COLUMNS, count="true")))
    contains = {"field": "name", "op": "contains", "value": "mill mig"}
    yield Workload("list, name contains", get(listed(filter=contains, sort="-amount", fields=COLUMNS)))
    everything = {"object": "deal", "fields": CARD, "sort": "-amount", "group": {"by": "stage", "limit": 20},
                  "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"}]}  # fmt: skip
    yield Workload("board, all deals", post("/api/v1/query", everything), grows=True)
    yield Workload("people by name", get("/api/v1/people?sort=name"))
    yield Workload("change feed", get("/api/v1/changes?after=1000&limit=200"))
    yield Workload("me", get("/api/v1/me"))


def dive(client: Client, facts: Facts) -> str:
    """The address of the page that many pages down, and what raw SQL needs for the same one."""
    plain = listed(sort="-amount", fields="amount", limit="50")
    cursor, last = "", None
    for _page in range(min(DEPTH, facts.counts["deal"] // 100)):
        answer = client.call("GET", plain + (f"&cursor={quote(cursor)}" if cursor else ""))
        cursor, last = answer["next"], answer["records"][-1]
    assert last is not None
    facts.deep = Decimal(last["amount"]["amount"]), UUID(last["id"])
    return listed(sort="-amount", fields=COLUMNS, cursor=cursor)
