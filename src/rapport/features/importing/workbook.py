"""Rows of an XLSX workbook, opened only after its archive and its sheets were measured."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import IO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from rapport.features.importing.unreadable import unreadable

MAX_ENTRIES = 5_000
MAX_INFLATED = 400 << 20
MAX_RATIO = 200
RATIO_COUNTS_FROM = 20 << 20
MAX_AREA = 12_000_000
_BLOCK = 1 << 20
# All that calamine takes: also small letters and leading zeros.
_REFERENCE = re.compile(rb"""\b(?:r|ref)\s*=\s*["'](?:[A-Za-z]{1,7}[0-9]{1,20}:)?([A-Za-z]{1,7})([0-9]{1,20})["']""")
# A cell without a reference stands where its row and the cells before it put it, which may be anywhere.
_UNPLACED = re.compile(
    rb"""<(?:\w+:)?c(?=[\s/>])(?!(?:\s+(?!r[\s=])[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s+r\s*=\s*["'])[^>]*>"""
)


def check_archive(file: IO[bytes]) -> None:
    """Refuse an archive that is damaged, is no workbook, inflates to too much (as declared, and as found by
    inflating it block by block), or whose cells span an area that would fill the memory."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" not in names:
                raise unreadable("format", _("This is an archive, not an XLSX workbook. Unpack it and upload a file."))
            if any(entry.flag_bits & 1 for entry in entries):
                raise unreadable(
                    "password", _("This workbook is locked with a password. Save it without and try again.")
                )
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_INFLATED:
                raise _too_much()
            inflated = 0
            for entry in entries:
                inflated += _measure(archive, entry, MAX_INFLATED - inflated)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise unreadable("damaged", _damaged()) from error


def _measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    size, columns, rows, sheet, tail = 0, 0, 0, False, b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > allowed or (size > RATIO_COUNTS_FROM and size > MAX_RATIO * max(entry.compress_size, 1)):
                raise _too_much()
            text = tail + block
            sheet = sheet or b"sheetData" in text
            if sheet and _UNPLACED.search(text):
                raise unreadable(
                    "unplaced",
                    _("Cells of this workbook do not say where they stand. Save it again as .xlsx and upload that."),
                )
            for column, row in set(_REFERENCE.findall(text)):
                columns, rows = max(columns, _column_number(column)), max(rows, int(row))
            if columns * rows > MAX_AREA:
                raise unreadable(
                    "area",
                    _(
                        "A sheet of this workbook spans %(rows)s rows and %(columns)s columns. Delete the empty "
                        "rows and columns around your table, or export it as CSV."
                    )
                    % {"rows": f"{rows:,}", "columns": f"{columns:,}"},
                )
            tail = text[max(text.rfind(b"<"), 0) :]  # a tag that is cut is looked at whole, with the next block
            if len(tail) > _BLOCK:
                tail = tail[-60:]
                if sheet:
                    raise unreadable("damaged", _damaged())
    return size


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _damaged() -> str:
    return _("This workbook is damaged. Save it again as .xlsx and upload that.")


def _too_much() -> Exception:
    return unreadable(
        "inflates",
        _(
            "This workbook unpacks to more than %(max_inflated)s MB, which no ordinary table does. Export the "
            "table as CSV and upload that."
        )
        % {"max_inflated": MAX_INFLATED >> 20},
    )


class Workbook:
    """A workbook's visible sheets by name and the rows of one: `sheet`, else the first that holds any."""

    def __init__(self, file: IO[bytes], sheet: str | None = None) -> None:
        check_archive(file)
        file.seek(0)
        with _damage_refused():
            self._book = CalamineWorkbook.from_filelike(file)
            self.sheets = [
                found.name
                for found in self._book.sheets_metadata
                if found.typ == SheetTypeEnum.WorkSheet and found.visible == SheetVisibleEnum.Visible
            ]
        if sheet is not None and sheet not in self.sheets:
            raise unreadable(
                "sheet",
                _("There is no sheet “%(sheet)s”. The sheets are: %(sheets)s.")
                % {"sheet": sheet[:60], "sheets": ", ".join(self.sheets)},
            )
        self.sheet = sheet

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells as text) of every row that is not blank."""
        for name in [self.sheet] if self.sheet else self.sheets:
            with _damage_refused():
                values = self._book.get_sheet_by_name(name).iter_rows()
            for number, row in enumerate(values, start=1):
                cells = [show_cell(value) for value in row]
                if any(cells) and not all(cell.isspace() for cell in cells if cell):
                    self.sheet = name
                    yield number, cells
            if self.sheet:
                return


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Calamine's errors and panics as a refusal: what it reads comes from anyone."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
            raise unreadable("damaged", _damaged()) from error
        raise


def show_cell(value: object) -> str:  # noqa: PLR0911 - one line for each type
    """A typed cell as text: ISO dates, numbers without a needless fraction, `true` and `false`."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)
