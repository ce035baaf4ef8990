"""schemathesis reads the OpenAPI document and sends what fits it and what does not: every answer is as documented.

The suite takes a few examples of each operation, always the same. More by hand: `EXAMPLES=300 pytest tests/api/test_schema.py`.
"""

import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rapport.accounts.tokens import create_token
from rapport.api import dispatch
from rapport.api.openapi import document
from rapport.api.urls import ROUTES
from rapport.config.wsgi import application
from rapport.schema.registry import registry
from tests.api.clients import ApiClient
from tests.records.desks import Desk

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    (method.upper(), path) for path, item in document(ROUTES)["paths"].items() for method in item
]  # fmt: skip


@pytest.fixture
def known(olga: ApiClient) -> dict[str, list[str]]:
    """Ids that exist, by the first word of the address."""
    found: dict[str, list[str]] = {"changes": [], "views": []}
    for object_type in registry.objects().values():
        values = {s.key: "Plain" for s in object_type.writable if s.kind == "text"}
        made = [olga.send("post", f"/{object_type.plural}", values) for _n in range(2)]
        found[object_type.plural] = [each.json()["id"] for each in made]
        found["changes"] += [each.headers["X-Change-Set"] for each in made]
        found["views"].append(olga.post("/views", {"object": object_type.key, "label": "Mine"}, 201)["id"])
    return found


@pytest.fixture
def one_connection(known: dict[str, list[str]]) -> Iterator[None]:
    """A request neither closes the test's connection nor ends its transaction; after the test client, which connects again."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS])
def test_every_answer_is_as_documented(
    acme: Desk, known: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.setattr(dispatch.members, "rate", 0)
    monkeypatch.setattr(dispatch.strangers, "rate", 0)
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Fuzzer")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operation = schema[path][method]
    ids = known.get(path.split("/")[1], [])
    chance = Random(path)

    def send(case: Case) -> None:
        parts: dict[str, Any] = dict(case.path_parameters or {})
        if "id" in parts and ids and chance.random() < 0.7:
            case.path_parameters = {**parts, "id": chance.choice(ids)}
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        response = case.call()
        case.validate_response(response, checks=CHECKS)

    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        cases: st.SearchStrategy[Case] = operation.as_strategy(generation_mode=mode)
        bounded = settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=quiet,
            phases=[Phase.explicit, Phase.generate],
        )  # fmt: skip
        try:
            bounded(given(cases)(send))()
        except Unsatisfiable:  # without parameters there is nothing that does not fit
            assert mode is GenerationMode.NEGATIVE
