"""Teams, roles, shares, and why somebody may or may not."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.access.decide import Action
from rapport.access.roles import create_role, delete_role, list_roles, update_role
from rapport.accounts.models import Role
from rapport.accounts.roles import SPECIAL
from rapport.accounts.teams import create_team, delete_team, list_teams, set_team_members, update_team
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import ID, Parameter, Route
from rapport.api.schemas import FLAG, TEXT, list_of, nullable, record_of
from rapport.kernel.errors import FieldError, Invalid
from rapport.records.sharing import Question, Whom, explain_access, list_shares, share, unshare

ACTIONS: Mapping[str, Action] = {"view": "view", "edit": "edit", "delete": "delete"}


# -- teams ------------------------------------------------------------------------------------------------------
def read_teams(request: ApiRequest) -> HttpResponseBase:
    teams = list_teams(request.context.workspace_id)
    return answer.json({
        "teams": [
            {"id": t.id, "name": t.name, "parent": t.parent, "members": t.members, "main": t.main} for t in teams
        ]
    })  # fmt: skip


def make_team(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "parent")
    made = create_team(request.context.workspace_id, name=text_in(body, "name"), parent=id_in(body, "parent"))
    return answer.json({"id": made.id}, 201)


def change_team(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "parent")
    parent: UUID | Literal[""] | None = None
    if "parent" in body:
        parent = id_in(body, "parent") or ""
    name = text_in(body, "name") if "name" in body else None
    update_team(request.context.workspace_id, request.id, name=name, parent=parent)
    return answer.json({"id": request.id})


def drop_team(request: ApiRequest) -> HttpResponseBase:
    delete_team(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def fill_team(request: ApiRequest) -> HttpResponseBase:
    body = request.only("members", "main")
    members, main = ids_in(body, "members"), ids_in(body, "main")
    set_team_members(request.context.workspace_id, request.id, members, main=main)
    return answer.json({"id": request.id})


# -- roles ------------------------------------------------------------------------------------------------------
def read_roles(request: ApiRequest) -> HttpResponseBase:
    roles = list_roles(request.context.workspace_id)
    return answer.json({"roles": [role_json(role) | {"members": members} for role, members in roles]})


def make_role(request: ApiRequest) -> HttpResponseBase:
    made = create_role(request.context.workspace_id, request.only("name", "grants", "fields", "special"))
    return answer.json(role_json(made), 201)


def change_role(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "grants", "fields", "special")
    return answer.json(role_json(update_role(request.context.workspace_id, request.id, body)))


def drop_role(request: ApiRequest) -> HttpResponseBase:
    delete_role(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def role_json(role: Role) -> dict[str, Any]:
    """One role."""
    return {
        "id": role.id, "key": role.key, "name": role.name, "grants": role.grants, "fields": role.fields,
        "special": role.special,
    }  # fmt: skip


# -- one record -------------------------------------------------------------------------------------------------
def read_shares(request: ApiRequest) -> HttpResponseBase:
    return answer.json({"shares": list_shares(request.context, request.object_type.key, request.id)})


def make_share(request: ApiRequest) -> HttpResponseBase:
    body = request.only("user", "team", "edit")
    edit = body.get("edit", False)
    if not isinstance(edit, bool):
        raise wrong("edit", _("Give true or false."))
    whom = Whom(id_in(body, "user"), id_in(body, "team"))
    made = share(request.context, request.object_type.key, request.id, whom, edit=edit)
    return answer.json({"id": made}, 201)


def drop_share(request: ApiRequest) -> HttpResponseBase:
    unshare(request.context, request.object_type.key, request.id, request.parts["share"])
    return HttpResponse(status=204)


def read_access(request: ApiRequest) -> HttpResponseBase:
    action = request.arg("action") or "view"
    if action not in ACTIONS:
        raise wrong("action", _("Choose one of: view, edit, delete."))
    user = {"user": request.arg("user")}
    question = Question(id_in(user, "user"), ACTIONS[action], request.arg("field"))
    found = explain_access(request.context, request.object_type.key, request.id, question)
    reasons = [
        {"kind": r.kind, "holds": r.holds, "sentence": r.sentence, "roles": list(r.roles)} for r in found.reasons
    ]
    return answer.json({"allowed": found.allowed, "reasons": reasons})


# -- bodies -----------------------------------------------------------------------------------------------------
def text_in(body: Any, key: str) -> str:
    """A text of the body."""
    value = body.get(key, "")
    if not isinstance(value, str):
        raise wrong(key, _("Give this as text."))
    return value


def id_in(body: Any, key: str) -> UUID | None:
    """An id of the body, None when there is none."""
    value = body.get(key)
    if value is None or value == "":
        return None
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as bad:
        raise wrong(key, _("Give the id of one of the list.")) from bad


def ids_in(body: Any, key: str) -> list[UUID]:
    """A list of ids of the body."""
    value = body.get(key, [])
    if not isinstance(value, list) or len(value) > 10_000:  # noqa: PLR2004 - more than a workspace has members
        raise wrong(key, _("Give a list of ids."))
    return [found for item in value if (found := id_in({key: item}, key))]


def wrong(key: str, detail: str) -> Invalid:
    """A refusal that names one part."""
    return Invalid(detail, [FieldError(key, "invalid", detail)])


TEAM = record_of({"id": ID, "name": TEXT, "parent": nullable(ID), "members": list_of(ID), "main": list_of(ID)})
TEAM_BODY = {"name": TEXT, "parent": nullable(ID)}
REACH = {"enum": ["none", "own", "team", "all"]}
GRANTS = {"type": "object", "additionalProperties": record_of(
    dict.fromkeys(("view", "create", "edit", "delete"), REACH), ()
)}  # fmt: skip
RIGHTS = {"type": "object", "additionalProperties": {
    "type": "object", "additionalProperties": {"enum": ["hidden", "read", "edit"]},
}}  # fmt: skip
ROLE_BODY = {"name": TEXT, "grants": GRANTS, "fields": RIGHTS, "special": list_of({"enum": list(SPECIAL)})}
ROLE = record_of({"id": ID, "key": TEXT, **ROLE_BODY})
REF = record_of({"id": ID, "name": TEXT})
SHARE = record_of({
    "id": ID, "user": nullable(REF), "team": nullable(REF), "edit": FLAG,
    "at": {"type": "string", "format": "date-time"},
})  # fmt: skip
REASON = record_of({"kind": TEXT, "holds": FLAG, "sentence": TEXT, "roles": list_of(TEXT)})

ROUTES = (
    Route("GET", "/teams", read_teams, "The teams of the workspace", "member",
          answer=record_of({"teams": list_of(TEAM)})),
    Route("POST", "/teams", make_team, "Make a team", "member", special="manage", status=201,
          body=record_of(TEAM_BODY, ("name",)), answer=record_of({"id": ID}), idempotent=True),
    Route("PATCH", "/teams/{id}", change_team, "Rename or move a team", "member", special="manage",
          body=record_of(TEAM_BODY, ()), answer=record_of({"id": ID}), refusals=(404,)),
    Route("DELETE", "/teams/{id}", drop_team, "Delete an empty team", "member", special="manage", status=204,
          refusals=(404, 409)),
    Route("POST", "/teams/{id}/members", fill_team, "Say who is in a team", "member", special="manage",
          body=record_of({"members": list_of(ID), "main": list_of(ID)}, ("members",)),
          answer=record_of({"id": ID}), refusals=(404,)),
    Route("GET", "/roles", read_roles, "The roles of the workspace", "member", special="manage",
          answer=record_of({"roles": list_of(record_of({"id": ID, "key": TEXT, **ROLE_BODY,
                                                        "members": {"type": "integer"}}))})),
    Route("POST", "/roles", make_role, "Make a role", "member", special="manage", fresh=True, status=201,
          body=record_of(ROLE_BODY, ("name",)), answer=ROLE, refusals=(409,), idempotent=True),
    Route("PATCH", "/roles/{id}", change_role, "Change a role", "member", special="manage", fresh=True,
          body=record_of(ROLE_BODY, ()), answer=ROLE, refusals=(404, 409)),
    Route("DELETE", "/roles/{id}", drop_role, "Delete a role that nobody has", "member", special="manage", fresh=True,
          status=204, refusals=(404, 409)),
    Route("GET", "/{plural}/{id}/shares", read_shares, "With whom one {label} is shared", "view",
          answer=record_of({"shares": list_of(SHARE)}), refusals=(404,)),
    Route("POST", "/{plural}/{id}/shares", make_share, "Share one {label}", "edit", status=201,
          body=record_of({"user": nullable(ID), "team": nullable(ID), "edit": FLAG}, ()),
          answer=record_of({"id": ID}), refusals=(404, 409)),
    Route("DELETE", "/{plural}/{id}/shares/{share}", drop_share, "Stop sharing one {label}", "edit", status=204,
          refusals=(404,)),
    Route("GET", "/{plural}/{id}/access", read_access, "Why somebody may or may not do something with one {label}",
          "view", query=(
              Parameter("user", "About whom; yourself when absent. Others need the word manage.", ID),
              Parameter("action", "What they would do.", {"enum": list(ACTIONS), "default": "view"}),
              Parameter("field", "The key of one field."),
          ), answer=record_of({"allowed": FLAG, "reasons": list_of(REASON)}), refusals=(404,)),
)  # fmt: skip
