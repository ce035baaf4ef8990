"""The routes of the reader's sign-ins, and of what the workspace asks of everybody's."""

from dataclasses import asdict

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts.sessions import end_others, end_session, list_sessions
from rapport.accounts.workspaces import require_factor
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import COUNT, FLAG, ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.kernel.errors import Conflict, FieldError, Invalid

FACTOR = "requires_second_factor"


def read_sessions(request: ApiRequest) -> HttpResponseBase:
    found = list_sessions(request.who.user_id, request.session_key)
    return answer.json({"sessions": [asdict(each) for each in found]})


def revoke_session(request: ApiRequest) -> HttpResponseBase:
    _own = request.session_key
    end_session(request.who.user_id, request.id)
    return HttpResponse(status=204)


def revoke_others(request: ApiRequest) -> HttpResponseBase:
    return answer.json({"ended": end_others(request.who.user_id, request.session_key)})


def read_security(request: ApiRequest) -> HttpResponseBase:
    return answer.json({FACTOR: request.who.requires_factor})


def change_security(request: ApiRequest) -> HttpResponseBase:
    required = request.only(FACTOR).get(FACTOR)
    if not isinstance(required, bool):
        detail = _("Give “%(name)s” as true or false.") % {"name": FACTOR}
        raise Invalid(detail, [FieldError(FACTOR, "checkbox", detail)])
    if required and not request.who.has_factor:
        raise Conflict(_("Set up your own second factor first: otherwise this would shut you out as well."))
    require_factor(request.context.workspace_id, required=required)
    return answer.json({FACTOR: required})


SESSION = record_of({
    "id": ID, "device": TEXT, "address": TEXT, "signed_in_at": MOMENT, "last_seen_at": nullable(MOMENT),
    "current": FLAG,
})  # fmt: skip
SECURITY = record_of({FACTOR: FLAG})

ROUTES = (
    Route("GET", "/me/sessions", read_sessions, "Where I am signed in", "member", account=True,
          answer=record_of({"sessions": list_of(SESSION)})),
    Route("DELETE", "/me/sessions", revoke_others, "Sign out everywhere else", "member", account=True,
          answer=record_of({"ended": COUNT})),
    Route("DELETE", "/me/sessions/{id}", revoke_session, "Sign one device out", "member", account=True,
          status=204, refusals=(404,)),
    Route("GET", "/security", read_security, "What the workspace asks of sign-ins", "member", special="manage",
          answer=SECURITY),
    Route("PATCH", "/security", change_security, "Change what the workspace asks of sign-ins", "member",
          special="manage", fresh=True, body=SECURITY, answer=SECURITY, refusals=(409,)),
)  # fmt: skip
