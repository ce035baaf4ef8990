"""The addresses that apps ask without a browser session: tokens, revocation, and where everything is."""

from collections.abc import Callable
from http import HTTPStatus

import orjson
from allauth.core.internal.httpkit import get_client_ip
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.util import extract_basic_authorization
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from rapport.accounts import attempts
from rapport.accounts.keys import place_of
from rapport.accounts.scope import in_workspace
from rapport.api.oauth.asked import Asked, look
from rapport.api.oauth.client import GRANTS, METHODS
from rapport.api.oauth.scopes import catalog
from rapport.api.oauth.server import Reply, server
from rapport.kernel.errors import TooMany

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 16 << 10
NOT_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
# A page of any site may ask: no cookie is read here, and what is asked needs a code or a token to be answered.
ANY_SITE = {"Access-Control-Allow-Origin": "*"}
PREFLIGHT = ANY_SITE | {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}
View = Callable[[HttpRequest], HttpResponse]


def taking_forms(act: Callable[[Asked], Reply], *, shared: bool) -> View:
    """A view for an app that sends a form; `shared` lets pages of other sites read the answer."""

    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS" and shared:
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        if request.method != "POST":
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "POST"})
        try:
            reply = answered(request, act)
        except OAuth2Error as error:
            reply = server.handle_response(*error())
        except TooMany as refusal:
            reply = busy(refusal)
        headers = reply.headers | NOT_STORED | (ANY_SITE if shared else {})
        return HttpResponse(orjson.dumps(reply.body), status=reply.status, headers=headers)

    return view


def answered(request: HttpRequest, act: Callable[[Asked], Reply]) -> Reply:
    """One form, in one transaction: it is also kept when Authlib refuses, for what a second use has ended."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES or request.content_type != FORM:
        raise InvalidRequestError("Send a form, application/x-www-form-urlencoded, of at most 16 kB.")
    form = QueryDict(request.body, encoding="utf-8")
    look(form)
    asked = Asked("POST", form, request.headers)
    named = client_id(asked)
    attempts.count(request, "oauth_token", f"{named[:40]} {get_client_ip(request)}")
    place = place_of(named)
    if place is None:
        return act(asked)
    with in_workspace(place):
        return act(asked)


def client_id(asked: Asked) -> str:
    """Which app says it asks. It proves itself in one way only, and always under the same name."""
    named = asked.form.get("client_id", "")
    if not asked.headers.get("Authorization"):
        return str(named)
    try:
        basic, _secret = extract_basic_authorization(asked.headers)
    except ValueError:
        return ""
    if "client_secret" in asked.form or (named and named != basic):
        raise InvalidRequestError("Send the credentials once: in the header or in the form.")
    return basic or ""


def busy(refusal: TooMany) -> Reply:
    """Too many requests of one address, or of one app."""
    said = {"error": "temporarily_unavailable", "error_description": "Wait as long as Retry-After says."}
    return Reply(HTTPStatus.TOO_MANY_REQUESTS, said, {"Retry-After": str(refusal.retry_after)})


@require_safe
def metadata(_request: HttpRequest) -> HttpResponse:
    """RFC 8414: what this server can do, and where."""
    here = settings.RAPPORT.web_address()
    return shown({
        "issuer": here,
        "authorization_endpoint": f"{here}/oauth/authorize",
        "token_endpoint": f"{here}/oauth/token",
        "revocation_endpoint": f"{here}/oauth/revoke",
        "scopes_supported": list(catalog()),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": list(GRANTS),
        "token_endpoint_auth_methods_supported": list(METHODS),
        "revocation_endpoint_auth_methods_supported": list(METHODS),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    })  # fmt: skip


@require_safe
def resource(_request: HttpRequest, below: str = "") -> HttpResponse:
    """RFC 9728: who gives tokens for this resource, the whole site or the API."""
    here = settings.RAPPORT.web_address()
    return shown({
        "resource": f"{here}{below}",
        "authorization_servers": [here],
        "scopes_supported": list(catalog()),
        "bearer_methods_supported": ["header"],
        "resource_name": "Rapport",
    })  # fmt: skip


def shown(document: dict[str, object]) -> HttpResponse:
    """A document that everybody may read."""
    headers = ANY_SITE | {"Cache-Control": "public, max-age=3600"}
    return HttpResponse(orjson.dumps(document), content_type="application/json", headers=headers)


urlpatterns = [
    path("oauth/token", taking_forms(server.create_token_response, shared=True)),
    path(
        "oauth/revoke", taking_forms(lambda asked: server.create_endpoint_response("revocation", asked), shared=False)
    ),
    path(".well-known/oauth-authorization-server", metadata),
    path(".well-known/oauth-protected-resource", resource),
    path(".well-known/oauth-protected-resource/api/v1", resource, {"below": "/api/v1"}),
]
