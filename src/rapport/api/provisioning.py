"""The routes with which administrators let a directory provision users: its tokens, and the roles to begin with."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase

from rapport.accounts import attempts
from rapport.accounts.models import ProvisioningToken
from rapport.accounts.scim.overview import provisioned_groups, provisioned_users
from rapport.accounts.scim.roles import choose_starting_roles, starting_roles
from rapport.accounts.scim.tokens import create_token, list_tokens, revoke_token
from rapport.api import answer
from rapport.api.members import role_keys
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import COUNT, ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.api.tokens import moment
from rapport.api.workspace import texts


def read_provisioning(request: ApiRequest) -> HttpResponseBase:
    place = request.context.workspace_id
    return answer.json({
        "address": request.http.build_absolute_uri("/scim/v2"),
        "tokens": [shown(token) for token in list_tokens(place)],
        "roles": starting_roles(place),
        "users": provisioned_users(place),
        "groups": [{"id": key, "name": name, "members": members} for key, name, members in provisioned_groups(place)],
    })  # fmt: skip


def change_provisioning(request: ApiRequest) -> HttpResponseBase:
    body = request.only("roles")
    if "roles" in body:
        choose_starting_roles(request.context.workspace_id, role_keys(body["roles"]))
    return read_provisioning(request)


def make_provisioning_token(request: ApiRequest) -> HttpResponseBase:
    body = request.only("name", "expires_at")
    given = texts({key: value for key, value in body.items() if value is not None})
    attempts.count(request.http, "make_token", str(request.who.user_id))
    end = moment(given.get("expires_at"))
    token, text = create_token(request.context.workspace_id, name=given.get("name", ""), expires_at=end)
    return answer.json(shown(token) | {"token": text}, 201)


def revoke_provisioning_token(request: ApiRequest) -> HttpResponseBase:
    revoke_token(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def shown(token: ProvisioningToken) -> dict[str, Any]:
    """One token as JSON, without its secret."""
    return {
        "id": token.id, "name": token.name, "created_at": token.created_at, "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
    }  # fmt: skip


TOKEN_PARTS = {
    "id": ID, "name": TEXT, "created_at": MOMENT, "expires_at": nullable(MOMENT), "last_used_at": nullable(MOMENT),
}  # fmt: skip
PROVISIONING = record_of({
    "address": TEXT, "tokens": list_of(record_of(TOKEN_PARTS)), "roles": list_of(TEXT), "users": COUNT,
    "groups": list_of(record_of({"id": ID, "name": TEXT, "members": COUNT})),
})  # fmt: skip

ROUTES = (
    Route("GET", "/provisioning", read_provisioning, "How a directory provisions users over SCIM", "member",
          special="manage", answer=PROVISIONING),
    Route("PATCH", "/provisioning", change_provisioning, "Choose the roles of users whom the directory makes",
          "member", special="manage", fresh=True, body=record_of({"roles": list_of(TEXT)}, ()), answer=PROVISIONING),
    Route("POST", "/provisioning/tokens", make_provisioning_token, "Make a provisioning token; it is shown this once",
          "member", special="manage", fresh=True, status=201,
          body=record_of({"name": TEXT, "expires_at": nullable(MOMENT)}, ("name",)),
          answer=record_of({**TOKEN_PARTS, "token": TEXT})),
    Route("DELETE", "/provisioning/tokens/{id}", revoke_provisioning_token, "Revoke a provisioning token", "member",
          special="manage", status=204, refusals=(404,)),
)  # fmt: skip
