"""The routes of the audit log, for administrators."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import AREAS, Kind, label
from rapport.accounts.audit.reading import Question, names_of, read_entries
from rapport.accounts.audit.record import record
from rapport.accounts.models import AuditEntry
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import CURSOR, Parameter, Route, limit
from rapport.api.schemas import COUNT, ID, MOMENT, TEXT, list_of, nullable, record_of
from rapport.features.auditing.table import write_table
from rapport.kernel.clock import now, today
from rapport.kernel.errors import FieldError, Invalid

LONGEST_NUMBER = 18


def read_audit(request: ApiRequest) -> HttpResponseBase:
    place, most = request.context.workspace_id, request.number("limit", 50, 200)
    found = read_entries(place, question_of(request), before=place_in(request), limit=most + 1)
    page = found[:most]
    names = names_of(place, page)
    return answer.json({
        "entries": [shown(entry) for entry in page],
        "names": names,
        "kinds": [{"key": kind, "label": label(kind)} for kind in Kind],
        "next": str(page[-1].seq) if len(found) > most else None,
    })  # fmt: skip


def export_audit(request: ApiRequest) -> HttpResponseBase:
    question = question_of(request)
    record(request.context, Kind.AUDIT_EXPORTED)
    response = StreamingHttpResponse(write_table(request.context.workspace_id, question), content_type=CSV)
    day = today(request.context.time_zone).isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{day}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def shown(entry: AuditEntry) -> dict[str, Any]:
    """One entry as JSON."""
    return {
        "number": entry.seq, "at": entry.at, "kind": entry.kind, "label": label(entry.kind),
        "actor": {"kind": entry.actor_kind, "user": entry.user_id, "token": entry.token_id},
        "subject": {"type": entry.subject_type, "id": entry.subject_id} if entry.subject_type else None,
        "request_id": entry.request_id, "address": entry.address, "data": entry.data,
        "hash": bytes(entry.hash).hex(),
    }  # fmt: skip


def question_of(request: ApiRequest) -> Question:
    """The filters of the address. Raises `Invalid` naming the wrong one."""
    kind = request.arg("kind") or ""
    if kind and kind not in (*AREAS, *Kind):
        raise wrong("kind", _("There is no such kind. Choose one of the answer's “kinds”, or the part before its dot."))
    return Question(
        kind=kind,
        actor=id_of(request, "actor"),
        token=id_of(request, "token"),
        subject_type=request.arg("subject_type") or "",
        subject_id=request.arg("subject") or "",
        since=moment(request, "since"),
        until=moment(request, "until"),
    )


def place_in(request: ApiRequest) -> int | None:
    """Where the page begins."""
    text = request.arg("cursor")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise wrong("cursor", _("Give the “next” of the page before."))
    return int(text)


def id_of(request: ApiRequest, name: str) -> UUID | None:
    """A filter that is an id."""
    text = request.arg(name)
    try:
        return UUID(text) if text else None
    except ValueError as bad:
        raise wrong(name, _("Give this as an id.")) from bad


def moment(request: ApiRequest, name: str) -> datetime | None:
    """A filter that is a moment with its zone."""
    text = request.arg(name)
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or abs(found.year - now().year) > 1000:  # noqa: PLR2004 - what a date can be
        raise wrong(name, _("Write the moment as 2026-11-24T12:00:00Z."))
    return found.astimezone(UTC)


def wrong(name: str, detail: str) -> Invalid:
    """A refusal that names one filter."""
    return Invalid(detail, [FieldError(name, "invalid", detail)])


CSV = "text/csv; charset=utf-8"
ENTRY = record_of({
    "number": COUNT, "at": MOMENT, "kind": TEXT, "label": TEXT,
    "actor": record_of({"kind": TEXT, "user": nullable(ID), "token": nullable(ID)}),
    "subject": nullable(record_of({"type": TEXT, "id": TEXT})),
    "request_id": TEXT, "address": TEXT, "data": {"type": "object"}, "hash": TEXT,
})  # fmt: skip
FILTERS = (
    Parameter("kind", "A kind of entries, such as `token.made`, or an area, such as `token`.",
              {"enum": [*AREAS, *map(str, Kind)]}),
    Parameter("actor", "Who did it: the id of a member.", ID),
    Parameter("token", "With which API token: its id.", ID),
    Parameter("subject_type", "To what it was done: `user`, `role`, `team`, `token`, `invitation`, an object's key."),
    Parameter("subject", "The id of what it was done to."),
    Parameter("since", "From this moment on.", MOMENT),
    Parameter("until", "Before this moment.", MOMENT),
)  # fmt: skip
NAMES = {"type": "object", "additionalProperties": TEXT}

ROUTES = (
    Route("GET", "/audit", read_audit, "What was done in the workspace, the newest first", "member", special="manage",
          query=(*FILTERS, limit(50), CURSOR),
          answer=record_of({"entries": list_of(ENTRY), "names": NAMES,
                            "kinds": list_of(record_of({"key": TEXT, "label": TEXT})), "next": nullable(TEXT)})),
    Route("GET", "/audit/export", export_audit, "The audit log as CSV, the oldest entry first", "member",
          special="manage", query=FILTERS, answer=TEXT, content_type=CSV.partition(";")[0]),
)  # fmt: skip
