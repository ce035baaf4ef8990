"""The routes of saved views and of queries, search and the change feed."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase

from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import ANY_SCOPE, Parameter, Route, limit
from rapport.api.schemas import (
    ACTOR,
    FLAG,
    ID,
    MOMENT,
    TEXT,
    TOTAL,
    list_of,
    nullable,
    record_of,
)
from rapport.features.views.saved import change_view, create_view, delete_view, list_views
from rapport.kernel.errors import FieldError, Invalid
from rapport.records.history import MOST, feed
from rapport.records.read import query
from rapport.records.search import search
from rapport.records.undo import undo
from rapport.schema.registry import registry
from rapport.schema.view import parse_view

LONGEST_SEARCH = 200


def read_views(request: ApiRequest) -> HttpResponseBase:
    return answer.json({"views": list_views(request.context, request.arg("object"))})


def make_view(request: ApiRequest) -> HttpResponseBase:
    return answer.json(create_view(request.context, request.only("object", *PARTS)), 201)


def edit_view(request: ApiRequest) -> HttpResponseBase:
    return answer.json(change_view(request.context, request.id, request.only(*PARTS)))


def remove_view(request: ApiRequest) -> HttpResponseBase:
    delete_view(request.context, request.id)
    return HttpResponse(status=204)


def run_query(request: ApiRequest) -> HttpResponseBase:
    return answer.raw(query(request.context, parse_view(request.json())))


def find(request: ApiRequest) -> HttpResponseBase:
    text, key = request.arg("q") or "", request.arg("object")
    if len(text) > LONGEST_SEARCH:
        detail = "Search for at most 200 characters."
        raise Invalid(detail, [FieldError("q", "too-long", detail)])
    if key is not None:
        registry.object(key)
    return answer.json(
        {"results": search(request.context, text, limit=request.number("limit", 20, 50), object_key=key)}
    )


def read_changes(request: ApiRequest) -> HttpResponseBase:
    return answer.json(feed(request.context, after=request.arg("after"), limit=request.number("limit", 200, MOST)))


def undo_change_set(request: ApiRequest) -> HttpResponseBase:
    undone = undo(request.context, request.id)
    kept = [{"object": k.object, "id": k.id, "field": k.field, "reason": k.reason} for k in undone.kept]
    return answer.json({"change_set": undone.change_set, "undone": undone.undone, "kept": kept})


PARTS = ("label", "layout", "filter", "sort", "columns", "shared", "position")
LAYOUT = {"enum": ["table", "board"]}
TREE: dict[str, Any] = nullable({"type": "object"})
VIEW = record_of({
    "id": ID, "object": TEXT, "label": TEXT, "layout": LAYOUT, "filter": TREE, "sort": TEXT, "columns": list_of(TEXT),
    "shared": FLAG, "mine": FLAG, "position": {"type": "integer"},
})  # fmt: skip
VALUES = {
    "label": TEXT, "layout": LAYOUT, "filter": TREE, "sort": TEXT, "columns": list_of(TEXT), "shared": FLAG,
    "position": {"type": "integer"},
}  # fmt: skip
NAMES = {"anyOf": [TEXT, list_of(TEXT)]}
QUESTION = record_of(
    {
        "object": TEXT, "fields": nullable(NAMES), "filter": TREE, "sort": nullable(NAMES),
        "limit": {"type": "integer", "minimum": 1, "maximum": 200}, "cursor": nullable(TEXT), "count": FLAG,
        "deleted": FLAG,
        "group": nullable(record_of({"by": TEXT, "limit": {"type": "integer", "minimum": 0, "maximum": 200}}, ("by",))),
        "aggregates": list_of(
            record_of({"fn": {"enum": ["count", "sum", "avg", "min", "max"]}, "field": TEXT}, ("fn",))
        ),
    },
    ("object",),
)  # fmt: skip
GROUP = record_of({
    "key": nullable(TEXT), "value": {}, "aggregates": {"type": "object"}, "records": list_of({"type": "object"}),
    "next": nullable(TEXT),
})  # fmt: skip
ANSWER = {
    "anyOf": [
        record_of({"groups": list_of(GROUP)}),
        record_of(
            {"records": list_of({"type": "object"}), "next": nullable(TEXT), "total": TOTAL,
             "aggregates": {"type": "object"}}, ("records", "next"),
        ),
    ]
}  # fmt: skip
FOUND = record_of({"object": TEXT, "id": ID, "title": TEXT, "subtitle": TEXT})
CHANGED = record_of({
    "object": TEXT, "id": ID, "kind": {"enum": ["create", "update", "delete", "restore"]}, "fields": list_of(TEXT),
    "actor": ACTOR, "at": MOMENT, "change_set": ID,
})  # fmt: skip
KEPT = record_of({"object": TEXT, "id": ID, "field": TEXT, "reason": TEXT})
OBJECT = Parameter("object", "Only of this object, by its key.")

ROUTES = (
    Route("GET", "/views", read_views, "The views I saved and those that others share", "member", query=(OBJECT,),
          answer=record_of({"views": list_of(VIEW)})),
    Route("POST", "/views", make_view, "Save a view", "member", status=201, answer=VIEW, idempotent=True,
          body=record_of({"object": TEXT, **VALUES}, ("object", "label")), refusals=(404,)),
    Route("PATCH", "/views/{id}", edit_view, "Change a saved view", "member", body=record_of(VALUES, ()), answer=VIEW,
          refusals=(404,)),
    Route("DELETE", "/views/{id}", remove_view, "Delete a saved view", "member", status=204, refusals=(404,)),
    Route("POST", "/query", run_query, "Read a whole view with groups and aggregates", "member", reads=True,
          body=QUESTION, answer=ANSWER, refusals=(404,), scopes=(ANY_SCOPE,)),
    Route("GET", "/search", find, "Find records by words, emails and phones", "member",
          query=(Parameter("q", "What to look for."), limit(20, 50), OBJECT),
          answer=record_of({"results": list_of(FOUND)}), refusals=(404,), scopes=(ANY_SCOPE,)),
    Route("GET", "/changes", read_changes, "What changed since a cursor, in the order it happened", "member",
          query=(Parameter("after", "`next` of the answer before; absent for the cursor of now."), limit(200, MOST)),
          answer=record_of({"changes": list_of(CHANGED), "next": TEXT}), scopes=(ANY_SCOPE,)),
    Route("POST", "/changes/{id}/undo", undo_change_set, "Undo everything that one change set did", "member",
          answer=record_of({"change_set": nullable(ID), "undone": {"type": "integer"}, "kept": list_of(KEPT)}),
          refusals=(404, 409), idempotent=True, scopes=(ANY_SCOPE,)),
)  # fmt: skip
