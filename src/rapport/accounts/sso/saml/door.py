"""The door to SAML. Behind it are the libraries for signatures of XML, 10 MB of them: they are loaded when somebody
comes by SAML, and not at the start."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rapport.accounts import attempts
from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.connections import anywhere
from rapport.accounts.sso.failures import Code, SsoFailed, failed
from rapport.accounts.sso.steps import Step
from rapport.kernel.errors import Conflict, TooMany
from rapport.platform.xml_signatures import signatures_problem

Body = Mapping[str, Any]
# The parts of the API that a connection by SAML has for itself.
OWN = ("metadata_url", "metadata_xml", "entity_id", "sign_in_url", "certificate")
View = Callable[[HttpRequest, UUID], HttpResponse]


def start(request: HttpRequest, connection: SsoConnection, *, next: str, again: bool) -> HttpResponse:  # noqa: A002 - the parameter's name
    """Sends the browser to the provider; `again` asks that they prove anew who they are. Raises `SsoFailed`."""
    require_libraries()
    from rapport.accounts.sso.saml import views

    return views.ask(request, connection, next=next, again=again)


def create(workspace_id: UUID, shared: Body, own: Body) -> SsoConnection:
    """A new connection. Raises `Invalid`, or `Conflict` where the server cannot check signatures."""
    refuse_without_libraries()
    from rapport.accounts.sso.saml import connections

    return connections.create(workspace_id, shared, own)


def update(workspace_id: UUID, connection_id: UUID, shared: Body, own: Body) -> SsoConnection:
    """Changes what is given. Raises `Invalid`, `NotFound`, `Conflict`."""
    refuse_without_libraries()
    from rapport.accounts.sso.saml import connections

    return connections.update(workspace_id, connection_id, shared, own)


def look(workspace_id: UUID, connection_id: UUID) -> list[Step]:
    """Step by step whether it works. Raises `NotFound`, `Conflict`."""
    refuse_without_libraries()
    from rapport.accounts.sso.saml import upkeep

    return upkeep.look(workspace_id, connection_id)


def follow_all() -> int:
    """Reads the metadata of all connections anew; says how many had changed. Raises `Conflict`."""
    refuse_without_libraries()
    from rapport.accounts.sso.saml import upkeep

    return upkeep.follow_all()


def guarded(view: View) -> View:
    """A browser's address: what fails ends on the sign-in page."""

    @wraps(view)
    def answered(request: HttpRequest, connection_id: UUID) -> HttpResponse:
        try:
            attempts.count(request, "sso", "")
            require_libraries()
            return view(request, connection_id)
        except SsoFailed as failure:
            return failed(request, failure, anywhere(connection_id))
        except TooMany:
            return failed(request, SsoFailed(Code.UNREACHABLE, "too_many"), anywhere(connection_id))

    return answered


@never_cache
@csrf_exempt  # the provider's page posts it; what it proves is in the message, and for which browser in the cookie
@require_POST
@guarded
def acs(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """The provider's answer (assertion consumer service)."""
    from rapport.accounts.sso.saml import views

    return views.take_answer(request, connection_id)


@never_cache
@require_GET
@guarded
def go_on(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """The browser that began comes for what the provider said of it."""
    from rapport.accounts.sso.saml import views

    return views.let_in(request, connection_id)


@require_GET
@guarded
def metadata(request: HttpRequest, connection_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """What the provider is given to know us by."""
    from rapport.accounts.sso.saml import views

    return views.metadata(connection_id)


def require_libraries() -> None:
    """Raises `SsoFailed` where signatures cannot be checked; operators read why in the log."""
    problem = signatures_problem()
    if problem:
        raise SsoFailed(Code.DISABLED, "libraries", problem)


def refuse_without_libraries() -> None:
    """Raises `Conflict` with the sentence."""
    problem = signatures_problem()
    if problem:
        raise Conflict(problem)


urlpatterns = [
    path("<uuid:connection_id>/acs", acs),
    path("<uuid:connection_id>/continue", go_on),
    path("<uuid:connection_id>/metadata", metadata),
]
