"""The routes of apps: administrators register them, members see and end what acts for them."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase

from rapport.accounts import attempts
from rapport.accounts.oauth import consents, registry
from rapport.accounts.oauth.registry import Registered
from rapport.api import answer
from rapport.api.oauth.consent import SCOPES
from rapport.api.oauth.scopes import catalog
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import COUNT, FLAG, ID, MOMENT, TEXT, list_of, nullable, record_of


def read_apps(request: ApiRequest) -> HttpResponseBase:
    rows = registry.list_apps(request.context.workspace_id)
    return answer.json({
        "apps": [shown(app) for app in rows], "scopes": [scope.as_json() for scope in catalog().values()],
    })  # fmt: skip


def make_app(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "redirect_uris", "confidential", "scopes")
    attempts.count(request.http, "make_token", str(request.who.user_id))
    app, secret = registry.make_app(request.context, body, list(catalog()))
    return answer.json(shown(app) | ({"client_secret": secret} if secret else {}), 201)


def change_app(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "redirect_uris", "scopes")
    return answer.json(shown(registry.change_app(request.context, request.id, body, list(catalog()))))


def renew_app_secret(request: ApiRequest) -> HttpResponseBase:
    return answer.json({"client_secret": registry.renew_secret(request.context, request.id)})


def remove_app(request: ApiRequest) -> HttpResponseBase:
    registry.remove_app(request.context, request.id)
    return HttpResponse(status=204)


def read_my_apps(request: ApiRequest) -> HttpResponseBase:
    request.require_session()
    rows, known = consents.list_granted(request.context.workspace_id, request.who.user_id), catalog()
    return answer.json({
        "apps": [
            {
                "id": row.id, "name": row.name, "granted_at": row.granted_at, "last_used_at": row.last_used_at,
                "scopes": [known[scope].as_json() for scope in row.scopes if scope in known],
            }
            for row in rows
        ]
    })  # fmt: skip


def end_my_app(request: ApiRequest) -> HttpResponseBase:
    request.require_session()
    consents.take_back(request.context.workspace_id, request.who.user_id, request.id)
    return HttpResponse(status=204)


def shown(app: Registered) -> dict[str, Any]:
    """One app as JSON."""
    return {
        "id": app.id, "client_id": app.client_id, "name": app.name, "redirect_uris": app.redirect_uris,
        "confidential": app.confidential, "scopes": app.scopes, "created_at": app.created_at, "users": app.users,
        "created_by": {"id": app.created_by[0], "name": app.created_by[1]},
    }  # fmt: skip


APP_PARTS = {
    "id": ID, "client_id": TEXT, "name": TEXT, "redirect_uris": list_of(TEXT), "confidential": FLAG,
    "scopes": list_of(TEXT), "created_by": record_of({"id": ID, "name": TEXT}), "created_at": MOMENT, "users": COUNT,
}  # fmt: skip
APP = record_of(APP_PARTS)
CHANGES = {"name": TEXT, "redirect_uris": list_of(TEXT), "scopes": list_of(TEXT)}
MADE = record_of({**APP_PARTS, "client_secret": TEXT}, tuple(APP_PARTS))
MINE = record_of({
    "id": ID, "name": TEXT, "scopes": SCOPES, "granted_at": MOMENT, "last_used_at": nullable(MOMENT),
})  # fmt: skip

ROUTES = (
    Route("GET", "/apps", read_apps, "The apps of the workspace, and the scopes that there are", "member",
          special="manage", answer=record_of({"apps": list_of(APP), "scopes": SCOPES})),
    Route("POST", "/apps", make_app, "Register an app; its secret is shown this once", "member", special="manage",
          fresh=True, status=201, body=record_of({**CHANGES, "confidential": FLAG}, tuple(CHANGES)), answer=MADE,
          refusals=(409,)),
    Route("PATCH", "/apps/{id}", change_app, "Change an app; what it may do no more ends at once", "member",
          special="manage", fresh=True, body=record_of(CHANGES, ()), answer=APP, refusals=(404,)),
    Route("DELETE", "/apps/{id}", remove_app, "Remove an app, and end all that it may do", "member", special="manage",
          fresh=True, status=204, refusals=(404,)),
    Route("POST", "/apps/{id}/secret", renew_app_secret, "Make a new secret; the old one works no more", "member",
          special="manage", fresh=True, answer=record_of({"client_secret": TEXT}), refusals=(404, 409)),
    Route("GET", "/me/apps", read_my_apps, "The apps that act for me", "member",
          answer=record_of({"apps": list_of(MINE)})),
    Route("DELETE", "/me/apps/{id}", end_my_app, "End what an app may do for me", "member", status=204,
          refusals=(404,)),
)  # fmt: skip
