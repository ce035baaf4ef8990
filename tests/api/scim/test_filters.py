"""Filters and orders: what the database finds is what scim2-models' own evaluation finds in the same resources."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scim2_models import ScimFilter

from rapport.accounts.scim.resources import Group, User
from tests.api.scim.directories import SEARCH, USER, Directory

TEXTS = ("ann", "Ann", "bob", "berg", "acme", "work", "7", "", "x%", "_", "a'b", "é", "É", "É")
USERS: list[dict[str, Any]] = [
    {"userName": "Ann@acme.test", "displayName": "Ann Berg", "externalId": "7", "name": {"familyName": "Berg"}},
    {"userName": "bob@acme.test", "displayName": "Bob x%_", "active": False, "name": {"givenName": "Bob"}},
    {"userName": "chloe", "displayName": "Chloé", "emails": [
        {"value": "chloe@acme.test", "type": "work", "primary": True},
        {"value": "chloe@home.test", "type": "home", "display": "At home"},
    ]},
    {"userName": "a'b@acme.test", "externalId": "ann"},
    {"userName": "zoe@acme.test", "displayName": "ann", "name": {"formatted": "Zoe Ann", "middleName": "Bob"}},
]  # fmt: skip
SINGLE = (
    "userName",
    "displayName",
    "externalId",
    "name.familyName",
    "name.formatted",
    "name.middleName",
    f"{USER}:userName",
)
SEVERAL = ("emails", "emails.value", "emails.type", "emails.display", "groups.display", "groups")
OPERATORS = ("eq", "ne", "co", "sw", "ew")


def quoted(text: str) -> str:
    return ScimFilter.quote(text)


texts = st.sampled_from(TEXTS).map(quoted)
compared = st.builds("{} {} {}".format, st.sampled_from(SINGLE + SEVERAL), st.sampled_from(OPERATORS), texts)
odd = st.sampled_from([
    "active eq true", "active ne true", "active eq false", "displayName pr", "externalId pr", "name pr", "emails pr",
    "emails.display pr", "groups pr", "name.givenName pr", "displayName eq null", "externalId ne null",
    "emails.display eq null", 'meta.resourceType eq "User"', 'meta.created gt "2020-01-01T00:00:00Z"',
    'meta.lastModified lt "2020-01-01T00:00:00Z"', 'userName gt "bob"', 'userName le "chloe"', "emails.primary eq true",
    'id eq "nobody"', 'id co "-"', "title2 pr",
])  # fmt: skip
inner = st.builds(
    "{} {} {}".format, st.sampled_from(["value", "type", "display"]), st.sampled_from(OPERATORS), texts
)  # fmt: skip
leaves = compared | odd.filter(lambda text: text != "title2 pr") | st.builds("emails[{} and {}]".format, inner, inner)
filters = st.recursive(
    leaves,
    lambda part: (
        st.builds("({} and {})".format, part, part)
        | st.builds("({} or {})".format, part, part)
        | st.builds("not ({})".format, part)
    ),
    max_leaves=5,
)


@pytest.fixture
def people(entra: Directory) -> list[dict[str, Any]]:
    made = [entra.ask("post", "/Users", {"schemas": [USER], "active": True, **user}, 201) for user in USERS]
    entra.group("Berg", made[0], made[4])
    entra.group("Work", made[0], externalId="g-7")
    return entra.ask("get", "/Users")["Resources"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=filters)
def test_the_database_finds_what_the_standard_s_own_evaluation_finds(
    people: list[dict[str, Any]], entra: Directory, text: str
) -> None:
    resources = [User.model_validate(each) for each in people]
    expected = [each.user_name for each in resources if ScimFilter[User](text).match(each)]
    assert entra.found("Users", text) == expected, text


@pytest.mark.parametrize(
    "text",
    [
        'members[value eq "{0}"]', 'members.value eq "{0}"', 'members eq "{0}"', 'members.display sw "ann"',
        'displayName eq "BERG"', 'displayName co "er" and members pr', 'externalId eq "g-7"', "not (externalId pr)",
        'members[value eq "{0}" and display co "berg"]', 'members.type eq "User"', 'id eq "{1}"', 'id ne "{1}"',
        'meta.version eq "W/\\"1\\""',
    ],
)  # fmt: skip
def test_groups_are_found_alike(people: list[dict[str, Any]], entra: Directory, text: str) -> None:
    groups = entra.ask("get", "/Groups")["Resources"]
    text = text.replace("{0}", people[0]["id"]).replace("{1}", groups[0]["id"])
    resources = [Group.model_validate(each) for each in groups]
    expected = [each.display_name for each in resources if ScimFilter[Group](text).match(each)]
    assert entra.found("Groups", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'title eq "Boss"', 'color eq "red"', "userName", 'userName like "a"', 'userName eq "a', "(userName pr",
        "active gt true", 'active eq "maybe"', 'meta.created gt "yesterday"', 'password eq "a"', 'name eq "a"',
        'urn:example:other:userName eq "a"', 'userName[value eq "a"]', "emails[emails[value pr]]", "userName eq",
        'groups.ref2 eq "x"', "groups.$ref pr", "userName eq bob", 'schemas[value eq "x"]',
    ],
)  # fmt: skip
def test_what_is_no_filter_is_refused_with_a_sentence(entra: Directory, text: str) -> None:
    assert entra.refused("get", f"/Users?filter={quote(text)}")["scimType"] == "invalidFilter"


def test_lists_are_sorted_and_paged(people: list[dict[str, Any]], entra: Directory) -> None:
    def names(query: str) -> list[str]:
        return [each["userName"] for each in entra.ask("get", f"/Users?{query}").get("Resources", [])]

    in_order = ["a'b@acme.test", "Ann@acme.test", "bob@acme.test", "chloe", "zoe@acme.test"]
    assert names("sortBy=userName") == in_order
    assert names("sortBy=userName&sortOrder=descending") == in_order[::-1]
    assert names("sortBy=name.familyName")[0] == "Ann@acme.test", "Who has no value comes last."
    assert names("sortBy=name.familyName&sortOrder=descending")[-1] == "Ann@acme.test"
    assert names("sortBy=emails") == ["a'b@acme.test", "Ann@acme.test", "bob@acme.test", "chloe", "zoe@acme.test"]
    assert names("sortBy=userName&startIndex=2&count=2") == in_order[1:3]
    page = entra.ask("get", "/Users?startIndex=5&count=3")
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (5, 5, 1)
    assert entra.ask("get", "/Users?startIndex=-3&count=-1")["itemsPerPage"] == 0
    assert entra.ask("get", "/Users?startIndex=99999999999999999999")["itemsPerPage"] == 0
    assert entra.ask("get", "/Users?count=99999999999999999999")["itemsPerPage"] == 5
    for wrong in ("sortBy=groups", "sortBy=name", "sortBy=color", "sortBy=password"):
        assert entra.refused("get", f"/Users?{wrong}")["scimType"] == "invalidPath"
    for wrong in ("count=many", "startIndex=first", "sortBy=userName&sortOrder=sideways"):
        entra.refused("get", f"/Users?{wrong}")


def test_attributes_are_left_out_and_chosen(people: list[dict[str, Any]], entra: Directory) -> None:
    only = entra.ask("get", "/Users?attributes=userName,name.familyName&count=1")["Resources"][0]
    assert only == {
        "schemas": [USER],
        "id": people[0]["id"],
        "userName": "Ann@acme.test",
        "name": {"familyName": "Berg"},
    }
    less = entra.ask("get", f"/Users/{people[0]['id']}?excludedAttributes=groups,emails")
    assert "emails" not in less
    assert "groups" not in less
    assert "userName" in less
    assert "members" not in entra.ask("get", "/Groups?excludedAttributes=members")["Resources"][0]
    entra.refused("get", "/Users?attributes=userName&excludedAttributes=groups")


def test_a_search_by_body_says_the_same_and_spans_both(people: list[dict[str, Any]], entra: Directory) -> None:
    body = {"schemas": [SEARCH], "filter": 'displayName co "berg"', "count": 10, "attributes": ["displayName"]}
    assert [u["displayName"] for u in entra.ask("post", "/Users/.search", body)["Resources"]] == ["Ann Berg"]
    assert [g["displayName"] for g in entra.ask("post", "/Groups/.search", body)["Resources"]] == ["Berg"]
    both = entra.ask("post", "/.search", body)
    assert [each["displayName"] for each in both["Resources"]] == ["Ann Berg", "Berg"]
    second = entra.ask("post", "/.search", {**body, "startIndex": 2, "count": 1})
    assert [each["displayName"] for each in second["Resources"]] == ["Berg"]
    assert second["totalResults"] == 2
    one_kind = entra.ask("post", "/.search", {"schemas": [SEARCH], "filter": 'userName sw "ann" or members pr'})
    assert one_kind["totalResults"] == 3
    entra.refused("post", "/.search", {"schemas": [SEARCH], "filter": 'color eq "red"'})
    entra.refused("post", "/.search", {"schemas": [SEARCH], "sortBy": "displayName"})


def test_a_list_takes_as_many_statements_for_one_as_for_many(people: list[dict[str, Any]], entra: Directory) -> None:
    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            entra.ask("get", path)
        return len(seen.captured_queries)

    for kind in ("Users", "Groups"):
        assert statements(f"/{kind}?count=1") == statements(f"/{kind}?count=5") < 25
