"""The addresses of the API, from the table of routes."""

import re
from functools import lru_cache

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from rapport.api import (
    access,
    account,
    audit,
    audit_settings,
    exports,
    imports,
    invitations,
    members,
    provisioning,
    records,
    sessions,
    sso,
    tokens,
    views,
    workspace,
)
from rapport.api.dispatch import request_id, view_of
from rapport.api.oauth import apps, consent
from rapport.api.openapi import document
from rapport.api.problem import simple
from rapport.api.route import Route

ROUTES: tuple[Route, ...] = (
    *workspace.ROUTES, *account.ROUTES, *sessions.ROUTES, *tokens.ROUTES, *members.ROUTES,
    *invitations.ROUTES, *apps.ROUTES, *consent.ROUTES, *access.ROUTES, *sso.ROUTES, *audit.ROUTES,
    *audit_settings.ROUTES, *views.ROUTES, *imports.ROUTES, *exports.ROUTES, *provisioning.ROUTES, *records.ROUTES,
)  # fmt: skip
PART = re.compile(r"\{(\w+)\}")


def patterns() -> list[URLPattern]:
    """One pattern for each address, those with fixed words first."""
    by_path: dict[str, dict[str, Route]] = {}
    for route in ROUTES:
        by_path.setdefault(route.path, {})[route.method] = route
    ordered = sorted(by_path, key=lambda address: ("{plural}" in address, address.count("{"), address))
    made = [path(PART.sub(r"<str:\1>", address[1:]), view_of(by_path[address])) for address in ordered]
    return [path("openapi.json", openapi), *made, re_path(r"^.*$", unknown)]


@lru_cache(maxsize=1)
def openapi_document() -> bytes:
    """The document, made once: declarations do not change while the server runs."""
    return orjson.dumps(document(ROUTES), option=orjson.OPT_INDENT_2)


def openapi(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001 - Django calls it so
    """The document that describes all this; it holds no data and is open to all."""
    return HttpResponse(openapi_document(), content_type="application/json")


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponseBase:
    """An address that does not exist."""
    detail = "There is no such address. The document at /api/v1/openapi.json lists all."
    return simple(404, "not-found", "Not found", detail, request_id(request))


urlpatterns = [path("v1/", include(patterns())), re_path(r"^.*$", unknown)]
