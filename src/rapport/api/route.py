"""A route: what one address does, who may, what it takes and what it answers. The table is the API and its document."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpResponseBase

from rapport.accounts.roles import Special
from rapport.api.request import ApiRequest
from rapport.schema.object_type import ObjectType

Method = Literal["GET", "POST", "PATCH", "DELETE"]
Access = Literal["public", "member", "view", "create", "edit", "delete"]
Schema = Mapping[str, Any]
SchemaFor = Callable[[ObjectType], Schema]
Handler = Callable[[ApiRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One query parameter; the schema is JSON Schema."""

    name: str
    help: str
    schema: Schema = field(default_factory=lambda: {"type": "string"})


@dataclass(frozen=True, slots=True)
class Route:
    """`path` has `{name}` for its parts; one with `{plural}` stands for every object. `access` is the least right that
    the handler demands (the doors decide per record), `special` a word of the role, `fresh` a sign-in a few
    minutes ago, `bare` lets in who has yet to set up a second factor or to come by single sign-on, `account` keeps out
    who came by it: it is about more than this workspace. `reads` marks one that changes nothing although it is no GET.
    `scopes` are those of an app of which it needs one here: without any it is closed to apps, but what stands for every
    object is open to them as far as their grants reach. `any_query` passes parameters over that it does not know.
    `answer` None means no body."""

    method: Method
    path: str
    handler: Handler
    summary: str
    access: Access
    status: int = 200
    special: Special | None = None
    fresh: bool = False
    reads: bool = False
    bare: bool = False
    account: bool = False
    query: Sequence[Parameter] = ()
    body: Schema | SchemaFor | None = None
    multipart: bool = False
    answer: Schema | SchemaFor | None = None
    content_type: str = "application/json"
    refusals: Sequence[int] = ()
    idempotent: bool = False
    only: Callable[[ObjectType], bool] | None = None
    most_bytes: int = 2 << 20
    scopes: Sequence[str] = ()
    any_query: bool = False

    @property
    def per_object(self) -> bool:
        """Whether it stands for every object."""
        return "{plural}" in self.path

    def opens_to(self, scopes: Collection[str]) -> bool:
        """Whether an app with these scopes may ask."""
        return self.per_object or ANY_SCOPE in self.scopes or not set(self.scopes).isdisjoint(scopes)


ANY_SCOPE = "*"
ID = {"type": "string", "format": "uuid"}
CURSOR = Parameter("cursor", "Where the page begins: `next` of the page before.")


def limit(default: int, most: int = 200) -> Parameter:
    """The size of a page."""
    return Parameter(
        "limit", "Records of a page.", {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    )
