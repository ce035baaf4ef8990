"""What a browser goes through to come in by SAML: asked, answered, let in; and what the provider knows us by."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.utils.http import urlencode

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.connections import anywhere
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.finish import finish_sign_in
from rapport.accounts.sso.requests import begin, remember
from rapport.accounts.sso.saml.agreed import our_metadata, sign_in_address
from rapport.accounts.sso.saml.refused import MessageRefused, Reason
from rapport.accounts.sso.saml.requests import ASKED, fetch_back, is_waiting, put_aside, request_id
from rapport.accounts.sso.saml.response import Answer, Proven, prove, read_answer
from rapport.platform.sealing import Unreadable

KIND = "saml"
MOST_BODY = 1 << 20
METADATA_TYPE = "application/samlmetadata+xml"


def ask(request: HttpRequest, connection: SsoConnection, *, next: str, again: bool) -> HttpResponse:  # noqa: A002 - the parameter's name
    """To the provider, with a signed request of ours. Raises `SsoFailed`."""
    state, browser = begin(request, connection, secrets=ASKED, next=next)
    try:
        address = sign_in_address(connection, request_id(state), again=again)
    except Unreadable as error:
        raise SsoFailed(Code.DISABLED, "key", str(error)) from error
    return remember(HttpResponseRedirect(address), browser)


def take_answer(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """Proves what the provider has the browser post, and sends the browser on with a ticket. Raises `SsoFailed`.

    An answer that nobody asked for signs nobody in: it could be somebody else's. It begins a sign-in of ours instead.
    """
    connection = usable(connection_id)
    require_small(request)
    try:
        answer = read_answer(request.POST.get("SAMLResponse", ""))
        if not answer.request_id and not is_waiting(connection, request.POST.get("RelayState", "")):
            return HttpResponseRedirect(f"/sso/{connection_id}/start", status=HTTPStatus.SEE_OTHER)
        ticket = put_aside(connection, answer.request_id, prove_asked(connection, answer))
    except MessageRefused as refused:
        code = Code.CANCELLED if refused.reason is Reason.STATUS else Code.REFUSED
        raise SsoFailed(code, str(refused.reason), refused.detail) from refused
    except Unreadable as error:
        raise SsoFailed(Code.DISABLED, "key", str(error)) from error
    address = f"/sso/saml/{connection_id}/continue?{urlencode({'ticket': ticket})}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def prove_asked(connection: SsoConnection, answer: Answer) -> Proven:
    """What an answer says to a sign-in that is on its way; signatures are not even looked at for any other.

    Raises `MessageRefused` for one that does not say what it answers, or `SsoFailed`.
    """
    if not answer.request_id:
        raise MessageRefused(Reason.REQUEST, "the answer does not say which request it is for")
    if not is_waiting(connection, answer.request_id):
        raise SsoFailed(Code.EXPIRED, "state")
    return prove(connection, answer)


def let_in(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """Opens the session, in the browser that began. It ends with the provider's, where that is sooner."""
    taken, claims, ends = fetch_back(request, connection_id, request.GET.get("ticket", ""))
    response = finish_sign_in(request, taken.connection, claims, taken.next)
    if ends is not None and ends < request.session.get_expiry_date():
        request.session.set_expiry(ends)
    return response


def metadata(connection_id: UUID) -> HttpResponse:
    """Our part of the agreement, as XML."""
    connection = anywhere(connection_id)
    if connection is None or connection.kind != KIND:
        return HttpResponseNotFound()
    response = HttpResponse(our_metadata(connection), content_type=METADATA_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="rapport-metadata.xml"'
    return response


def usable(connection_id: UUID) -> SsoConnection:
    """The connection. Raises `SsoFailed` where it is none, or switched off."""
    connection = anywhere(connection_id)
    if connection is None or connection.kind != KIND or not connection.enabled:
        raise SsoFailed(Code.DISABLED, "disabled")
    return connection


def require_small(request: HttpRequest) -> None:
    """Refuses a body that is too large before it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > MOST_BODY or request.headers.get("Transfer-Encoding"):
        raise SsoFailed(Code.REFUSED, str(Reason.UNREADABLE), "too large, or of unknown length")
