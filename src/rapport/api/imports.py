"""The routes of imports: upload, mapping, check, run, report and undo."""

from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from rapport.api import answer
from rapport.api.import_schemas import CHANGES, IMPORT, OUTLINE, ROW, UPLOAD
from rapport.api.request import ApiRequest
from rapport.api.route import CURSOR, Parameter, Route, limit
from rapport.api.schemas import TEXT, list_of, nullable, record_of
from rapport.features.importing.listing import get_import, list_imports, list_rows
from rapport.features.importing.models import Import
from rapport.features.importing.outcome import STATUSES
from rapport.features.importing.report import report
from rapport.features.importing.showing import import_json, outline_json, row_json
from rapport.features.importing.steering import cancel, change, check, run, undo
from rapport.features.importing.upload import upload
from rapport.kernel.errors import FieldError, Invalid

FORM_OVERHEAD = 1 << 16
MOST_BYTES = (settings.RAPPORT.upload_max_mb << 20) + FORM_OVERHEAD
CORRECTIONS_MOST = 16 << 20


def upload_file(request: ApiRequest) -> HttpResponseBase:
    form, file = request.http.POST, request.http.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise _missing("file", _("Send the CSV or XLSX file as the part “file” of a multipart form."))
    if not form.get("object"):
        raise _missing("object", _("Say as the part “object” what the rows of the file are: the key of an object."))
    chosen = {key: form[key] for key in ("encoding", "delimiter", "sheet") if form.get(key)}
    made = upload(request.context, form["object"], file.name or "", file.chunks(), chosen)
    response = _shown(request, made, 201)
    response.headers["Location"] = f"/api/v1/imports/{made.id}"
    return response


def read_imports(request: ApiRequest) -> HttpResponseBase:
    after = _id(request.arg("cursor"))
    found, following = list_imports(
        request.context, object_key=request.arg("object"), after=after, limit=request.number("limit", 50, 200)
    )
    return answer.json({"imports": [outline_json(one) for one in found], "next": following})


def read_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, get_import(request.context, request.id))


def change_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, change(request.context, request.id, request.json()))


def check_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, check(request.context, request.id), 202)


def run_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, run(request.context, request.id), 202)


def cancel_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, cancel(request.context, request.id))


def undo_import(request: ApiRequest) -> HttpResponseBase:
    return _shown(request, undo(request.context, request.id), 202)


def read_rows(request: ApiRequest) -> HttpResponseBase:
    cursor = request.arg("cursor")
    if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):  # noqa: PLR2004
        raise _missing("cursor", _("Give the cursor as the answer before gave it."))
    rows, following = list_rows(
        request.context,
        request.id,
        status=request.arg("status"),
        after=int(cursor) if cursor else None,
        limit=request.number("limit", 50, 200),
    )
    return answer.json({"rows": [row_json(row) for row in rows], "next": str(following) if following else None})


def read_report(request: ApiRequest) -> HttpResponseBase:
    pieces = report(request.context, request.id)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="import-report.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(request: ApiRequest, imported: Import, status: int = 200) -> HttpResponse:
    return answer.json(import_json(request.context, imported), status)


def _missing(field: str, detail: str) -> Invalid:
    return Invalid(detail, [FieldError(field, "invalid", detail)])


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as wrong:
        raise _missing("cursor", _("Give the cursor as the answer before gave it.")) from wrong


OBJECT = Parameter("object", "Only into this object, by its key.")
STATUS = Parameter("status", "Only rows with this result.", {"enum": list(STATUSES)})
GONE, NOT_NOW = 404, 409

ROUTES = (
    Route("POST", "/imports", upload_file, "Upload a file to import", "member", status=201, special="import",
          body=UPLOAD, multipart=True, answer=IMPORT, refusals=(404, 413), most_bytes=MOST_BYTES),
    Route("GET", "/imports", read_imports, "List imports, the newest first", "member", special="import",
          query=(OBJECT, limit(50), CURSOR), answer=record_of({"imports": list_of(OUTLINE), "next": nullable(TEXT)})),
    Route("GET", "/imports/{id}", read_import, "Read one import", "member", special="import", answer=IMPORT,
          refusals=(GONE,)),
    Route("PATCH", "/imports/{id}", change_import, "Change how the file is read, its mapping or the options", "member",
          special="import", body=CHANGES, answer=IMPORT, refusals=(GONE, NOT_NOW), most_bytes=CORRECTIONS_MOST),
    Route("POST", "/imports/{id}/check", check_import, "Begin the dry run", "member", status=202, special="import",
          answer=IMPORT, refusals=(GONE, NOT_NOW)),
    Route("GET", "/imports/{id}/rows", read_rows, "What became, or would become, of the rows", "member",
          special="import", query=(STATUS, limit(50), CURSOR), refusals=(GONE,),
          answer=record_of({"rows": list_of(ROW), "next": nullable(TEXT)})),
    Route("POST", "/imports/{id}/run", run_import, "Begin the run", "member", status=202, special="import",
          answer=IMPORT, refusals=(GONE, NOT_NOW)),
    Route("POST", "/imports/{id}/cancel", cancel_import, "Stop the job at work, or put a draft away", "member",
          special="import", answer=IMPORT, refusals=(GONE, NOT_NOW)),
    Route("POST", "/imports/{id}/undo", undo_import, "Begin to undo what the run did", "member", status=202,
          special="import", answer=IMPORT, refusals=(GONE, NOT_NOW)),
    Route("GET", "/imports/{id}/report", read_report, "The rows that failed or were skipped, with reasons, as CSV",
          "member", special="import", answer=TEXT, content_type="text/csv", refusals=(GONE,)),
)  # fmt: skip
