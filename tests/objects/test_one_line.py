"""A field added in one line is everywhere: table, form, list, filter, import, export, search, history, API and documents."""

from collections.abc import Iterator

import orjson
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from rapport.api.openapi import document
from rapport.api.urls import ROUTES
from rapport.cli.description import sections
from rapport.features.exporting.export import export
from rapport.features.importing.targets import targets
from rapport.features.metadata.objects import describe_objects
from rapport.records.history import history
from rapport.records.search import search
from rapport.schema.checks import check_together
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from rapport.schema.view import ViewDescription
from tests.api.clients import sign_in
from tests.database import OWN, statement
from tests.every_object import samples as every
from tests.objects.boats import ADDED, boat, pair_models
from tests.objects.declaring import declaring
from tests.records.desks import Desk, desk, id_of


@pytest.fixture(scope="module")
def declared(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ObjectType]:
    """The object with its line, and its tables made by Django's schema editor as a migration would."""
    with declaring():
        module = boat(tmp_path_factory.mktemp("boats"), line=True)
        check_together(registry.objects())
        object_type = registry.object("boat")
        models = [module.Boat, *pair_models()]
        with django_db_blocker.unblock():
            with connection.schema_editor(collect_sql=True) as editor:
                for model in models:
                    editor.create_model(model)
            for text in editor.collected_sql:
                statement(text, OWN)
            connection.close()
            yield object_type
            connection.close()
            for model in reversed(models):
                statement(f"DROP TABLE {model._meta.db_table} CASCADE", OWN)


@pytest.fixture
def acme(declared: ObjectType, db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def test_it_has_every_field_type(declared: ObjectType) -> None:
    assert {spec.kind for spec in declared.fields.values()} == {*every.VALUES, "computed", "actor"}


def test_the_line_is_in_the_table_and_in_the_metadata(acme: Desk) -> None:
    columns = statement("SELECT column_name FROM information_schema.columns WHERE table_name = 'boat'", OWN)
    assert (ADDED,) in columns
    [described] = [o for o in describe_objects(acme.context)["objects"] if o["key"] == "boat"]
    [field] = [f for f in described["fields"] if f["key"] == ADDED]
    assert (field["label"], field["help"], field["kind"]) == ("Sail number", "As written on the sail.", "text")
    assert (field["can"], field["sortable"], field["filterable"]) == ("edit", True, True)


def test_the_line_is_in_lists_filters_sorts_search_and_history(acme: Desk) -> None:
    made = [acme.create("boat", name=f"Boat {n}", **{ADDED: f"GER {n}{n}"}) for n in range(3)]
    assert [r[ADDED] for r in acme.list("boat", fields=ADDED, sort=f"-{ADDED}")["records"]] == [
        "GER 22",
        "GER 11",
        "GER 00",
    ]
    found = acme.list("boat", filter={"field": ADDED, "op": "contains", "value": "ger 1"})["records"]
    assert [r["id"] for r in found] == [made[1]["id"]]
    assert [str(hit["id"]) for hit in search(acme.context, "22", object_key="boat")] == [made[2]["id"]]
    acme.update("boat", made[0], **{ADDED: "FRA 1"})
    change = history(acme.context, "boat", id_of(made[0]))["changes"][0]
    assert change["fields"] == [{"field": ADDED, "label": "Sail number", "before": "GER 00", "after": "FRA 1"}]


def test_the_line_is_an_import_target_and_an_export_column(acme: Desk, declared: ObjectType) -> None:
    assert ADDED in [target.field for target in targets(declared, {})]
    acme.create("boat", name="Wanderer", **{ADDED: "GER 7"})
    text = b"".join(export(acme.context, ViewDescription("boat"), "csv")).decode("utf-8-sig")
    head, row = text.splitlines()[:2]
    assert "Sail number" in head
    assert "GER 7" in row


def test_the_line_is_in_the_api_and_its_document(acme: Desk) -> None:
    client = sign_in(acme.user)
    made = client.post("/boats", {"name": "Wanderer", ADDED: "GER 7"}, 201)
    assert client.get(f"/boats/{made['id']}")[ADDED] == "GER 7"
    made_document = document(ROUTES)
    for name in ("Boat", "BoatPart", "BoatValues"):
        assert made_document["components"]["schemas"][name]["properties"][ADDED]["title"] == "Sail number"
    assert {"/boats", "/boats/{id}", "/boats/bulk"} <= set(made_document["paths"])


def test_the_line_is_described(acme: Desk, declared: ObjectType) -> None:
    told = "\n".join(line for _title, lines in sections(declared) for line in lines)
    assert ADDED in told
    assert acme.context.workspace_id


def test_every_field_type_goes_round(acme: Desk, declared: ObjectType) -> None:
    samples = every.Samples(acme)
    for n in range(8):
        values = samples.values(declared, n)
        record = acme.create("boat", **values)
        assert acme.read("boat", record) == record
        whole = {spec.key: record[spec.key] for spec in declared.writable}
        assert acme.update("boat", record, **whole)["version"] == 1
    page = acme.list("boat", sort="-price", limit=3, filter={"field": "crew", "op": "not_empty"})
    assert len(page["records"]) == 3
    assert orjson.dumps(page)
