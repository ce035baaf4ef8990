"""The addresses that browsers and providers come to. A person is always sent on, never shown an error in JSON."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rapport.accounts import attempts
from rapport.accounts.models import SsoConnection
from rapport.accounts.sso import requests
from rapport.accounts.sso.connections import anywhere
from rapport.accounts.sso.failures import Code, SsoFailed, failed, tell
from rapport.accounts.sso.oidc import journey, logout
from rapport.accounts.sso.saml import door
from rapport.kernel.errors import TooMany

Start = Callable[..., HttpResponse]
# By the kind of a connection: what sends a browser to its provider.
STARTS: Mapping[str, Start] = {"oidc": journey.start, "saml": door.start}


@require_GET
@never_cache
def start(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """To the provider."""
    connection = None
    try:
        count(request, "sso")
        connection = named(connection_id)
        again = request.GET.get("again") == "true"
        return STARTS[connection.kind](request, connection, next=request.GET.get("next", "/"), again=again)
    except SsoFailed as failure:
        return failed(request, failure, connection)


@require_GET
@never_cache
def oidc_callback(request: HttpRequest) -> HttpResponse:
    """Back from an OpenID provider."""
    connection = None
    try:
        count(request, "sso")
        taken = requests.take(request, journey.only(request, "state"))
        connection = taken.connection
        return journey.finish(request, taken)
    except SsoFailed as failure:
        return failed(request, failure, connection)


@require_POST
@never_cache
@csrf_exempt  # a server sends it, with no cookie; the signature in it is the proof
def oidc_logout(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """What OpenID Connect Back-Channel Logout 1.0 asks for."""
    connection = None
    try:
        count(request, "sso_logout")
        connection = named(connection_id)
        logout.log_out(connection, logout.token_in(request))
    except SsoFailed as failure:
        tell(failure, connection)
        return JsonResponse({"error": "invalid_request", "error_description": failure.reason}, status=400)
    return HttpResponse(status=200)


def named(connection_id: UUID) -> SsoConnection:
    """The connection, which is in use. Raises `SsoFailed`."""
    found = anywhere(connection_id)
    if found is None or not found.enabled:
        raise SsoFailed(Code.DISABLED, "disabled")
    return found


def count(request: HttpRequest, action: str) -> None:
    """Raises `SsoFailed` for one of too many requests of an address."""
    try:
        attempts.count(request, action, "")
    except TooMany as error:
        raise SsoFailed(Code.UNREACHABLE, "too_many") from error
