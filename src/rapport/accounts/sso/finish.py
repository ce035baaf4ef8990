"""The end of every single sign-on: from what the provider says of somebody to a session in one workspace."""

from http import HTTPStatus

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from rapport.accounts.groups import apply_groups
from rapport.accounts.models import MembershipRole, Role, SsoConnection, User
from rapport.accounts.scope import in_workspace, take_turns
from rapport.accounts.sessions import SSO_KEY, WORKSPACE_KEY
from rapport.accounts.sso.claims import LONGEST_SUBJECT, Claims
from rapport.accounts.sso.connections import is_elsewhere, of_place
from rapport.accounts.sso.failures import Code, SsoFailed, vouched
from rapport.accounts.sso.people import member_for
from rapport.accounts.sso.requests import forget, local
from rapport.accounts.teams import TURNS
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.kernel.origin import known_as

MOST_GROUPS_SEEN = 500
METHOD = "sso"


@vouched()
def finish_sign_in(request: HttpRequest, connection: SsoConnection, claims: Claims, next: str) -> HttpResponse:  # noqa: A002 - the parameter's name
    """Signs the person in, and sends them to the page they wanted. Raises `SsoFailed`, and then nothing has happened.

    The caller has proved that the connection's provider said so, to this browser, now.
    """
    if not claims.subject or len(claims.subject) > LONGEST_SUBJECT or "\x00" in claims.subject:
        raise SsoFailed(Code.REFUSED, "subject")
    with in_workspace(connection.workspace_id):
        require_unchanged(connection)
        user = member_for(connection, claims)
        if claims.groups is not None:
            apply_groups(connection.workspace_id, user.id, claims.groups)
        note_use(connection, user, claims)
        open_session(request, connection, user, claims)
    response = HttpResponseRedirect(local(next), status=HTTPStatus.FOUND)
    forget(response)
    return response


def require_unchanged(connection: SsoConnection) -> None:
    """Raises `SsoFailed` when the connection was switched off, deleted or led elsewhere while the provider was asked:
    the sessions that came by it have ended then, and none begins until the transaction is over."""
    lock(connection.workspace_id)
    # Before the log is told: whoever changes teams waits for the log with this turn in hand.
    take_turns(connection.workspace_id, TURNS)
    now_held = of_place(connection.workspace_id, connection.id)
    if now_held is None or not now_held.enabled:
        raise SsoFailed(Code.DISABLED, "disabled")
    if is_elsewhere(connection, now_held):
        raise SsoFailed(Code.EXPIRED, "changed")


def note_use(connection: SsoConnection, user: User, claims: Claims) -> None:
    """Remembers that the connection works, by whom it was tried, and which groups there are to be mapped."""
    place = connection.workspace_id
    with in_workspace(place):
        mine = SsoConnection.objects.filter(workspace_id=place, id=connection.id)
        held = MembershipRole.objects.filter(workspace_id=place, user_id=user.id).values("role_id")
        manages = Role.objects.filter(workspace_id=place, id__in=held, special__contains=["manage"]).exists()
        seen = sorted({*connection.groups_seen, *(claims.groups or ())})[:MOST_GROUPS_SEEN]
        mine.update(last_used_at=now(), groups_seen=seen, **({"tried_at": now()} if manages else {}))


def open_session(request: HttpRequest, connection: SsoConnection, user: User, claims: Claims) -> None:
    """A session that is good for this workspace alone. What the browser had before is over: it may be more."""
    request.session.flush()
    request.session[SSO_KEY] = {
        "workspace": str(connection.workspace_id),
        "connection": str(connection.id),
        "subject": claims.subject,
        "session": claims.session[:LONGEST_SUBJECT].replace("\x00", ""),
    }
    request.session[WORKSPACE_KEY] = str(connection.workspace_id)
    record_authentication(request, user, METHOD)
    if claims.authenticated_at is not None:  # they may have proved who they are to the provider long ago
        [proof] = request.session[AUTHENTICATION_METHODS_SESSION_KEY]
        proof["at"] = min(proof["at"], claims.authenticated_at.timestamp())
    known_as(user.id)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
