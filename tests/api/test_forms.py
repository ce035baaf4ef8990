"""Moments and amounts have one form, whichever answer they stand in."""

import re
from typing import Any

from tests.api.clients import ApiClient
from tests.records.desks import Desk

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
LIKE_A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


def texts(value: Any) -> list[str]:
    """All texts of an answer."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_moments_are_utc_with_their_offset_everywhere(olga: ApiClient, acme: Desk) -> None:
    deal = olga.post("/deals", {"name": "Rollout", "amount": "1200.50"}, 201)
    path = f"/deals/{deal['id']}"
    olga.patch(path, {"name": "Rollout in Graz"})
    answers = [
        olga.get(path), olga.get(f"{path}/page"), olga.get(f"{path}/history"), olga.get("/deals"),
        olga.get("/changes?after=0"), olga.post("/query", {"object": "deal"}), olga.get("/imports"), olga.get("/views"),
    ]  # fmt: skip
    moments = [text for answer in answers for text in texts(answer) if LIKE_A_MOMENT.fullmatch(text)]
    assert len(moments) >= 10
    assert [text for text in moments if not MOMENT.fullmatch(text)] == []


def test_amounts_are_exact_and_without_zeros_at_the_end(olga: ApiClient) -> None:
    for sent, told in (("1200.50", "1200.5"), ("1200.00", "1200"), (1200, "1200"), ("0.0100", "0.01"), ("0", "0")):
        deal = olga.post("/deals", {"name": "Rollout", "amount": sent}, 201)
        assert deal["amount"] == {"amount": told, "currency": "EUR"}
        assert olga.get(f"/deals/{deal['id']}/history")["changes"][0]["kind"] == "create"
        again = olga.patch(f"/deals/{deal['id']}", {"amount": deal["amount"]})
        assert again["version"] == deal["version"]
