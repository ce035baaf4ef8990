"""The routes of API tokens: everybody makes and revokes their own, administrators see and revoke all."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts import attempts, tokens
from rapport.accounts.limits import ACTIONS, problems
from rapport.accounts.models import ApiToken
from rapport.accounts.workspaces import list_members
from rapport.api import answer
from rapport.api.members import ROLES, role_keys
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.api.workspace import texts
from rapport.kernel.errors import FieldError, Invalid
from rapport.schema.registry import registry

LIMITS = ("objects", "networks")


def read_my_tokens(request: ApiRequest) -> HttpResponseBase:
    _own = request.session_key
    return listed(request, request.who.user_id)


def read_all_tokens(request: ApiRequest) -> HttpResponseBase:
    return listed(request, None)


def make_token(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "expires_at", "roles", *LIMITS)
    given = texts({key: body[key] for key in ("name", "expires_at") if body.get(key) is not None})
    limits = {key: body[key] for key in LIMITS if body.get(key) is not None}
    wrong = problems(limits, objects=list(registry.objects()))
    if wrong:
        raise Invalid(_("The token was not created."), wrong)
    attempts.count(request.http, "make_token", str(request.who.user_id))
    place = request.context.workspace_id
    token, text = tokens.create_token(
        workspace_id=place,
        user_id=request.who.user_id,
        name=given.get("name", ""),
        expires_at=moment(given.get("expires_at")),
        roles=None if body.get("roles") is None else role_keys(body["roles"]),
        limits=limits,
    )
    return answer.json(shown(token, request.who.name, tokens.role_names(place)) | {"token": text}, 201)


def revoke_my_token(request: ApiRequest) -> HttpResponseBase:
    _own = request.session_key
    tokens.revoke_token(request.context.workspace_id, request.who.user_id, request.id)
    return HttpResponse(status=204)


def revoke_any_token(request: ApiRequest) -> HttpResponseBase:
    tokens.revoke_token(request.context.workspace_id, None, request.id)
    return HttpResponse(status=204)


def listed(request: ApiRequest, user_id: UUID | None) -> HttpResponseBase:
    """The tokens of one, or of all."""
    place = request.context.workspace_id
    names = {found: name for found, name, _email, _active in list_members(place)}
    roles = tokens.role_names(place)
    rows = tokens.list_tokens(place, user_id)
    return answer.json({"tokens": [shown(row, names[row.user_id], roles) for row in rows]})


def moment(text: str | None) -> datetime | None:
    """A date-time with its zone, or none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        detail = _("Write the end as 2027-01-31T12:00:00Z.")
        raise Invalid(detail, [FieldError("expires_at", "date_time", detail)])
    return found.astimezone(UTC)


def shown(token: ApiToken, member: str, roles: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """One token as JSON; a limit that is not set is null."""
    limits = token.limits
    named = None
    if "roles" in limits:
        named = [{"key": roles[role][0], "label": roles[role][1]} for role in limits["roles"] if role in roles]
    return {
        "id": token.id, "name": token.name, "user": {"id": token.user_id, "name": member},
        "created_at": token.created_at, "expires_at": token.expires_at, "last_used_at": token.last_used_at,
        "roles": named, "objects": limits.get("objects"), "networks": limits.get("networks"),
    }  # fmt: skip


OBJECTS = {"type": "object", "additionalProperties": list_of({"enum": list(ACTIONS)})}
TOKEN_PARTS = {
    "id": ID, "name": TEXT, "user": record_of({"id": ID, "name": TEXT}), "created_at": MOMENT,
    "expires_at": nullable(MOMENT), "last_used_at": nullable(MOMENT), "roles": nullable(ROLES),
    "objects": nullable(OBJECTS), "networks": nullable(list_of(TEXT)),
}  # fmt: skip
TOKEN = record_of(TOKEN_PARTS)
NEW = record_of(
    {
        "name": TEXT, "expires_at": nullable(MOMENT), "roles": nullable(list_of(TEXT)), "objects": nullable(OBJECTS),
        "networks": nullable(list_of(TEXT)),
    }, ("name",),
)  # fmt: skip
TOKENS = record_of({"tokens": list_of(TOKEN)})

ROUTES = (
    Route("GET", "/me/tokens", read_my_tokens, "My API tokens", "member", answer=TOKENS),
    Route("POST", "/me/tokens", make_token, "Make an API token; its text is shown this once", "member", fresh=True,
          status=201, body=NEW, answer=record_of({**TOKEN_PARTS, "token": TEXT})),
    Route("DELETE", "/me/tokens/{id}", revoke_my_token, "Revoke one of my API tokens", "member", status=204,
          refusals=(404,)),
    Route("GET", "/tokens", read_all_tokens, "The API tokens of all members", "member", special="manage",
          answer=TOKENS),
    Route("DELETE", "/tokens/{id}", revoke_any_token, "Revoke any member's API token", "member", special="manage",
          status=204, refusals=(404,)),
)  # fmt: skip
