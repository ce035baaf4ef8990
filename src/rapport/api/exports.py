"""The route that exports a view."""

from django.http import HttpResponseBase, StreamingHttpResponse

from rapport.access.fields import as_seen
from rapport.api.records import FIELDS, FILTER, SORT
from rapport.api.request import ApiRequest
from rapport.api.route import Parameter, Route
from rapport.api.schemas import TEXT
from rapport.features.exporting.export import FORMATS, MEDIA_TYPES, export, file_name, read_format
from rapport.features.metadata.objects import default_sort
from rapport.schema.view import ViewDescription, parse_fields, parse_filter, parse_sort


def export_records(request: ApiRequest) -> HttpResponseBase:
    described = request.object_type
    view = ViewDescription(
        described.key,
        fields=parse_fields(request.arg("fields")),
        filter=parse_filter(request.json_arg("filter")),
        sort=parse_sort(request.arg("sort") or default_sort(as_seen(request.context, described))),
    )
    kind = read_format(request.arg("format"))
    response = StreamingHttpResponse(export(request.context, view, kind), content_type=MEDIA_TYPES[kind])
    name = file_name(request.context, described.key, kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


TYPES = ", ".join(kind.partition(";")[0] for kind in MEDIA_TYPES.values())
FORMAT = Parameter("format", "The kind of file.", {"enum": list(FORMATS), "default": "csv"})

ROUTES = (
    Route("GET", "/{plural}/export", export_records, "Export {plural} as CSV or XLSX", "view", special="export",
          query=(FORMAT, FIELDS, FILTER, SORT), answer=TEXT, content_type=TYPES),
)  # fmt: skip
