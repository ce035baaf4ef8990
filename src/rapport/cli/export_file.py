"""`rapport export`."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import orjson
from django.utils.translation import gettext as _
from typer import Argument, Option

from rapport.cli.member import acting_member, find_object
from rapport.features.exporting.export import Format, export
from rapport.kernel.errors import BadRequest
from rapport.schema.view import ViewDescription, parse_filter


def run(
    object: Annotated[str, Argument(help="What to export, such as people.")],  # noqa: A002 - the word in the help
    format: Annotated[Format, Option(help="The kind of file.")] = "csv",  # noqa: A002 - the word in the help
    filter: Annotated[str | None, Option(help="A filter as JSON, as in the API.")] = None,  # noqa: A002 - as above
    output: Annotated[Path | None, Option(help="The file to write; the standard output when absent.")] = None,
    workspace: Annotated[str | None, Option(help="The workspace's name, when there are several.")] = None,
    user: Annotated[str | None, Option(help="The email of the member who exports; an administrator if absent.")] = None,
) -> None:
    """Export all records, or those of a filter, as CSV or XLSX."""
    context = acting_member(workspace, user)
    described = find_object(object)
    view = ViewDescription(described.key, filter=parse_filter(read_json(filter)))
    pieces = export(context, view, format)
    with output.open("wb") if output else nullcontext(sys.stdout.buffer) as file:
        for piece in pieces:
            file.write(piece)


def read_json(text: str | None) -> Any:
    """The filter's tree. Raises `BadRequest`."""
    try:
        return orjson.loads(text) if text else None
    except orjson.JSONDecodeError as error:
        hint = '{"field": "name", "op": "eq", "value": "Ann"}'
        raise BadRequest(_("The filter is not JSON. Write it as %(hint)s.") % {"hint": hint}) from error
