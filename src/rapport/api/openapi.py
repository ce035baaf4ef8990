"""The OpenAPI 3.1 document, made from the table of routes and the declarations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rapport.api.oauth.scopes import catalog
from rapport.api.route import Route, Schema, SchemaFor
from rapport.api.schemas import ID, PROBLEM, component, part_schema, record_schema, values_schema
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

FLOW = {"authorizationUrl": "/oauth/authorize", "tokenUrl": "/oauth/token", "refreshUrl": "/oauth/token"}
PART = re.compile(r"\{(\w+)\}")
ALWAYS = {"public": (400, 403, 413, 422, 429), "other": (400, 401, 403, 413, 422, 429)}
WORDS = {
    400: "The request is malformed.", 401: "Nobody is signed in.", 403: "The role does not allow it.",
    404: "There is no such thing, or the reader may not see it.", 409: "It does not fit what is there now.",
    412: "Somebody changed the record meanwhile.", 413: "The body is too large.", 422: "Some values do not fit.",
    429: "Too many requests; wait as long as Retry-After says.",
}  # fmt: skip


def document(routes: Iterable[Route], server: str = "/api/v1") -> dict[str, Any]:
    """The whole document."""
    objects = list(registry.objects().values())
    schemas: dict[str, Any] = {"Problem": PROBLEM}
    for object_type in objects:
        name = component(object_type)
        schemas |= {
            name: {**record_schema(object_type), "description": object_type.help},
            f"{name}Part": part_schema(object_type),
            f"{name}Values": {**values_schema(object_type), "examples": [example(object_type)]},
        }
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        for path, described in expanded(route, objects):
            paths.setdefault(path, {})[route.method.lower()] = operation(route, described)
    scopes = {scope.key: scope.label for scope in catalog().values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rapport", "version": "1",
            "description": "Everything the screens do. Errors are RFC 9457 problems that name the field and the fix.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "security": [{"session": []}, {"token": []}, {"app": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
                "token": {"type": "http", "scheme": "bearer"},
                "app": {"type": "oauth2", "flows": {"authorizationCode": FLOW | {"scopes": scopes}}},
            },
        },
    }  # fmt: skip


def expanded(route: Route, objects: Iterable[ObjectType]) -> Iterator[tuple[str, ObjectType | None]]:
    """The addresses that a route stands for."""
    if not route.per_object:
        yield route.path, None
        return
    for object_type in objects:
        if route.only is None or route.only(object_type):
            yield route.path.replace("{plural}", object_type.plural), object_type


def operation(route: Route, object_type: ObjectType | None) -> dict[str, Any]:
    """One operation."""
    names = {"plural": object_type.label_plural.lower(), "label": object_type.label.lower()} if object_type else {}
    needs = f"Needs: {route.access}" + (f", special word “{route.special}”" if route.special else "") + "."
    made: dict[str, Any] = {
        "operationId": operation_id(route, object_type),
        "summary": route.summary.format(**names) if names else route.summary,
        "description": needs,
        "tags": [object_type.label_plural if object_type else "Workspace"],
        "parameters": list(parameters(route)),
        "responses": dict(responses(route, object_type)),
    }
    if route.access == "public":
        made["security"] = []
    body = resolved(route.body, object_type)
    if body is not None:
        kind = "multipart/form-data" if route.multipart else "application/json"
        made["requestBody"] = {"required": True, "content": {kind: {"schema": body}}}
    return made


def operation_id(route: Route, object_type: ObjectType | None) -> str:
    """`list_records` of deals -> `list_records_deals`."""
    name = route.handler.__name__
    return f"{name}_{object_type.plural}" if object_type else name


def parameters(route: Route) -> Iterator[dict[str, Any]]:
    """Path parts, query and headers."""
    for name in PART.findall(route.path):
        if name != "plural":
            schema = ID if name == "id" else {"type": "string", "pattern": "^[a-z0-9_]+$"}
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    for one in route.query:
        yield {"name": one.name, "in": "query", "required": False, "description": one.help, "schema": dict(one.schema)}
    if route.idempotent:
        schema = {"type": "string", "minLength": 1, "maxLength": 200}
        yield {
            "name": "Idempotency-Key", "in": "header", "required": False, "schema": schema,
            "description": "A fresh value for each write; sent again, the write happens once.",
        }  # fmt: skip
    if 412 in route.refusals:  # noqa: PLR2004 - HTTP's own number
        yield {
            "name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"},
            "description": "The ETag of the record as you know it.",
        }  # fmt: skip


def responses(route: Route, object_type: ObjectType | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The answer and the refusals."""
    schema = resolved(route.answer, object_type)
    good: dict[str, Any] = {"description": "Done."}
    if schema is not None:
        good["content"] = {kind: {"schema": schema} for kind in route.content_type.split(", ")}
    yield str(route.status), good
    for status in sorted({*ALWAYS.get(route.access, ALWAYS["other"]), *route.refusals}):
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        yield str(status), {"description": WORDS[status], "content": content}


def resolved(schema: Schema | SchemaFor | None, object_type: ObjectType | None) -> dict[str, Any] | None:
    """A schema, or the one that is made for the object."""
    if callable(schema):
        assert object_type is not None
        return dict(schema(object_type))
    return dict(schema) if isinstance(schema, Mapping) else None


def example(object_type: ObjectType) -> dict[str, Any]:
    """A small body that can be sent as it is."""
    wanted = [spec for spec in object_type.writable if spec.required and spec.kind == "text"]
    texts = wanted or [spec for spec in object_type.writable if spec.kind == "text"][:1]
    return {spec.key: f"{object_type.label} example" for spec in texts}
