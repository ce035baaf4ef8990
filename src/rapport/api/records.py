"""The routes that every object has."""

import re

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.access.fields import as_seen
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import CURSOR, Parameter, Route, limit
from rapport.api.schemas import (
    FLAG,
    HISTORY,
    ID,
    PROBLEM,
    TEXT,
    TOTAL,
    list_of,
    nullable,
    page_schema,
    record_of,
    ref,
)
from rapport.features.metadata.objects import default_sort
from rapport.kernel.errors import FieldError, Invalid
from rapport.records.actions import act
from rapport.records.bulk import bulk
from rapport.records.history import history
from rapport.records.operation import Create, Delete, Outcome, Restore, Result, Update
from rapport.records.page import record_page
from rapport.records.read import get_record, list_page
from rapport.records.shown import shown_outcome
from rapport.records.write import write
from rapport.schema.view import ViewDescription, parse_fields, parse_filter, parse_limit, parse_sort

VERSION = re.compile(rb'"version":(\d+)')
FIELDS = Parameter("fields", "Field keys and paths separated by commas, such as `name,company.name`; all when absent.")
FIELD = Parameter("field", "The key of one field: only its changes.")
FILTER = Parameter("filter", "A filter tree as JSON: see the view description.")
SORT = Parameter("sort", "Up to three fields separated by commas, `-` before one that descends.")
BULK_MOST = 8 << 20


def view_of(request: ApiRequest) -> ViewDescription:
    """The view that a list's query parameters describe."""
    return ViewDescription(
        request.object_type.key,
        fields=parse_fields(request.arg("fields")),
        filter=parse_filter(request.json_arg("filter")),
        sort=parse_sort(request.arg("sort") or default_sort(as_seen(request.context, request.object_type))),
        limit=parse_limit(request.arg("limit") or 50, "limit"),
        cursor=request.arg("cursor"),
        count=request.flag("count"),
        deleted=request.flag("deleted"),
    )


def list_records(request: ApiRequest) -> HttpResponseBase:
    return answer.raw(list_page(request.context, view_of(request)))


def create_record(request: ApiRequest) -> HttpResponseBase:
    outcome = write(request.context, request.object_type.key, [Create(request.json())], source=source(request))
    response = written(request, outcome, 201)
    response.headers["Location"] = f"/api/v1/{request.object_type.plural}/{outcome.record['id']}"
    return response


def read_record(request: ApiRequest) -> HttpResponseBase:
    fields = parse_fields(request.arg("fields"))
    body = get_record(request.context, request.object_type.key, request.id, fields)
    found = VERSION.search(body)
    tag = f'"{found[1].decode()}"' if found else ""
    if tag and request.http.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
        response.headers["ETag"] = tag
        return response
    return answer.raw(body, ETag=tag)


def update_record(request: ApiRequest) -> HttpResponseBase:
    operation = Update(request.id, request.json(), request.expected_version())
    return written(request, write(request.context, request.object_type.key, [operation], source=source(request)))


def delete_record(request: ApiRequest) -> HttpResponseBase:
    operation = Delete(request.id, request.expected_version())
    return answer.nothing(write(request.context, request.object_type.key, [operation], source=source(request)))


def restore_record(request: ApiRequest) -> HttpResponseBase:
    operation = Restore(request.id, request.expected_version())
    return written(request, write(request.context, request.object_type.key, [operation], source=source(request)))


def read_page(request: ApiRequest) -> HttpResponseBase:
    return answer.raw(record_page(request.context, request.object_type.key, request.id))


def read_history(request: ApiRequest) -> HttpResponseBase:
    found = history(
        request.context, request.object_type.key, request.id, field=request.arg("field"),
        cursor=request.arg("cursor"), limit=request.number("limit", 50, 200),
    )  # fmt: skip
    return answer.json(found)


def write_many(request: ApiRequest) -> HttpResponseBase:
    body = request.only("operations", "why")
    why = body.get("why", "")
    if not isinstance(why, str) or len(why) > 200:  # noqa: PLR2004 - a sentence
        raise Invalid(_("Give “why” as a short text."), [FieldError("why", "text", _("Give “why” as a short text."))])
    outcome = bulk(request.context, request.object_type.key, body.get("operations"), source=source(request), why=why)
    return answer.json(bulk_json(outcome))


def bulk_json(outcome: Outcome) -> dict[str, object]:
    """`{"change_set", "results"}`."""
    return {"change_set": outcome.change_set, "results": [result_json(result) for result in outcome.results]}


def result_json(result: Result) -> dict[str, object]:
    """One operation's result."""
    errors = [{"field": e.field, "code": e.code, "detail": e.detail} for e in result.errors]
    return {"status": result.status, "id": result.id, "errors": errors}


def act_on_record(request: ApiRequest) -> HttpResponseBase:
    outcome = act(request.context, request.object_type.key, request.parts["key"], request.id, request.json())
    return written(request, outcome)


def written(request: ApiRequest, outcome: Outcome, status: int = 200) -> HttpResponseBase:
    """The one record of a write, as the writer may see it."""
    return answer.written(shown_outcome(request.context, request.object_type.key, outcome), status)


def source(request: ApiRequest) -> str:
    """Where a write comes from: a person at a screen, or a program with a token."""
    return "api" if request.who.token_id else "user"


RESULT = record_of({
    "status": {"enum": ["created", "updated", "unchanged", "deleted", "restored", "failed"]},
    "id": nullable(ID),
    "errors": PROBLEM["properties"]["errors"],
})  # fmt: skip
OPERATION = record_of(
    {
        "op": {"enum": ["create", "update", "delete", "upsert"]}, "id": ID, "version": {"type": "integer"},
        "match": TEXT, "values": {"type": "object"},
    },
    ("op",),
)  # fmt: skip
RELATED = record_of(
    {"object": TEXT, "field": TEXT, "label": TEXT, "records": list_of({"type": "object"}), "next": nullable(TEXT),
     "total": TOTAL}
)  # fmt: skip

ROUTES = (
    Route("GET", "/{plural}", list_records, "List {plural}", "view", query=(
        FILTER, SORT, FIELDS, limit(50), CURSOR,
        Parameter("count", "Whether to count all: exact up to 10,000.", FLAG),
        Parameter("deleted", "Whether to list the deleted ones instead.", FLAG),
    ), answer=page_schema),
    Route("POST", "/{plural}", create_record, "Create one {label}", "create", status=201,
          body=lambda o: ref(o, "Values"), answer=ref, idempotent=True),
    Route("GET", "/{plural}/{id}", read_record, "Read one {label}", "view", query=(FIELDS,),
          answer=lambda o: ref(o, "Part"), refusals=(404,)),
    Route("PATCH", "/{plural}/{id}", update_record, "Change one {label}", "edit", body=lambda o: ref(o, "Values"),
          answer=ref, refusals=(404, 412)),
    Route("DELETE", "/{plural}/{id}", delete_record, "Delete one {label}", "delete", status=204, refusals=(404, 412)),
    Route("POST", "/{plural}/{id}/restore", restore_record, "Restore one deleted {label}", "delete", answer=ref,
          refusals=(404, 412), idempotent=True),
    Route("GET", "/{plural}/{id}/page", read_page, "Everything a {label}'s page shows", "view", refusals=(404,),
          answer=lambda o: record_of({"record": ref(o), "related": list_of(RELATED), "history": HISTORY})),
    Route("GET", "/{plural}/{id}/history", read_history, "The history of one {label}", "view",
          query=(FIELD, CURSOR, limit(50)), answer=HISTORY, refusals=(404,)),
    Route("POST", "/{plural}/bulk", write_many, "Write many {plural}", "member", special="bulk", idempotent=True,
          body=record_of({"operations": {**list_of(OPERATION), "minItems": 1, "maxItems": 1000}, "why": TEXT},
                         ("operations",)),
          answer=record_of({"change_set": nullable(ID), "results": list_of(RESULT)}), most_bytes=BULK_MOST),
    Route("POST", "/{plural}/{id}/actions/{key}", act_on_record, "Do something with one {label}", "edit",
          body={"type": "object"}, answer=ref, refusals=(404, 409), idempotent=True),
)  # fmt: skip
