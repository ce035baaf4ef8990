"""Every object over HTTP: answers fit the schemas of the document, versions guard writes, keys make them happen once."""

from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest

from rapport.api.openapi import document
from rapport.api.schemas import component
from rapport.api.urls import ROUTES
from rapport.records.history import feed
from rapport.records.idempotency import Answer, once
from rapport.records.operation import Create
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from tests.api.clients import ApiClient, sign_in
from tests.every_object.samples import Samples
from tests.every_object.test_concurrency import together
from tests.records.desks import desk


@pytest.fixture
def client(samples: Samples) -> ApiClient:
    return sign_in(samples.desk.user)


def validator(name: str) -> Any:
    schemas = document(ROUTES)["components"]["schemas"]
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def test_answers_fit_their_schemas(object_type: ObjectType, samples: Samples, client: ApiClient) -> None:
    name, plural = component(object_type), object_type.plural
    record, part, values = (validator(f"{name}{suffix}") for suffix in ("", "Part", "Values"))
    for n in range(12):
        sent = samples.values(object_type, n)
        values.validate(sent)
        made = client.post(f"/{plural}", sent, 201)
        record.validate(made)
        read = client.get(f"/{plural}/{made['id']}")
        record.validate(read)
        assert read == made
        values.validate({spec.key: made[spec.key] for spec in object_type.writable})
    for each in client.get(f"/{plural}?limit=200")["records"]:
        record.validate(each)
    for each in client.get(f"/{plural}?limit=200&fields={object_type.title}")["records"]:
        part.validate(each)
    with pytest.raises(jsonschema_rs.ValidationError):
        record.validate({"id": "x"})


def test_versions_guard_writes(object_type: ObjectType, samples: Samples, client: ApiClient) -> None:
    made = client.send("post", f"/{object_type.plural}", samples.values(object_type, 1))
    path, first = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    assert client.send("get", path).headers["ETag"] == first == '"1"'
    assert client.send("get", path, If_None_Match=first).status_code == 304
    changed = client.send("patch", path, samples.values(object_type, 2), If_Match=first)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    for method, address in (("patch", path), ("delete", path), ("post", f"{path}/restore")):
        stale = client.send(method, address, samples.values(object_type, 3), If_Match=first)
        assert stale.status_code == 412
        named = {error["field"] for error in stale.json()["errors"]}
        before, after = made.json(), changed.json()
        assert named == {key for key in object_type.recorded if before[key] != after[key]}
    assert client.get(path) == changed.json()


def test_a_key_makes_a_write_happen_once(object_type: ObjectType, samples: Samples, client: ApiClient) -> None:
    sent = samples.values(object_type, 1)
    first = client.send("post", f"/{object_type.plural}", sent, Idempotency_Key="one")
    again = client.send("post", f"/{object_type.plural}", sent, Idempotency_Key="one")
    assert (first.content, first.headers["X-Change-Set"]) == (again.content, again.headers["X-Change-Set"])
    assert client.send("post", f"/{object_type.plural}", {}, Idempotency_Key="one").status_code == 422
    refused = client.send("post", f"/{object_type.plural}", {"nothing": 1}, Idempotency_Key="two")
    assert refused.status_code == 422
    assert client.send("post", f"/{object_type.plural}", sent, Idempotency_Key="two").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_write_once(object_type: ObjectType, transactional_db: None) -> None:
    samples = Samples(desk("Acme", "olga@acme.test"))
    context, values = samples.desk.context, samples.values(object_type, 1)
    before = int(feed(context, after=None)["next"])

    def work() -> Answer:
        made = write(context, object_type.key, [Create(values)]).record
        return Answer(201, {}, str(made["id"]).encode())

    answers = together(*(lambda: once(context, "key", "mark", work) for _each in range(4)))
    assert len({answer.body for answer in answers}) == 1
    assert UUID(answers[0].body.decode())
    assert sum("Idempotent-Replay" in answer.headers for answer in answers) == 3
    assert int(feed(context, after=None)["next"]) == before + 1
