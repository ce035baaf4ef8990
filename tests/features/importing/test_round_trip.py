"""import(export(x)) == x, for every object, every writable field and both kinds of file."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rapport.accounts.teams import create_team
from rapport.features.exporting.export import Format, export
from rapport.features.importing.now import run_import_now
from rapport.records.operation import Create, Delete
from rapport.records.write import write
from rapport.schema.field_spec import FieldSpec
from rapport.schema.registry import registry
from rapport.schema.view import Condition, ViewDescription
from tests.records.desks import Desk, desk

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
LINE = WORDS | st.sampled_from(["=1+1", "'=x", "-5", "+49", "@a", 'say "hi"', "a,b;c|d", "it's", "ſ", "١٢", " x "])
TAG = WORDS.map(str.strip).filter(bool) | st.sampled_from(["a; b", "c, d", 'say "hi"', "x|y"])
WHOLE = st.integers(0, 10**9)
FRACTION = st.decimals(0, 10**6, places=4).map(str)
WEB = st.sampled_from(
    ["example.com", "https://www.example.com/a?b=c", "http://sub.example.co.uk:8080/x", "fjord.example"]
)
MAIL = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,12}\.example", fullmatch=True)
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example writes to the database
PARTS = ("street", "city", "region", "postal_code", "country")


def values_of(
    spec: FieldSpec, linked: dict[str, list[str]], users: list[str], teams: list[str]
) -> st.SearchStrategy[Any]:
    """Written values of one field."""
    choices = [option.value for option in spec.options.get("choices", ())]
    target = str(spec.options.get("target", ""))
    made: dict[str, st.SearchStrategy[Any]] = {
        "text": LINE,
        "long_text": st.lists(LINE, max_size=3).map("\n".join),
        "email": MAIL,
        "phone": st.sampled_from(["+47 22 33 44 55", "(303) 555-0100 x12", "112", "=12+345"]),
        "url": WEB,
        "number": FRACTION | WHOLE,
        "percent": st.decimals(0, 100, places=2).map(str),
        "rating": st.integers(1, int(spec.options.get("max", 5))),
        "money": st.fixed_dictionaries({"amount": FRACTION, "currency": st.sampled_from(["EUR", "USD", "JPY", "SEK"])}),
        "date": st.dates(date(1700, 1, 1), date(2999, 12, 31)).map(str),
        "date_time": st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
        "checkbox": st.booleans(),
        "tags": st.lists(TAG, max_size=3),
        "address": st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, LINE)),
        "user": st.sampled_from(users),
        "team": st.sampled_from(teams),
    }
    if spec.kind == "choice":
        return st.sampled_from(choices)
    if spec.kind == "multi_choice":
        return st.lists(st.sampled_from(choices), max_size=3)
    if spec.kind == "link":
        return st.sampled_from(linked[target])
    if spec.kind == "links":
        return st.lists(st.sampled_from(linked[target]), max_size=3, unique=True)
    return made[spec.kind]


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("object_key", list(registry.objects()))
def test_what_is_exported_can_be_imported(acme: Desk, object_key: str, kind: Format) -> None:
    described = registry.object(object_key)
    linked = {key: [acme.create(key, **first(key, name))["id"] for name in ("Far; one", "Far two")]
              for key in registry.objects()}  # fmt: skip
    users = [str(acme.user.id), str(acme.colleague("manager").user.id)]
    teams = [str(create_team(acme.workspace_id, name=name).id) for name in ("North; west", "South")]
    needed = required(object_key)
    fields = {
        spec.key: values_of(spec, linked, users, teams)
        for spec in described.writable
        if spec.kind != "stage" and spec.key not in needed
    }
    shape = st.fixed_dictionaries(needed, optional=fields)

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=WITHOUT_SHRINKING)
    @given(st.lists(shape, min_size=1, max_size=4))
    def holds(records: list[dict[str, Any]]) -> None:
        done = write(acme.context, object_key, [Create(values) for values in records], partial=True)
        before = [result.record for result in done.results if result.record]
        if not before:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"all.{kind}"
            path.write_bytes(exported(acme, object_key, ids(before), kind))
            write(acme.context, object_key, [Delete(one) for one in ids(before)])
            present = {record["id"] for record in acme.list(object_key, limit=200)["records"]}
            summary = run_import_now(acme.context, object_key, path, mode="create", match=[])
        assert summary.failed == 0, summary.as_json()
        after = [record for record in acme.list(object_key, limit=200)["records"] if record["id"] not in present]
        write(acme.context, object_key, [Delete(one) for one in ids(after)])
        expected, found = (sorted(map(plain, each), key=str) for each in (before, after))
        assert found == expected

    def plain(record: dict[str, Any]) -> dict[str, Any]:
        return {spec.key: record[spec.key] for spec in described.writable}

    holds()


def first(key: str, name: str) -> dict[str, Any]:
    return {"first_name": name} if registry.object(key).title_spec.read_only else {registry.object(key).title: name}


def required(key: str) -> dict[str, st.SearchStrategy[Any]]:
    described = registry.object(key)
    if described.title_spec.read_only:
        return {"last_name": LINE, "email": MAIL}
    return {described.title: LINE.filter(lambda text: bool(text.strip()))}


def ids(records: list[dict[str, Any]]) -> list[UUID]:
    return [UUID(record["id"]) for record in records]


def exported(at: Desk, object_key: str, wanted: list[UUID], kind: Format) -> bytes:
    """These records with all writable fields."""
    fields = tuple(spec.key for spec in registry.object(object_key).writable)
    view = ViewDescription(object_key, fields, Condition("id", "in", [str(one) for one in wanted]))
    return b"".join(export(at.context, view, kind))
