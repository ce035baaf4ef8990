"""The routes about the reader and the workspace: me, users, metadata, the first set-up."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from rapport.access.decide import grant_for
from rapport.accounts.sessions import remember_workspace
from rapport.accounts.setup import set_up, setup_needed
from rapport.accounts.sso.confined import not_yours_here
from rapport.accounts.users import belongs_elsewhere, update_user
from rapport.accounts.workspaces import list_members, list_workspaces
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import ANY_SCOPE, Route
from rapport.api.schemas import FLAG, ID, TEXT, list_of, nullable, record_of
from rapport.features.metadata.objects import describe_objects
from rapport.kernel.errors import FieldError, Forbidden, Invalid, NotFound
from rapport.schema.registry import registry

PREFERENCES = ("name", "locale", "time_zone", "theme")
SETUP = ("code", "workspace", "name", "email", "password", "currency", "time_zone")


def read_me(request: ApiRequest) -> HttpResponseBase:
    who = request.who
    context = who.context
    return answer.json({
        "user": {
            "id": who.user_id, "name": who.name, "email": who.email, "locale": who.locale, "time_zone": who.time_zone,
            "theme": who.theme, "email_verified": who.email_verified, "second_factor": who.has_factor,
        },
        "workspace": {
            "id": context.workspace_id, "name": who.workspace_name, "currency": context.currency,
            "locale": who.workspace_locale, "time_zone": who.workspace_time_zone,
            "requires_second_factor": who.requires_factor, "requires_single_sign_on": who.requires_sso,
        },
        "single_sign_on": who.sso_connection,
        "workspaces": [{"id": found, "name": name} for found, name in list_workspaces(who.workspace_ids)],
        "roles": [{"key": key, "label": name} for key, name in who.roles],
        "can": {key: reaches(request, key) for key in registry.objects()},
        "special": sorted(context.special),
        "viewing_as": who.viewing_as and {"id": who.viewing_as[0], "name": who.viewing_as[1]},
    })  # fmt: skip


def reaches(request: ApiRequest, key: str) -> dict[str, str]:
    """The four reaches of one object."""
    grant = grant_for(request.context, key)
    return {"view": grant.view, "create": grant.create, "edit": grant.edit, "delete": grant.delete}


def change_me(request: ApiRequest) -> HttpResponseBase:
    request.require_session()
    body = texts(request.only(*PREFERENCES))
    narrow = request.who.sso_connection or request.who.token_id
    if narrow and belongs_elsewhere(request.who.user_id, request.context.workspace_id):
        if request.who.token_id:
            raise Forbidden(_("A token may not change what other workspaces see of you. Sign in and do it yourself."))
        raise Forbidden(not_yours_here())
    update_user(request.who.user_id, **body)
    return answer.json({"changed": sorted(body)})


def choose_workspace(request: ApiRequest) -> HttpResponseBase:
    body = texts(request.only("workspace"))
    try:
        chosen = UUID(body.get("workspace", ""))
    except ValueError as wrong:
        detail = _("Give the id of one of your workspaces; GET /me lists them.")
        raise Invalid(detail, [FieldError("workspace", "id", detail)]) from wrong
    if chosen not in request.who.workspace_ids:
        raise NotFound(_("There is no such workspace, or you do not belong to it. Choose one of yours."))
    remember_workspace(request.http.COOKIES.get(settings.SESSION_COOKIE_NAME, ""), chosen)
    return answer.json({"workspace": chosen})


def texts(body: dict[str, Any]) -> dict[str, str]:
    """The body, refused when a value is no text."""
    for key, value in body.items():
        if not isinstance(value, str) or "\x00" in value:
            detail = f"Give “{key}” as text."
            raise Invalid(detail, [FieldError(key, "text", detail)])
    return body


def read_users(request: ApiRequest) -> HttpResponseBase:
    members = list_members(request.context.workspace_id)
    return answer.json(
        {
            "users": [
                {"id": found, "name": name, "email": email, "active": active} for found, name, email, active in members
            ]
        }
    )


def read_objects(request: ApiRequest) -> HttpResponseBase:
    return answer.json(describe_objects(request.context))


def read_setup(request: ApiRequest) -> HttpResponseBase:  # noqa: ARG001 - every handler takes the request
    return answer.json({"needed": setup_needed()})


def do_setup(request: ApiRequest) -> HttpResponseBase:
    body = texts(request.only(*SETUP))
    missing = [key for key in SETUP[:5] if not body.get(key, "").strip()]
    if missing:
        detail = _("Fill in every field.")
        raise Invalid(detail, [FieldError(key, "required", _("Fill this in.")) for key in missing])
    user, workspace = set_up(**body)
    return answer.json({"user": user.id, "workspace": workspace}, 201)


REACHES = record_of({key: {"enum": ["none", "own", "team", "all"]} for key in ("view", "create", "edit", "delete")})
NAMED = record_of({"id": ID, "name": TEXT})
ME = record_of({
    "user": record_of({
        **dict.fromkeys(("id", "name", "email", "locale", "time_zone", "theme"), TEXT),
        "email_verified": FLAG, "second_factor": FLAG,
    }),
    "workspace": record_of({
        **dict.fromkeys(("id", "name", "currency", "locale", "time_zone"), TEXT), "requires_second_factor": FLAG,
        "requires_single_sign_on": FLAG,
    }),
    "single_sign_on": nullable(ID),
    "workspaces": list_of(NAMED),
    "roles": list_of(record_of({"key": TEXT, "label": TEXT})),
    "can": {"type": "object", "additionalProperties": REACHES},
    "special": list_of(TEXT),
    "viewing_as": nullable(NAMED),
})  # fmt: skip
USER = record_of({"id": ID, "name": TEXT, "email": TEXT, "active": FLAG})
OBJECTS = record_of({"objects": list_of({"type": "object"}), "operators": {"type": "object"}})

ROUTES = (
    Route("GET", "/me", read_me, "Who am I, where, and what may I do", "member", bare=True, answer=ME,
          scopes=("profile",)),
    Route("PATCH", "/me", change_me, "Change my name, language, time zone or theme", "member",
          body=record_of(dict.fromkeys(PREFERENCES, TEXT), ()), answer=record_of({"changed": list_of(TEXT)})),
    Route("POST", "/me/workspace", choose_workspace, "Go to another of my workspaces", "member", bare=True,
          body=record_of({"workspace": ID}), answer=record_of({"workspace": ID}), refusals=(404,)),
    Route("GET", "/users", read_users, "The members of the workspace", "member", scopes=("read", "write"),
          answer=record_of({"users": list_of(USER)})),
    Route("GET", "/meta/objects", read_objects, "Every object as the reader may use it", "member", answer=OBJECTS,
          scopes=(ANY_SCOPE,)),
    Route("GET", "/setup", read_setup, "Whether the first workspace is still to be made", "public",
          answer=record_of({"needed": FLAG})),
    Route("POST", "/setup", do_setup, "Make the first workspace and its owner", "public", status=201,
          body=record_of(dict.fromkeys(SETUP, TEXT), SETUP[:5]), answer=record_of({"user": ID, "workspace": ID}),
          refusals=(409,)),
)  # fmt: skip
