"""Answers as JSON."""

from typing import Any

import orjson
from django.http import HttpResponse

from rapport.records.operation import Outcome

JSON = "application/json"


def json(value: Any, status: int = 200, **headers: str) -> HttpResponse:
    """A value as JSON."""
    return raw(orjson.dumps(value, default=str), status, **headers)


def raw(body: bytes, status: int = 200, **headers: str) -> HttpResponse:
    """JSON that was made already; `Etag="5"` becomes the header `Etag`, `X_Change_Set` becomes `X-Change-Set`."""
    response = HttpResponse(body, status=status, content_type=JSON)
    response.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def written(outcome: Outcome, status: int = 200) -> HttpResponse:
    """The record after a write, its version as ETag and the change set that undoes it."""
    headers = {"ETag": f'"{outcome.record["version"]}"'}
    if outcome.change_set:
        headers["X_Change_Set"] = str(outcome.change_set)
    return json(outcome.record, status, **headers)


def nothing(outcome: Outcome) -> HttpResponse:
    """204, with the change set that undoes it."""
    response = HttpResponse(status=204)
    if outcome.change_set:
        response.headers["X-Change-Set"] = str(outcome.change_set)
    return response
