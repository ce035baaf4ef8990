"""The handlers of what the service says of itself."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from scim2_models import Context, ForbiddenException, ListResponse, Resource, ResourceType, Schema

from rapport.accounts.scim.discovery import resource_types, schemas, service_config
from rapport.accounts.scim.lists import missing
from rapport.api.scim.endpoint import Asked, Handler, shown


def read_config(asked: Asked) -> HttpResponse:
    """What can be asked for here."""
    return shown(service_config(asked.base))


def all_of(kind: type[Resource[Any]], found: Callable[[str], Sequence[Resource[Any]]]) -> Handler:
    """The handler that lists everything of a kind."""

    def read_all(asked: Asked) -> HttpResponse:
        if "filter" in asked.http.GET:
            # RFC 7644, 4: a filter here is refused, so that nobody believes it to have been applied.
            raise ForbiddenException(detail=_("This list cannot be filtered. Leave the filter out."))
        everything = list(found(asked.base))
        answer = ListResponse[kind](  # type: ignore[valid-type]
            total_results=len(everything), start_index=1, items_per_page=len(everything), resources=everything
        )
        return shown(answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))

    return read_all


def one_of(found: Callable[[str], Sequence[Resource[Any]]]) -> Handler:
    """The handler that reads one of them by its id."""

    def read_one(asked: Asked, key: str) -> HttpResponse:
        for each in found(asked.base):
            if each.id == key:
                return shown(each)
        raise missing()

    return read_one


ALL_TYPES, ONE_TYPE = all_of(ResourceType, resource_types), one_of(resource_types)
ALL_SCHEMAS, ONE_SCHEMA = all_of(Schema, schemas), one_of(schemas)
