"""Every route of the table, for everyone who may not: a stranger, another workspace, a reader, a salesperson on somebody
else's record, a deactivated user, and tokens that are revoked or made up. They are refused, and nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.accounts.tokens import create_token, revoke_token
from rapport.accounts.users import deactivate_user
from rapport.accounts.workspaces import deactivate_member
from rapport.api.route import Route
from rapport.api.urls import ROUTES
from rapport.records.actions import actions_of
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.records.desks import Desk

TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'workspace_id'
      AND NOT a.attisdropped AND c.relname NOT IN ('accounts_session', 'accounts_api_token', 'idempotency_key')
    ORDER BY 1
"""


def dump(workspace: UUID) -> dict[str, list[str]]:
    """Every row of the workspace's tables, as text."""
    with in_workspace(workspace), connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t WHERE workspace_id = %s ORDER BY 1", (workspace,))
            found[table] = [text for (text,) in cursor.fetchall()]
    return found


@dataclass(frozen=True)
class Call:
    """One route for one object, with its path filled in and a body that fits."""

    route: Route
    path: str
    body: Any

    def by(self, client: ApiClient, **headers: str) -> int:
        return client.send(self.route.method, self.path, self.body, **headers).status_code


class House:
    """A workspace with something behind every address."""

    def __init__(self, desk: Desk, olga: ApiClient) -> None:
        self.desk, self.olga = desk, olga
        self.records: dict[str, str] = {}
        self.change_sets: dict[str, str] = {}
        for object_type in registry.objects().values():
            values = {s.key: "Kept" for s in object_type.writable if s.kind == "text"}
            made = olga.send("post", f"/{object_type.plural}", values)
            self.records[object_type.plural] = made.json()["id"]
            self.change_sets[object_type.plural] = made.headers["X-Change-Set"]
        self.view = olga.post("/views", {"object": next(iter(registry.objects())), "label": "Mine"}, 201)["id"]

    def calls(self) -> Iterator[Call]:
        for route in ROUTES:
            for object_type in registry.objects().values() if route.per_object else (None,):
                if object_type is not None and route.only is not None and not route.only(object_type):
                    continue
                yield from self.filled(route, object_type)

    def filled(self, route: Route, object_type: ObjectType | None) -> Iterator[Call]:
        if object_type is None:
            first = next(iter(registry.objects().values()))
            known = self.change_sets[first.plural] if route.path.startswith("/changes") else self.view
            yield Call(route, route.path.replace("{id}", known), self.body(route, first))
            return
        path = route.path.replace("{plural}", object_type.plural).replace("{id}", self.records[object_type.plural])
        if "{key}" not in path:
            yield Call(route, path, self.body(route, object_type))
            return
        for action in actions_of(object_type.key):
            asked = action.body.model_fields if action.body else {}
            body = {key: object_type.fields[key].options["choices"][0].value for key in asked}
            yield Call(route, path.replace("{key}", action.key), body)

    def body(self, route: Route, object_type: ObjectType) -> Any:
        if route.method not in {"POST", "PATCH"}:
            return None
        text = next(s.key for s in object_type.writable if s.kind == "text")
        if route.path.endswith("/bulk"):
            return {"operations": [
                {"op": "update", "id": self.records[object_type.plural], "values": {text: "Changed"}},
                {"op": "delete", "id": self.records[object_type.plural]},
            ]}  # fmt: skip
        if route.path == "/query":
            return {"object": object_type.key}
        if route.path.startswith("/views"):
            return {"label": "Changed"} if "{id}" in route.path else {"object": object_type.key, "label": "New"}
        if route.path == "/me":
            return {"name": "Changed"}
        if route.path == "/me/workspace":
            return {"workspace": str(self.desk.workspace_id)}
        return {} if "{id}/" in route.path or not route.per_object else {text: "Changed"}


@pytest.fixture
def home(acme: Desk, olga: ApiClient) -> House:
    return House(acme, olga)


def test_there_is_a_call_for_every_route(home: House) -> None:
    assert {call.route.path for call in home.calls()} == {route.path for route in ROUTES}


def test_nobody_signed_in_is_let_in(home: House) -> None:
    before = dump(home.desk.workspace_id)
    gone = home.desk.colleague("manager")
    left = home.desk.colleague("support")
    token, row = issued(home.desk)
    former, member = sign_in(gone.user), sign_in(left.user)
    before = dump(home.desk.workspace_id)
    deactivate_user(gone.user.id)
    deactivate_member(home.desk.workspace_id, left.user.id)
    revoke_token(home.desk.workspace_id, home.desk.user.id, row)
    after_leaving = dump(home.desk.workspace_id)
    for call in home.calls():
        if call.route.access == "public":
            continue
        assert call.by(stranger_client()) == 401, call
        assert call.by(former) == 401, call
        assert call.by(member) in {401, 403, 404}, call
        for bad in (token, "rpt_nonsense", token[:-2] + "xx", ""):
            assert call.by(stranger_client(), Authorization=f"Bearer {bad}") == 401, (call, bad)
    assert dump(home.desk.workspace_id) == after_leaving
    assert {k: v for k, v in before.items() if not k.startswith(("accounts", "audit"))} == {
        k: v for k, v in after_leaving.items() if not k.startswith(("accounts", "audit"))
    }


def issued(desk: Desk) -> tuple[str, UUID]:
    made, text = create_token(workspace_id=desk.workspace_id, user_id=desk.user.id, name="Robot")
    return text, made.id


def test_another_workspace_finds_nothing(home: House, globex: Desk, gert: ApiClient) -> None:
    theirs = next(iter(registry.objects().values()))
    gert.post(f"/{theirs.plural}", {s.key: "Theirs" for s in theirs.writable if s.kind == "text"}, 201)
    before = dump(home.desk.workspace_id)
    for call in home.calls():
        status = call.by(gert)
        if "{id}" in call.route.path or call.route.path == "/me/workspace":
            assert status == 404, (call, status)
        assert status < 500, call
        if call.route.access != "public":
            inside = call.by(gert, X_Workspace=str(home.desk.workspace_id))
            assert inside == 404, (call, inside)
    assert dump(home.desk.workspace_id) == before
    assert globex.workspace_id != home.desk.workspace_id


def test_a_reader_changes_nothing(home: House, reader: ApiClient) -> None:
    before = dump(home.desk.workspace_id)
    own = {"/views", "/me", "/query"}
    for call in home.calls():
        if call.route.path in own or call.route.path.startswith("/me/") or call.route.access == "public":
            continue
        status = call.by(reader)
        if (
            call.route.special
            or call.route.access in {"create", "edit", "delete"}
            or call.route.path.startswith("/changes/")
        ):
            assert status == 403, (call, status)
        elif call.route.method != "GET":
            assert status in {403, 404}, (call, status)
        else:
            assert status == 200, (call, status)
    assert dump(home.desk.workspace_id) == before


def test_a_salesperson_leaves_somebody_else_s_record_alone(home: House) -> None:
    sam = sign_in(home.desk.colleague("salesperson").user)
    before = dump(home.desk.workspace_id)
    for call in home.calls():
        if not call.route.per_object or call.route.method == "GET" or call.route.access == "create":
            continue
        if call.route.path.endswith("/bulk"):
            answer = sam.send("post", call.path, {"operations": call.body["operations"][:1]})
            assert [r["status"] for r in answer.json()["results"]] == ["failed"]
        else:
            # They see their own alone, and delete nothing at all.
            assert call.by(sam) == (403 if call.route.access == "delete" else 404), call
    assert dump(home.desk.workspace_id) == before


def test_a_session_follows_its_roles_at_once(home: House) -> None:
    from rapport.accounts.models import Role

    max_ = home.desk.colleague("manager")
    client = sign_in(max_.user)
    plural, record = next(iter(home.records.items()))
    object_type = registry.by_plural(plural)
    text = next(s.key for s in object_type.writable if s.kind == "text")
    if object_type.sharing:
        home.desk.update(object_type.key, record, **{object_type.sharing.owner: str(max_.user.id)})
    client.patch(f"/{plural}/{record}", {text: "Changed"})
    with in_workspace(home.desk.workspace_id):
        role = Role.objects.get(workspace_id=home.desk.workspace_id, key="manager")
        role.grants = {"*": {"view": "all", "create": "none", "edit": "none", "delete": "none"}}
        role.save(update_fields=["grants"])
    assert client.send("patch", f"/{plural}/{record}", {text: "Again"}).status_code == 403
    assert client.get("/me")["can"][object_type.key]["edit"] == "none"


def test_a_write_without_the_header_is_refused(home: House) -> None:
    before = dump(home.desk.workspace_id)
    client = sign_in(home.desk.user)
    for call in home.calls():
        if call.route.method == "GET" or call.route.access == "public":
            continue
        for token in ("", "b" * 32, "x"):
            assert call.by(client, X_CSRFToken=token) == 403, (call, token)
    assert dump(home.desk.workspace_id) == before
