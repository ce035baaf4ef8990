"""The report: the rows that failed or were skipped as they stand in the file, each with its reason, as CSV."""

import csv
import io
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.features.exporting.harmless import guard
from rapport.features.importing.listing import get_import, list_rows
from rapport.features.importing.models import Import, ImportRow
from rapport.kernel.context import Context

PAGE = 1_000
WANTED = ("failed", "skipped")


def report(context: Context, import_id: UUID) -> Iterator[bytes]:
    """The file in pieces; the import is looked for before the first of them."""
    return _pieces(context, get_import(context, import_id))


def _pieces(context: Context, imported: Import) -> Iterator[bytes]:
    names = [column["name"] for column in imported.columns]
    yield "\ufeff".encode() + _lines([[_("Row"), _("Result"), _("Reason"), *map(guard, names)]])
    after: int | None = None
    while True:
        rows, after = list_rows(context, imported.id, after=after, limit=PAGE)
        yield _lines([_line(row, names) for row in rows if row.status in WANTED])
        if after is None:
            return


def _line(row: ImportRow, names: list[str]) -> list[str]:
    reasons = []
    for problem in row.problems:
        at = problem["column"]
        reasons.append(f"{names[at]}: {problem['detail']}" if at is not None and at < len(names) else problem["detail"])
    return [str(row.row), row.status, guard(" ".join(reasons)), *map(guard, row.cells)]


def _lines(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
