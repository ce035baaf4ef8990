"""The handlers of users and groups, which differ in their model and in who writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from django.http import HttpResponse
from scim2_models import Context, ListResponse, Resource, ResponseParameters, SearchRequest

from rapport.accounts.scim import groups, users
from rapport.accounts.scim.lists import read_one, read_page
from rapport.accounts.scim.resources import POLICY, Group, User
from rapport.api.scim.endpoint import Asked, shown

Body = Mapping[str, Any]
Write = Callable[[UUID, str, Body, int | None], None]
PARAMETERS = ("attributes", "excludedAttributes")
SEARCH = (*PARAMETERS, "filter", "sortBy", "sortOrder", "startIndex", "count")


@dataclass(frozen=True, slots=True)
class Handlers:
    """What can be done with one kind of resource. `quiet` answers a PATCH without a body: a group may be very long."""

    kind: type[Resource[Any]]
    create_one: Callable[[UUID, Body], UUID]
    replace_one: Write
    patch_one: Write
    delete_one: Callable[[UUID, str, int | None], None]
    quiet: bool = False

    def list(self, asked: Asked) -> HttpResponse:
        """A page by the parameters of the address."""
        given = {key: value for key, value in asked.query().items() if key in SEARCH}
        return page(asked, self.kind, SearchRequest[self.kind].model_validate(given, scim_policy=POLICY))  # type: ignore[name-defined]

    def search(self, asked: Asked) -> HttpResponse:
        """A page by a body: what is searched for stands in no address then."""
        return page(asked, self.kind, searched(asked, SearchRequest[self.kind]))  # type: ignore[name-defined]

    def create(self, asked: Asked) -> HttpResponse:
        """A new one."""
        made = self.create_one(asked.directory.workspace_id, asked.body())
        return self.one(asked, str(made), 201)

    def read(self, asked: Asked, key: str) -> HttpResponse:
        """One."""
        return self.one(asked, key)

    def replace(self, asked: Asked, key: str) -> HttpResponse:
        """All of one."""
        self.replace_one(asked.directory.workspace_id, key, asked.body(), asked.version())
        return self.one(asked, key)

    def patch(self, asked: Asked, key: str) -> HttpResponse:
        """Parts of one."""
        self.patch_one(asked.directory.workspace_id, key, asked.body(), asked.version())
        if self.quiet and "attributes" not in asked.query():
            return HttpResponse(status=204)
        return self.one(asked, key)

    def delete(self, asked: Asked, key: str) -> HttpResponse:
        """One less."""
        self.delete_one(asked.directory.workspace_id, key, asked.version())
        return HttpResponse(status=204)

    def one(self, asked: Asked, key: str, status: int = 200) -> HttpResponse:
        """One as it is now, with its version and address in the head."""
        given = {name: value for name, value in asked.query().items() if name in PARAMETERS}
        wanted = ResponseParameters[self.kind].model_validate(given, scim_policy=POLICY)  # type: ignore[name-defined]
        found = read_one(asked.directory.workspace_id, self.kind, key, wanted, asked.base)
        document = found.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=wanted)
        return shown(document, status, ETag=found.meta.version, Location=found.meta.location)


def search_all(asked: Asked) -> HttpResponse:
    """A page of users, then of groups."""
    return page(asked, User | Group, searched(asked, SearchRequest[User | Group]))


def searched(asked: Asked, form: type[SearchRequest[Any]]) -> SearchRequest[Any]:
    """What the body searches for."""
    return form.model_validate(asked.body(), scim_ctx=Context.SEARCH_REQUEST, scim_policy=POLICY)


def page(asked: Asked, kind: Any, wanted: SearchRequest[Any]) -> HttpResponse:
    """A page of one kind, or of a union of kinds, as a list response."""
    kinds = get_args(kind) or (kind,)
    found = read_page(asked.directory.workspace_id, kinds, wanted, asked.base)
    answer = ListResponse[kind](
        total_results=found.total,
        start_index=found.start,
        items_per_page=len(found.resources),
        resources=list(found.resources),
    )
    return shown(answer.model_dump(scim_ctx=Context.SEARCH_RESPONSE, response_parameters=wanted))


USERS = Handlers(User, users.create_user, users.replace_user, users.patch_user, users.delete_user)
GROUPS = Handlers(Group, groups.create_group, groups.replace_group, groups.patch_group, groups.delete_group, quiet=True)
