"""What one request may ask for at most, however it is written."""

import pytest

from rapport.records.store import aggregates
from tests.api.clients import ApiClient
from tests.records.desks import Desk


def test_zeros_before_a_limit_do_not_lift_it(olga: ApiClient) -> None:
    for address in ("/changes?after=0&limit=", "/search?q=ann&limit=", "/views?limit="):
        for limit in ("000000001000000", "1" + "0" * 5_000, "0", "-1", "1.0", "٣"):
            assert olga.send("get", address + limit).status_code == 422, (address, limit)


def test_a_thousand_parameters_are_refused_with_a_sentence(olga: ApiClient) -> None:
    response = olga.send("get", "/people?" + "&".join(f"a{n}=1" for n in range(1_001)))
    assert response.status_code == 400
    assert "too many parameters" in response.json()["detail"]


def test_many_words_to_compare_with(olga: ApiClient, acme: Desk) -> None:
    acme.create("company", name="Zoë & Co")
    words = [*(f"w{n}" for n in range(9_999)), "ZOE & CO"]
    any_of = {"or": [{"field": "name", "op": "in", "value": words}] * 8}
    found = olga.post("/query", {"object": "company", "filter": any_of})
    assert [record["name"] for record in found["records"]] == ["Zoë & Co"]
    others = {"field": "name", "op": "not_in", "value": words}
    assert olga.post("/query", {"object": "company", "filter": others})["records"] == []
    nothing = {"field": "name", "op": "in", "value": []}
    assert olga.post("/query", {"object": "company", "filter": nothing})["records"] == []


def test_wide_signs_are_no_wildcards(acme: Desk) -> None:
    for name in ("100% Bio", "Fjord"):
        acme.create("company", name=name)
    for value, found in (
        ("％", ["100% Bio"]),
        ("%", ["100% Bio"]),
        ("＿", []),
        ("０％", ["100% Bio"]),
        ("fj", ["Fjord"]),
    ):
        part = {"field": "name", "op": "contains", "value": value}
        assert [record["name"] for record in acme.list("company", filter=part)["records"]] == found, value


def test_a_word_that_grows_when_it_is_folded_is_searched_for(olga: ApiClient) -> None:
    assert olga.get("/search?q=" + "㌖" * 200) == {"results": []}


def test_empty_parts_of_a_filter_count_too(olga: ApiClient) -> None:
    heap = {"and": [{"and": [{"or": []}] * 100}] * 100}
    assert olga.send("post", "/query", {"object": "company", "filter": heap}).status_code == 422


def test_more_groups_than_anybody_looks_at_are_refused(
    olga: ApiClient, acme: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        acme.create("deal", name="Deal", company=acme.create("company", name=f"Company {n}")["id"])
    groups = {"object": "deal", "group": {"by": "company"}, "aggregates": [{"fn": "count"}]}
    monkeypatch.setattr(aggregates, "MOST_GROUPS", 3)
    assert len(olga.post("/query", groups)["groups"]) == 3
    monkeypatch.setattr(aggregates, "MOST_GROUPS", 2)
    assert "more than 2 groups" in olga.post("/query", groups, 422)["detail"]
