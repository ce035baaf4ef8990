"""The routes of single sign-on: connections, domains and mappings for administrators, and finding one's way in."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts import attempts
from rapport.accounts.groups import Mapping, list_mappings, set_mappings
from rapport.accounts.members import role_ids
from rapport.accounts.models import SsoDomain
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso import connections, domains, kinds
from rapport.accounts.sso.required import is_required, require_sso
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import FLAG, ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.api.sso_shapes import CONNECTION, NEW_CONNECTION, Names, shown
from rapport.api.workspace import texts
from rapport.kernel.errors import FieldError, Invalid


def read_sso(request: ApiRequest) -> HttpResponseBase:
    place = request.context.workspace_id
    found, names = connections.list_connections(place), Names(place)
    seen = sorted({group for each in found for group in each.groups_seen})
    return answer.json({
        "connections": [shown(each, names) for each in found],
        "domains": [shown_domain(each) for each in domains.list_domains(place)],
        "mappings": [
            {"group": each.group, "roles": names.keys(each.role_ids), "teams": list(each.team_ids)}
            for each in list_mappings(place)
        ],
        "required": request.who.requires_sso, "groups_seen": seen,
    })  # fmt: skip


def change_sso(request: ApiRequest) -> HttpResponseBase:
    required = request.only("required").get("required")
    if not isinstance(required, bool):
        detail = _("Give “%(name)s” as true or false.") % {"name": "required"}
        raise Invalid(detail, [FieldError("required", "checkbox", detail)])
    require_sso(request.who, required=required)
    return answer.json({"required": required})


def make_connection(request: ApiRequest) -> HttpResponseBase:
    count_outgoing(request)
    place = request.context.workspace_id
    made = kinds.create(place, request.only(*NEW_CONNECTION))
    return answer.json(shown(made, Names(place)), 201)


def change_connection(request: ApiRequest) -> HttpResponseBase:
    count_outgoing(request)
    place = request.context.workspace_id
    changed = kinds.update(place, request.id, request.only(*(key for key in NEW_CONNECTION if key != "kind")))
    return answer.json(shown(changed, Names(place)))


def drop_connection(request: ApiRequest) -> HttpResponseBase:
    connections.delete_connection(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def check_connection(request: ApiRequest) -> HttpResponseBase:
    count_outgoing(request)
    steps = kinds.look(request.context.workspace_id, request.id)
    return answer.json({"steps": [asdict(step) for step in steps]})


def count_outgoing(request: ApiRequest) -> None:
    """What makes us ask others is counted for each workspace."""
    attempts.count(request.http, "sso_ask", str(request.context.workspace_id))


def name_domain(request: ApiRequest) -> HttpResponseBase:
    text = texts(request.only("domain")).get("domain", "")
    return answer.json(shown_domain(domains.name_domain(request.context.workspace_id, text)), 201)


def prove_domain(request: ApiRequest) -> HttpResponseBase:
    place = request.context.workspace_id
    count_outgoing(request)
    return answer.json(shown_domain(domains.prove_domain(place, request.id)))


def drop_domain(request: ApiRequest) -> HttpResponseBase:
    domains.drop_domain(request.context.workspace_id, request.id)
    return HttpResponse(status=204)


def change_mappings(request: ApiRequest) -> HttpResponseBase:
    place = request.context.workspace_id
    given = request.only("mappings").get("mappings")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise connections.wrong("mappings", _("Give “mappings” as a list."))
    set_mappings(place, [mapping_of(request, each) for each in given])
    names = Names(place)
    return answer.json({"mappings": [
        {"group": each.group, "roles": names.keys(each.role_ids), "teams": list(each.team_ids)}
        for each in list_mappings(place)
    ]})  # fmt: skip


def mapping_of(request: ApiRequest, given: dict[str, Any]) -> Mapping:
    """One mapping of the body."""
    keys = given.get("roles", [])
    if not isinstance(keys, list) or not all(isinstance(key, str) and "\x00" not in key for key in keys):
        raise connections.wrong("roles", _("Give “roles” as a list of the keys of roles."))
    with in_workspace(request.context.workspace_id):
        roles = role_ids(request.context.workspace_id, keys) if keys else []
    group = connections.text_of(given, "group", needed=True)
    return Mapping(group, tuple(roles), tuple(connections.uuids(given.get("teams", []))))


def find_way_in(request: ApiRequest) -> HttpResponseBase:
    attempts.count(request.http, "sso_find", "")
    email = texts(request.only("email")).get("email", "")
    place = domains.workspace_of(email.rpartition("@")[2].strip())
    found = [each for each in connections.list_connections(place) if each.enabled] if place else []
    return answer.json({
        "connections": [{"id": each.id, "name": each.name, "kind": each.kind} for each in found],
        "required": bool(found) and place is not None and is_required(place),
    })  # fmt: skip


def shown_domain(domain: SsoDomain) -> dict[str, Any]:
    """One domain as JSON, with the record that proves it."""
    return {
        "id": domain.id, "domain": domain.domain, "proven_at": domain.proven_at,
        "record": {"name": domains.record_name(domain), "value": domains.record_value(domain)},
    }  # fmt: skip


DOMAIN = record_of({
    "id": ID, "domain": TEXT, "record": record_of({"name": TEXT, "value": TEXT}), "proven_at": nullable(MOMENT),
})  # fmt: skip
MAPPINGS = record_of({"mappings": list_of(record_of({"group": TEXT, "roles": list_of(TEXT), "teams": list_of(ID)}))})
FOUND = record_of({
    "connections": list_of(record_of({"id": ID, "name": TEXT, "kind": TEXT})), "required": FLAG,
})  # fmt: skip
REQUIRED = record_of({"required": FLAG})
STEPS = record_of({"steps": list_of(record_of({"label": TEXT, "ok": FLAG, "detail": TEXT}))})

ROUTES = (
    Route("GET", "/sso", read_sso, "How people sign in by their own identity provider", "member", special="manage",
          answer=record_of({
              "connections": list_of(CONNECTION), "domains": list_of(DOMAIN), **MAPPINGS["properties"],
              "required": FLAG, "groups_seen": list_of(TEXT),
          })),
    Route("PATCH", "/sso", change_sso, "Require single sign-on of everybody but the owner", "member", special="manage",
          fresh=True, body=REQUIRED, answer=REQUIRED, refusals=(409,)),
    Route("POST", "/sso/connections", make_connection, "Connect an identity provider", "member", special="manage",
          fresh=True, status=201, body=record_of(NEW_CONNECTION, ("kind", "name")), answer=CONNECTION,
          refusals=(409,)),
    Route("PATCH", "/sso/connections/{id}", change_connection, "Change a connection", "member", special="manage",
          fresh=True, body=record_of({k: v for k, v in NEW_CONNECTION.items() if k != "kind"}, ()), answer=CONNECTION,
          refusals=(404, 409)),
    Route("DELETE", "/sso/connections/{id}", drop_connection, "Delete a connection; its sign-ins end", "member",
          special="manage", fresh=True, status=204, refusals=(404, 409)),
    Route("POST", "/sso/connections/{id}/check", check_connection, "Look step by step whether a connection works",
          "member", special="manage", answer=STEPS, refusals=(404,)),
    Route("POST", "/sso/domains", name_domain, "Name a domain of email addresses as the workspace's own", "member",
          special="manage", status=201, body=record_of({"domain": TEXT}), answer=DOMAIN),
    Route("POST", "/sso/domains/{id}/prove", prove_domain, "Look for the record that proves a domain", "member",
          special="manage", answer=DOMAIN, refusals=(404, 409)),
    Route("DELETE", "/sso/domains/{id}", drop_domain, "Give a domain up", "member", special="manage", fresh=True,
          status=204, refusals=(404,)),
    Route("POST", "/sso/mappings", change_mappings, "Say what the groups of the directory mean: exactly these",
          "member", special="manage", fresh=True, body=MAPPINGS, answer=MAPPINGS),
    Route("POST", "/sso/find", find_way_in, "Which providers open the way for an email address, by its domain",
          "public", reads=True, body=record_of({"email": TEXT}), answer=FOUND),
)  # fmt: skip
