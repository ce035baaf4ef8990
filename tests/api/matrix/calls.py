"""The request behind each operation: its path filled with things that exist, and a body that fits."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from rapport.api.route import Route
from rapport.records.actions import actions_of
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from tests.api.matrix.people import House, Things, upload

NOBODY = "00000000-0000-0000-0000-000000000000"
# What stands for {id}, by the beginning of the path: the key in a person's things, or in what all have in common.
IDS = {
    "/me/sessions": "session", "/me/tokens": "token", "/tokens": "token", "/views": "view", "/changes": "change_set",
    "/provisioning/tokens": "provisioning_token", "/imports": "import", "/members": "member",
    "/invitations": "invitation", "/teams": "team", "/roles": "role", "/apps": "app", "/me/apps": "consent",
    "/sso/connections": "connection", "/sso/domains": "domain",
}  # fmt: skip
OWNED = ("/me/sessions", "/me/tokens", "/me/apps", "/tokens", "/views", "/changes", "/imports", "/{plural}")

Body = Callable[[House, ObjectType, str], Any]


def text_of(object_type: ObjectType) -> str:
    """The key of the object's first text."""
    return next(s.key for s in object_type.writable if s.kind == "text")


def said(value: Any) -> Body:
    """The same body for everybody."""
    return lambda _house, _object, _record: value


# Bodies by the operation without its object; what is not here is sent nothing or an empty object.
BODIES: dict[str, Body] = {
    "change_me": said({"name": "Changed"}),
    "choose_workspace": lambda house, _o, _r: {"workspace": str(house.workspace_id)},
    "do_setup": said({}),
    "change_email": said({"email": "changed@acme.test"}),
    "confirm_email": said({"token": "none"}),
    "change_security": said({"requires_second_factor": False}),
    "change_sso": said({"required": False}),
    "make_connection": said({"kind": "oidc", "name": "New", "issuer": "https://login", "client_id": "x"}),
    "change_connection": said({"name": "Changed"}),
    "name_domain": said({"domain": "new.example.com"}),
    "change_mappings": said({"mappings": [{"group": "sales", "roles": ["support"], "teams": []}]}),
    "find_way_in": said({"email": "anna@acme.example.com"}),
    "change_audit_settings": said({"keep_days": 365}),
    "make_token": said({"name": "Robot"}),
    "make_provisioning_token": said({"name": "Entra ID"}),
    "change_provisioning": said({"roles": ["support"]}),
    "change_member": said({"roles": ["support"]}),
    "invite": said({"email": "new@acme.test", "roles": ["support"]}),
    "open_invitation": said({"token": "none"}),
    "join": said({"token": "none", "name": "Nina", "password": "a long quiet river"}),
    "make_team": said({"name": "New"}),
    "change_team": said({"name": "Changed"}),
    "fill_team": lambda house, _o, _r: {"members": [str(house.users["spare"].id)], "main": []},
    "make_role": said({"name": "New"}),
    "change_role": said({"name": "Changed"}),
    "make_app": said({"name": "New", "redirect_uris": ["https://new.example/cb"], "scopes": ["read"]}),
    "change_app": said({"name": "Changed"}),
    "decide_request": lambda house, _o, _r: {"query": house.common["query"], "allow": True},
    "make_view": lambda _h, object_type, _r: {"object": object_type.key, "label": "New"},
    "edit_view": said({"label": "Changed"}),
    "run_query": lambda _h, object_type, _r: {"object": object_type.key},
    "create_record": lambda _h, object_type, _r: {text_of(object_type): "New"},
    "update_record": lambda _h, object_type, _r: {text_of(object_type): "Changed"},
    "make_share": lambda house, _o, _r: {"user": str(house.users["spare"].id), "edit": True},
    "write_many": lambda _h, object_type, record: {
        "operations": [{"op": "update", "id": record, "values": {text_of(object_type): "Changed"}}]
    },
}
QUERIES = {"find": "?q=kept"}


def call(house: House, route: Route, object_type: ObjectType | None, whose: str, who: str) -> HttpResponse | None:
    """Sends one request as one person; None for an operation that this object does not have."""
    things = house.things.get(who, house.things["pat"]) if whose == "own" else house.things["pat"]
    chosen = object_type or next(iter(registry.objects().values()))
    client, name = house.clients[who], route.handler.__name__
    if name == "upload_file":
        return upload(client, chosen)
    record = (things.deleted if name == "restore_record" else things.live)[chosen.plural]
    path = route.path.replace("{plural}", chosen.plural)
    path = path.replace("{id}", record if route.per_object else named(house, things, route.path))
    path = path.replace("{share}", things.shares[chosen.plural]) + QUERIES.get(name, "")
    path += f"?{house.common['query']}" if name == "read_request" else ""
    body = BODIES.get(name, said({} if route.method in {"POST", "PATCH"} else None))(house, chosen, record)
    if "{key}" in path:
        verbs = [verb for verb in actions_of(chosen.key) if verb.body is None]
        if not verbs:
            return None
        path = path.replace("{key}", verbs[0].key)
    return client.send(route.method, path, body)


def named(house: House, things: Things, path: str) -> str:
    """The id in a path that names no record."""
    kind = IDS.get(path.partition("/{id}")[0], "")
    return things.ids.get(kind) or house.common.get(kind) or NOBODY


def variants(route: Route) -> tuple[str, ...]:
    """Whose things are asked for."""
    owned = "{id}" in route.path and route.path.startswith(OWNED)
    return ("own", "theirs") if owned or route.path.endswith("/bulk") else ("-",)


def seen(response: HttpResponse) -> str:
    """The status, or "kept" where nothing of what was asked for was done."""
    if response.status_code == 200 and response.headers.get("Content-Type") == "application/json":
        told = response.json()
        if "results" in told and "change_set" in told and {r["status"] for r in told["results"]} == {"failed"}:
            return "kept"
        if told.get("undone") == 0:
            return "kept"
    return str(response.status_code)
