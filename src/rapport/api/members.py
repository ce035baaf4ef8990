"""The routes about the members of the workspace, for its administrators."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts import members, second_factor
from rapport.accounts.members import Member
from rapport.accounts.sessions import last_seen
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import FLAG, ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.kernel.errors import FieldError, Invalid


def read_members(request: ApiRequest) -> HttpResponseBase:
    roster = members.list_roster(request.context.workspace_id)
    return answer.json({"members": with_sign_ins(request, roster)})


def change_member(request: ApiRequest) -> HttpResponseBase:
    place, user_id = request.context.workspace_id, request.id
    here = one(request)
    body = request.only("roles", "active")
    keys, active = (role_keys(body["roles"]) if "roles" in body else None), body.get("active")
    if not isinstance(active, bool | None):
        detail = _("Give “active” as true or false.")
        raise Invalid(detail, [FieldError("active", "checkbox", detail)])
    if keys is not None or active:
        require_fresh_for(request, [*(keys or ()), *(key for key, _name in here.roles)])
    members.change(place, user_id, roles=keys, active=active)
    [changed] = with_sign_ins(request, [one(request)])
    return answer.json(changed)


def make_owner(request: ApiRequest) -> HttpResponseBase:
    members.transfer_ownership(request.context.workspace_id, request.who.user_id, request.id)
    return HttpResponse(status=204)


def remove_factors(request: ApiRequest) -> HttpResponseBase:
    second_factor.remove_factors(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def one(request: ApiRequest) -> Member:
    """The member that the path names. Raises `NotFound`."""
    return members.find(request.context.workspace_id, request.id)


def require_fresh_for(request: ApiRequest, keys: list[str]) -> None:
    """Refuses a token and a stale session where one of these roles makes administrators."""
    if members.managing(request.context.workspace_id, keys):
        request.require_fresh()


def role_keys(value: Any) -> list[str]:
    """The keys of roles in a body."""
    if not isinstance(value, list) or not all(isinstance(key, str) and "\x00" not in key for key in value):
        detail = _("Give “roles” as a list of the keys of roles.")
        raise Invalid(detail, [FieldError("roles", "list", detail)])
    return value


def with_sign_ins(request: ApiRequest, roster: list[Member]) -> list[dict[str, Any]]:
    """Members as JSON, with what their sign-ins say."""
    able = second_factor.has_factor([each.id for each in roster])
    seen = last_seen(request.context.workspace_id)
    return [shown(each) | {"second_factor": each.id in able, "last_seen_at": seen.get(each.id)} for each in roster]


def shown(member: Member) -> dict[str, Any]:
    """One member as JSON."""
    return {
        "id": member.id, "name": member.name, "email": member.email, "email_verified": member.email_verified,
        "active": member.active, "owner": member.owner, "joined_at": member.joined_at,
        "roles": [{"key": key, "label": name} for key, name in member.roles],
    }  # fmt: skip


ROLES = list_of(record_of({"key": TEXT, "label": TEXT}))
MEMBER = record_of({
    "id": ID, "name": TEXT, "email": TEXT, "email_verified": FLAG, "active": FLAG, "owner": FLAG, "joined_at": MOMENT,
    "roles": ROLES, "second_factor": FLAG, "last_seen_at": nullable(MOMENT),
})  # fmt: skip

ROUTES = (
    Route("GET", "/members", read_members, "The members with their roles", "member", special="manage",
          answer=record_of({"members": list_of(MEMBER)})),
    Route("PATCH", "/members/{id}", change_member, "Change a member's roles, shut them out or let them back in",
          "member", special="manage", body=record_of({"roles": list_of(TEXT), "active": FLAG}, ()), answer=MEMBER,
          refusals=(404, 409)),
    Route("POST", "/members/{id}/owner", make_owner, "Make another member the owner", "member", special="manage",
          fresh=True, account=True, status=204, refusals=(404, 409)),
    Route("POST", "/members/{id}/factors/remove", remove_factors, "Remove the second factors of a member who lost them",
          "member", special="manage", fresh=True, status=204, refusals=(404, 409)),
)  # fmt: skip
