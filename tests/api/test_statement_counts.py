"""How many statements each request takes: the same for one record and for many, and no more than stands here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.clients import ApiClient
from tests.records.desks import Desk

AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET LOCAL", "SELECT coalesce(current_setting")
BOARD = {
    "object": "deal", "group": {"by": "stage", "limit": 20}, "sort": "-amount",
    "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"}],
}  # fmt: skip
# Each begins with one statement that says who asks.
COUNTS = {
    "me": 2,
    "list": 2,
    "list with count": 3,
    "one record": 2,
    "record page": 3,
    "history": 3,
    "board": 3,
    "search": 2,
    "changes": 2,
    "create": 10,
    "rename": 11,
    "stage change": 11,
}


def statements(ask: Callable[[], object]) -> list[str]:
    """Without those that begin, end and scope transactions."""
    ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    texts = [" ".join(query["sql"].split()) for query in seen.captured_queries]
    return [text for text in texts if not text.startswith(AROUND)]


def questions(acme: Desk, olga: ApiClient) -> dict[str, Callable[[], object]]:
    deal = acme.create("deal", name="Rollout", amount="100")
    path = f"/deals/{deal['id']}"
    stages = [stage["id"] for stage in stages_of(olga)]
    turns = iter(range(1000))

    return {
        "me": lambda: olga.get("/me"),
        "list": lambda: olga.get("/deals?sort=-amount&limit=1"),
        "list with count": lambda: olga.get("/deals?sort=-amount&limit=1&count=true"),
        "one record": lambda: olga.get(path),
        "record page": lambda: olga.get(f"{path}/page"),
        "history": lambda: olga.get(f"{path}/history"),
        "board": lambda: olga.post("/query", BOARD),
        "search": lambda: olga.get("/search?q=rollout"),
        "changes": lambda: olga.get("/changes?after=0"),
        "create": lambda: olga.post("/deals", {"name": "New", "amount": 5}, 201),
        "rename": lambda: olga.patch(path, {"name": f"Name {next(turns)}"}),
        "stage change": lambda: olga.patch(path, {"stage": stages[1 + next(turns) % 2]}),
    }


def stages_of(olga: ApiClient) -> list[Any]:
    deal = next(o for o in olga.get("/meta/objects")["objects"] if o["key"] == "deal")
    return next(f for f in deal["fields"] if f["key"] == "stage")["options"]["stages"]


@pytest.mark.parametrize("records", [3, 40])
def test_each_request_takes_as_many_statements_as_it_did(acme: Desk, olga: ApiClient, records: int) -> None:
    for at in range(records):
        acme.create("deal", name=f"Deal {at}", amount=str(at))
    found = {name: statements(ask) for name, ask in questions(acme, olga).items()}
    counts = {name: len(texts) for name, texts in found.items()}
    wrong = {name: texts for name, texts in found.items() if counts[name] != COUNTS[name]}
    assert counts == COUNTS, "\n".join(f"{name}: {texts}" for name, texts in wrong.items())
