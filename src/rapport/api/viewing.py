"""Looking at the workspace as another member sees it, without being able to change anything."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.access.decide import require_special
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record_hourly
from rapport.accounts.identify import Identity
from rapport.accounts.impersonate import context_of
from rapport.api.route import Route
from rapport.kernel.errors import FieldError, Forbidden, Invalid, NotFound

if TYPE_CHECKING:
    from rapport.accounts.roles import Special

HEADER = "X-View-As"


def as_viewed(request: HttpRequest, identity: Identity, route: Route) -> Identity:
    """The identity with the rights of the member whom the header `X-View-As` names; itself without the header.

    For administrators who also see what is private: others would learn more than they may. A token never looks as
    somebody else, and whoever does only reads.
    """
    named = request.headers.get(HEADER)
    if not named:
        return identity
    if identity.token_id is not None:
        raise Forbidden(_("A token cannot look as somebody else. Sign in to do that."))
    words: tuple[Special, ...] = ("manage", "private")
    for word in words:
        require_special(identity.context, word)
    if route.method != "GET" and not route.reads:
        raise Forbidden(_("You are looking as somebody else, and so can change nothing. Stop looking as them first."))
    try:
        whom = UUID(named)
    except ValueError as wrong:
        detail = _("X-View-As is the id of a member; GET /users lists them.")
        raise Invalid(detail, [FieldError(HEADER, "id", detail)]) from wrong
    try:
        theirs = context_of(identity.context.workspace_id, whom, request_id=identity.context.request_id)
    except Forbidden as gone:
        raise NotFound(_("There is no such active member. Choose one of the list of members.")) from gone
    record_hourly(theirs.workspace_id, Kind.VIEWED_AS, subject=Subject("user", whom))
    context = replace(theirs, read_only=True, locale=identity.locale, time_zone=identity.time_zone)
    return replace(identity, context=context, viewing_as=(whom, theirs.actor.label))
