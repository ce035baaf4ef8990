"""An export as XLSX: written row by row to a temporary file, then read back in pieces, so that memory stays flat."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped] # the library has no types
from django.utils.translation import gettext as _

from rapport.features.exporting.columns import Column
from rapport.features.exporting.harmless import guard_apostrophes
from rapport.kernel.errors import Invalid

MOST_ROWS = 1_048_575  # and a header
LONGEST_CELL = 32_767
CUT = " … (cut here: a cell holds no more; the CSV export has all of it)"
PIECE = 1 << 16
NEVER_GUESS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(columns: Sequence[Column], pages: Iterable[list[dict[str, Any]]], sheet: str) -> Iterator[bytes]:
    """The file in pieces. Raises `Invalid`, before the first piece, for more records than a sheet holds."""
    with TemporaryFile() as file:
        _fill(file, columns, pages, sheet)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _fill(file: IO[bytes], columns: Sequence[Column], pages: Iterable[list[dict[str, Any]]], name: str) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True, **NEVER_GUESS}) as book:
        sheet = book.add_worksheet(name[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(columns) - 1, 0), 20)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.label, bold)
        number = 0
        for page in pages:
            for record in page:
                number += 1
                if number > MOST_ROWS:
                    raise Invalid(
                        _("A sheet holds %(most_rows)s records. Export as CSV, or narrow the filter.")
                        % {"most_rows": f"{MOST_ROWS:,}"}
                    )
                for at, column in enumerate(columns):
                    _write(sheet, number, at, column.cell(record[column.path]), day)


def _write(sheet: Any, row: int, at: int, value: float | date | str, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, day)
    elif isinstance(value, float):
        sheet.write_number(row, at, value)
    elif value:
        text = guard_apostrophes(value)
        sheet.write_string(row, at, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT)
