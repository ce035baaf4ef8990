"""The routes of the audit log's settings: how long it is kept, and whether its anchors hold."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from rapport.accounts.audit.anchors import states
from rapport.accounts.audit.retention import change_keep_days, keep_days
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import COUNT, FLAG, MOMENT, TEXT, list_of, nullable, record_of
from rapport.kernel.errors import FieldError, Invalid


def read_audit_settings(request: ApiRequest) -> HttpResponseBase:
    return answer.json(shown(request))


def change_audit_settings(request: ApiRequest) -> HttpResponseBase:
    body = request.only("keep_days")
    days = body.get("keep_days", keep_days(request.context.workspace_id))
    if days is not None and (not isinstance(days, int) or isinstance(days, bool)):
        detail = _("Give “keep_days” as a whole number, or null to keep everything.")
        raise Invalid(detail, [FieldError("keep_days", "number", detail)])
    change_keep_days(request.context.workspace_id, days)
    return answer.json(shown(request))


def shown(request: ApiRequest) -> dict[str, Any]:
    """Both parts."""
    place = request.context.workspace_id
    return {"keep_days": keep_days(place), "anchors": [asdict(state) for state in states(place)]}


SETTINGS = record_of({
    "keep_days": nullable(COUNT),
    "anchors": list_of(record_of({"kind": {"enum": ["file", "bucket"]}, "place": TEXT, "ok": FLAG,
                                  "at": nullable(MOMENT)})),
})  # fmt: skip

ROUTES = (
    Route("GET", "/audit/settings", read_audit_settings, "How long the audit log is kept, and where it is anchored",
          "member", special="manage", answer=SETTINGS),
    Route("PATCH", "/audit/settings", change_audit_settings, "Change how long the audit log is kept", "member",
          special="manage", fresh=True, body=record_of({"keep_days": nullable(COUNT)}), answer=SETTINGS),
)  # fmt: skip
