"""The addresses of SCIM 2.0, under /scim/v2."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from rapport.api.scim.discovery import ALL_SCHEMAS, ALL_TYPES, ONE_SCHEMA, ONE_TYPE, read_config
from rapport.api.scim.endpoint import endpoint
from rapport.api.scim.errors import error
from rapport.api.scim.resources import GROUPS, USERS, Handlers, search_all


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001 - Django calls it so
    """An address that does not exist."""
    return error(
        404, _("There is no such address. The service begins at /scim/v2; its resources are Users and Groups.")
    )


def addresses(name: str, of: Handlers) -> list[object]:
    """The addresses of one kind of resource."""
    one = endpoint(get=of.read, put=of.replace, patch=of.patch, delete=of.delete)
    return [
        path(f"v2/{name}", endpoint(get=of.list, post=of.create)),
        path(f"v2/{name}/.search", endpoint(post=of.search)),
        path(f"v2/{name}/<str:key>", one),
    ]


urlpatterns = [
    path("v2/ServiceProviderConfig", endpoint(get=read_config)),
    path("v2/ResourceTypes", endpoint(get=ALL_TYPES)),
    path("v2/ResourceTypes/<str:key>", endpoint(get=ONE_TYPE)),
    path("v2/Schemas", endpoint(get=ALL_SCHEMAS)),
    path("v2/Schemas/<str:key>", endpoint(get=ONE_SCHEMA)),
    path("v2/.search", endpoint(post=search_all)),
    *addresses("Users", USERS),
    *addresses("Groups", GROUPS),
    path("<path:rest>", unknown),
]
