"""An uploaded file as a table of rows, whatever it calls itself: what it is, is told by its content."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rapport.features.importing.delimited import DELIMITERS, DelimitedFile
from rapport.features.importing.encodings import check_encoding, detect_encoding
from rapport.features.importing.unreadable import unreadable
from rapport.features.importing.workbook import Workbook
from rapport.kernel.errors import TooLarge

MAX_BYTES = 512 << 20
MAX_WORKBOOK_BYTES = 100 << 20
MAX_COLUMNS = 1_000

# How a file begins, and what to say when that is no table.
_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        gettext_noop(
            "This is an old Excel file (.xls) or a workbook with a password. Save it as .xlsx without a password."
        ),
    ),
    (b"%PDF", gettext_noop("This is a PDF. Export the table as CSV or XLSX where it comes from.")),
    (b"\x1f\x8b", gettext_noop("This file is compressed with gzip. Unpack it and upload the file inside.")),
    (b"7z\xbc\xaf", gettext_noop("This is a 7z archive. Unpack it and upload the file inside.")),
    (b"Rar!", gettext_noop("This is a RAR archive. Unpack it and upload the file inside.")),
    (b"\x89PNG", gettext_noop("This is a picture. Upload the table as CSV or XLSX.")),
    (b"\xff\xd8\xff", gettext_noop("This is a picture. Upload the table as CSV or XLSX.")),
    (b"GIF8", gettext_noop("This is a picture. Upload the table as CSV or XLSX.")),
    (b"PAR1", gettext_noop("This is a Parquet file. Export the table as CSV or XLSX.")),
    (b"SQLite format 3", gettext_noop("This is a database file. Export the table as CSV or XLSX.")),
)
_MARKUP = (
    (
        "<!doctype html",
        gettext_noop("This is a web page. Maybe the download asked you to sign in; open it and export again as CSV."),
    ),
    (
        "<html",
        gettext_noop("This is a web page. Maybe the download asked you to sign in; open it and export again as CSV."),
    ),
    ("<?xml", gettext_noop("This is an XML file. Export the table as CSV or XLSX.")),
    ("{\\rtf", gettext_noop("This is a text document. Export the table as CSV or XLSX.")),
    ('{"', gettext_noop("This is a JSON file. Export the table as CSV or XLSX.")),
    ('[{"', gettext_noop("This is a JSON file. Export the table as CSV or XLSX.")),
    ("begin:vcard", gettext_noop("These are vCard contacts. Export the contacts as CSV.")),
)


@dataclass(slots=True)
class Source:
    """One file, opened. `rows` is read once: (line or row number, cells), blank rows left out."""

    format: Literal["csv", "xlsx"]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    dropped: Counter[str] | None = None

    def notes(self) -> list[str]:
        """Sentences on what was changed while reading, complete once `rows` is exhausted."""
        dropped = self.dropped or Counter()
        made = []
        if dropped["nul"]:
            made.append(_("%(count)s NUL characters were removed.") % {"count": f"{dropped['nul']:,}"})
        if dropped["undecodable"]:
            made.append(
                _("%(count)s characters could not be read as %(encoding)s and show as \ufffd.")
                % {"count": f"{dropped['undecodable']:,}", "encoding": self.encoding}
            )
        return made


def open_source(
    file: IO[bytes], *, encoding: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Source:
    """Open an upload. Encoding, delimiter and sheet are detected unless given. Raises `Invalid` or `TooLarge`."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if not head:
        raise unreadable("empty", _("The file is empty. Export it again and upload the new file."))
    if size > MAX_BYTES:
        raise TooLarge(
            _("The file has %(size)s MB; at most %(max_bytes)s MB are taken. Split it into parts.")
            % {"size": f"{size >> 20:,}", "max_bytes": MAX_BYTES >> 20}
        )
    for mark, detail in _FOREIGN:
        if head.startswith(mark):
            raise unreadable("format", _(detail))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if size > MAX_WORKBOOK_BYTES:
            raise TooLarge(
                _("The workbook has %(size)s MB; at most %(max_workbook_bytes)s MB are taken. Export the table as CSV.")
                % {"size": f"{size >> 20:,}", "max_workbook_bytes": MAX_WORKBOOK_BYTES >> 20}
            )
        book = Workbook(file, sheet)
        return Source("xlsx", _bounded(book.rows()), sheets=tuple(book.sheets))
    return _text(file, encoding, delimiter)


def _text(file: IO[bytes], encoding: str | None, delimiter: str | None) -> Source:
    if delimiter is not None and delimiter not in DELIMITERS:
        raise unreadable(
            "delimiter", _("Cells may stand apart by a comma, a semicolon, a tab or a bar; name one of these.")
        )
    name = check_encoding(encoding) if encoding else detect_encoding(file)
    file.seek(0)
    start = file.read(256).decode(name, errors="replace").lstrip("\ufeff \r\n\t").lower()
    file.seek(0)
    for mark, detail in _MARKUP:
        if start.startswith(mark):
            raise unreadable("format", _(detail))
    controls = sum(c < " " and c not in "\t\r\n\x00\x0b\x0c\x1a" for c in start)
    if controls > len(start) / 10:
        raise unreadable("format", _("This is not a table. Export it as CSV or XLSX where it comes from."))
    text = DelimitedFile(file, name, delimiter)
    return Source("csv", _bounded(text.rows()), name, text.delimiter, dropped=text.dropped)


def _bounded(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        if len(cells) > MAX_COLUMNS and any(cell for cell in cells[MAX_COLUMNS:]):
            raise unreadable(
                "columns",
                _(
                    "Row %(number)s has %(count)s columns; at most %(max_columns)s are taken. Delete those you do "
                    "not need."
                )
                % {"number": number, "count": f"{len(cells):,}", "max_columns": f"{MAX_COLUMNS:,}"},
            )
        yield number, cells[:MAX_COLUMNS]
