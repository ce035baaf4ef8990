"""Random requests of the members of one workspace: every route, with ids of another workspace and bodies of all kinds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db import connection
from django.http import HttpResponse

from rapport.accounts.scope import in_workspace
from rapport.api.route import Route
from rapport.api.urls import ROUTES
from rapport.records.actions import actions_of
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from tests.api.matrix.calls import BODIES, said
from tests.api.matrix.people import House, upload
from tests.dumps import tables

# Who may much is asked more often: most of what a reader asks ends early.
WEIGHTS = {"owner": 6, "admin": 4, "manager": 3, "salesperson": 2, "support": 2, "marketing": 2, "read_only": 1,
           "token_view": 1, "token_role": 1, "stranger": 1}  # fmt: skip
ODD: tuple[Any, ...] = (None, True, 0, -1, 1.5, "", "x", "\x00", "💥", [], {}, [None], {"id": "x"}, "a" * 300)
KINDS = {"link", "links", "user", "team", "stage"}


@dataclass(frozen=True)
class Request:
    """One request, as it can be sent again."""

    who: str
    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    upload: ObjectType | None = None

    def send(self, house: House) -> HttpResponse:
        client = house.clients[self.who]
        if self.upload:
            return upload(client, self.upload)
        return client.send(self.method, self.path, self.body, **self.headers)


def ids_in(house: House) -> list[str]:
    """The id of every row of the workspace, of whatever table, of its members and its own."""
    parts = [f"SELECT id::text FROM {table} WHERE workspace_id = %(w)s" for table, columns in tables().items()
             if {"id", "workspace_id"} <= columns]  # fmt: skip
    with in_workspace(house.workspace_id), connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts) + " ORDER BY 1", {"w": house.workspace_id})
        found = [text for (text,) in cursor.fetchall()]
    return [*found, *(str(user.id) for user in house.users.values()), str(house.workspace_id)]


class Generator:
    """Requests of the members of `house`, who know every id of the workspace `other`."""

    def __init__(self, seed: int, house: House, other: House) -> None:
        self.random = Random(seed)
        self.house, self.other = house, other
        self.own, self.foreign = ids_in(house), ids_in(other)
        self.objects = list(registry.objects().values())

    def requests(self, count: int) -> Iterator[Request]:
        for _turn in range(count):
            yield self.request(self.random.choice(ROUTES))

    def request(self, route: Route) -> Request:
        who = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        object_type = self.random.choice(self.objects)
        if route.multipart:
            return Request(who, route.method, route.path, upload=object_type)
        path = route.path.replace("{plural}", object_type.plural)
        verbs = [verb.key for verb in actions_of(object_type.key)] or ["none"]
        path = path.replace("{key}", self.random.choice(verbs)).replace("{share}", self.id("shares", object_type))
        path = path.replace("{id}", self.id(route.path, object_type))
        if route.query and self.random.random() < 0.6:
            path += f"?{urlencode(self.query(route, object_type))}"
        return Request(who, route.method, path, self.body(route, object_type), self.headers())

    def id(self, where: str, object_type: ObjectType) -> str:
        """An id that fits the path, of either workspace, or any other."""
        whose = self.random.choice((self.house, self.other))
        things = whose.things[self.random.choice(list(whose.things))]
        if "{plural}" in where:
            fit = [things.live[object_type.plural], things.deleted[object_type.plural]]
        elif where == "shares":
            fit = [things.shares[object_type.plural]]
        else:
            fit = [*things.ids.values(), *whose.common.values()]
        return self.random.choice(fit) if self.random.random() < 0.8 else self.any_id()

    def any_id(self) -> str:
        return self.random.choice(self.random.choice((self.foreign, self.foreign, self.own)))

    def headers(self) -> dict[str, str]:
        turn = self.random.random()
        if turn < 0.05:
            return {"X-Workspace": str(self.other.workspace_id)}
        if turn < 0.08:
            return {"X-View-As": self.any_id()}
        return {"Idempotency-Key": self.any_id()} if turn < 0.1 else {}

    def query(self, route: Route, object_type: ObjectType) -> dict[str, str]:
        """Some of the route's parameters."""
        found = {}
        for parameter in self.random.sample(list(route.query), self.random.randint(1, len(route.query))):
            chosen = parameter.schema.get("enum")
            if parameter.name == "filter":
                found["filter"] = orjson.dumps(self.filter(object_type)).decode()
            elif chosen:
                found[parameter.name] = str(self.random.choice(chosen))
            else:
                found[parameter.name] = str(self.random.choice((self.any_id(), "1", "true", "name", "")))
        return found

    def filter(self, object_type: ObjectType) -> Any:
        """A filter that names rows of the other workspace."""
        spec = self.random.choice([s for s in object_type.fields.values() if s.type.operators])
        several = self.random.random() < 0.5
        value = [self.any_id(), self.any_id()] if several else self.any_id()
        return {"field": spec.key, "op": self.random.choice(list(spec.type.operators)), "value": value}

    def body(self, route: Route, object_type: ObjectType) -> Any:
        """The body that fits, with some of its values replaced; for a write, values of any fields."""
        if route.method in {"GET", "DELETE"}:
            return None
        name = route.handler.__name__
        record = self.id("{plural}", object_type)
        if name in {"create_record", "update_record"}:
            return self.values(object_type)
        if name == "write_many":
            return {"operations": [self.operation(object_type) for _turn in range(self.random.randint(1, 4))]}
        if name == "run_query":
            return {"object": object_type.key, "filter": self.filter(object_type)}
        fits = BODIES.get(name, said({}))(self.random.choice((self.house, self.other)), object_type, record)
        return self.changed(fits)

    def operation(self, object_type: ObjectType) -> dict[str, Any]:
        kind = self.random.choice(("create", "update", "delete", "upsert"))
        values = {} if kind == "delete" else {"values": self.values(object_type)}
        at = {"match": object_type.title} if kind == "upsert" else {}
        return {"op": kind, **values, **at} | ({} if kind in {"create", "upsert"} else {"id": self.record(object_type)})

    def record(self, object_type: ObjectType) -> str:
        return self.id("{plural}", object_type)

    def values(self, object_type: ObjectType) -> dict[str, Any]:
        """Values of some fields; what points at something points anywhere."""
        specs: Sequence[Any] = list(object_type.writable)
        chosen = self.random.sample(specs, self.random.randint(1, min(4, len(specs))))
        return {spec.key: self.value(spec.kind) for spec in chosen}

    def value(self, kind: str) -> Any:
        if self.random.random() < 0.1:
            return self.random.choice(ODD)
        if kind in KINDS:
            return [self.any_id(), self.any_id()] if kind == "links" else self.any_id()
        return self.random.choice(("Changed", self.any_id(), 7, "2026-11-25"))

    def changed(self, value: Any) -> Any:
        """The same, with each value replaced by something else now and then."""
        if isinstance(value, dict):
            return {key: self.changed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.changed(item) for item in value]
        turn = self.random.random()
        if turn < 0.15:
            return self.any_id()
        return self.random.choice(ODD) if turn < 0.25 else value
