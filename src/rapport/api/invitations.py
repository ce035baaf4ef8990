"""The routes of invitations: inviting, for administrators, and joining, for whoever holds the link."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts import attempts, invitations, joining
from rapport.accounts.invitations import Invited
from rapport.accounts.models import User
from rapport.accounts.sessions import begin_session, remember_workspace
from rapport.accounts.sso.confined import is_confined, not_yours_here
from rapport.api import answer
from rapport.api.members import ROLES, require_fresh_for, role_keys
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import FLAG, ID, MOMENT, TEXT, list_of, record_of
from rapport.api.workspace import texts
from rapport.kernel.errors import FieldError, Forbidden, Invalid


def read_invitations(request: ApiRequest) -> HttpResponseBase:
    found = invitations.list_invitations(request.context.workspace_id)
    return answer.json({"invitations": [shown(each) for each in found]})


def invite(request: ApiRequest) -> HttpResponseBase:
    body = request.only("email", "roles", "teams")
    keys, teams = role_keys(body.pop("roles", [])), team_ids(body.pop("teams", []))
    email = texts(body).get("email", "")
    require_fresh_for(request, keys)
    attempts.count(request.http, "invite", str(request.context.workspace_id))
    return answer.json(shown(invitations.invite(request.context, email, keys, teams)), 201)


def team_ids(value: Any) -> list[UUID]:
    """The ids of teams in a body."""
    try:
        return [UUID(each) for each in value]
    except (TypeError, ValueError, AttributeError) as wrong:
        detail = _("Give “teams” as a list of the ids of teams.")
        raise Invalid(detail, [FieldError("teams", "list", detail)]) from wrong


def resend_invitation(request: ApiRequest) -> HttpResponseBase:
    pending = invitations.list_invitations(request.context.workspace_id)
    require_fresh_for(request, [key for each in pending if each.id == request.id for key, _name in each.roles])
    attempts.count(request.http, "invite", str(request.context.workspace_id))
    return answer.json(shown(invitations.resend(request.context.workspace_id, request.id)))


def revoke_invitation(request: ApiRequest) -> HttpResponseBase:
    invitations.revoke(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def open_invitation(request: ApiRequest) -> HttpResponseBase:
    attempts.count(request.http, "join", "")
    found = joining.welcome(texts(request.only("token")).get("token", ""))
    here = signed_in(request)
    return answer.json({
        "workspace": found.workspace, "inviter": found.inviter, "email": found.email, "known": found.known,
        "signed_in_as": here.email if here else None,
    })  # fmt: skip


def join(request: ApiRequest) -> HttpResponseBase:
    attempts.count(request.http, "join", "")
    body = texts(request.only("token", "name", "password"))
    if is_confined(request.http):
        raise Forbidden(not_yours_here())
    here = signed_in(request)
    user, workspace_id = joining.join(
        body.get("token", ""), signed_in=here, name=body.get("name", ""), password=body.get("password", "")
    )
    if here is None:
        begin_session(request.http, user, workspace_id)
    else:
        remember_workspace(request.http.session.session_key or "", workspace_id)
    return answer.json({"user": user.id, "workspace": workspace_id}, 201)


def signed_in(request: ApiRequest) -> User | None:
    """Who is signed in, whether they belong to a workspace or not."""
    user = request.http.user
    return user if isinstance(user, User) else None


def shown(invited: Invited) -> dict[str, Any]:
    """One invitation as JSON."""
    return {
        "id": invited.id, "email": invited.email, "roles": [{"key": key, "label": name} for key, name in invited.roles],
        "teams": [{"id": found, "name": name} for found, name in invited.teams],
        "invited_by": invited.invited_by, "sent_at": invited.sent_at, "expires_at": invited.expires_at,
        "expired": invited.expired,
    }  # fmt: skip


TEAMS = list_of(record_of({"id": ID, "name": TEXT}))
INVITATION = record_of({
    "id": ID, "email": TEXT, "roles": ROLES, "teams": TEAMS, "invited_by": TEXT, "sent_at": MOMENT,
    "expires_at": MOMENT, "expired": FLAG,
})  # fmt: skip
WELCOME = record_of({
    "workspace": TEXT, "inviter": TEXT, "email": TEXT, "known": FLAG, "signed_in_as": {"type": ["string", "null"]},
})  # fmt: skip

ROUTES = (
    Route("GET", "/invitations", read_invitations, "The pending invitations", "member", special="manage",
          answer=record_of({"invitations": list_of(INVITATION)})),
    Route("POST", "/invitations", invite, "Invite somebody by email", "member", special="manage", status=201,
          body=record_of({"email": TEXT, "roles": list_of(TEXT), "teams": list_of(ID)}, ("email", "roles")),
          answer=INVITATION),
    Route("POST", "/invitations/{id}/resend", resend_invitation, "Send an invitation again, with a new link", "member",
          special="manage", answer=INVITATION, refusals=(404,)),
    Route("DELETE", "/invitations/{id}", revoke_invitation, "Take an invitation back", "member", special="manage",
          status=204, refusals=(404,)),
    Route("POST", "/join/open", open_invitation, "Who invites whom where, by the key of an invitation", "public",
          body=record_of({"token": TEXT}), answer=WELCOME, refusals=(404,)),
    Route("POST", "/join", join, "Join by the key of an invitation; who is new chooses a name and a password",
          "public", status=201, body=record_of({"token": TEXT, "name": TEXT, "password": TEXT}, ("token",)),
          answer=record_of({"user": ID, "workspace": ID}), refusals=(404, 409)),
)  # fmt: skip
