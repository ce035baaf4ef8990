"""Exporting the records of a view that the reader may see and export."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal, get_args

from django.utils.translation import gettext as _

from rapport.access.decide import require, require_special
from rapport.access.fields import as_seen
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.features.exporting.columns import columns_of
from rapport.features.exporting.delimited import write_csv
from rapport.features.exporting.workbook import write_xlsx
from rapport.kernel.clock import today
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Invalid
from rapport.records.read import stream
from rapport.schema.registry import registry
from rapport.schema.view import ViewDescription

Format = Literal["csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(context: Context, view: ViewDescription, format: Format) -> Iterator[bytes]:  # noqa: A002 - its name in the API
    """The file in pieces, in the columns, filter and order of the view; no columns means all fields.

    Every refusal is raised here, before the first piece: after that the answer has begun.
    """
    require_special(context, "export")
    require(context, "view", view.object)
    described = as_seen(context, registry.object(view.object))
    columns = columns_of(described, view.fields)
    said = {"format": format, "filtered": view.filter is not None, "fields": [column.path for column in columns]}
    wanted = tuple(column.path for column in columns)
    pages = stream(context, ViewDescription(view.object, wanted, view.filter, view.sort, deleted=view.deleted))
    first = next(pages, [])
    whole = chain([first], pages)
    pieces = write_csv(columns, whole) if format == "csv" else write_xlsx(columns, whole, described.label_plural)
    begun = next(pieces)
    record(context, Kind.EXPORTED, subject=Subject(described.key), data=said)
    return chain([begun], pieces)


def read_format(raw: str | None) -> Format:
    """The format of an address or a command; raises `Invalid` for another one."""
    for known in FORMATS:
        if (raw or "csv") == known:
            return known
    detail = _("Give the format as one of: %(formats)s.") % {"formats": ", ".join(FORMATS)}
    raise Invalid(detail, [FieldError("format", "invalid", detail)])


def file_name(context: Context, object_key: str, format: Format) -> str:  # noqa: A002 - as above
    """`people-2026-11-24.csv`."""
    return f"{registry.object(object_key).plural}-{today(context.time_zone).isoformat()}.{format}"
