"""Rows of a text file whose cells stand apart by a comma, semicolon, tab or bar."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

from django.utils.translation import gettext as _

from rapport.features.importing.unreadable import unreadable

DELIMITERS = ("\t", ";", "|", ",")
LONGEST_LINE = 2_000_000
LONGEST_CELL = 131_072  # the csv module's own limit
LONGEST_ROW = 8_000_000  # of all its lines: quotes can tie a whole file together to one row of short cells
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200


def is_blank(cells: Sequence[str]) -> bool:
    """Whether nothing stands in any of these cells; mostly the first one tells."""
    return not cells or (not cells[0].strip() and not any(cell.strip() for cell in cells))


class DelimitedFile:
    """A text file's rows, read a line at a time. `dropped` counts characters that could not be kept."""

    def __init__(self, file: IO[bytes], encoding: str, delimiter: str | None = None) -> None:
        self.file, self.encoding = file, encoding
        self.dropped: Counter[str] = Counter()
        self._row_length = 0
        sample = self._open().read(_SAMPLE)
        self._hint = sample[:4].lower() == "sep=" and sample[5:6] in {"\r", "\n"}  # Excel's way to name it
        self.delimiter = delimiter or (sample[4] if self._hint else detect_delimiter(sample))

    def _open(self) -> io.TextIOWrapper:
        self.file.seek(0)
        return io.TextIOWrapper(
            io.BufferedReader(_Lent(self.file)), encoding=self.encoding, errors="replace", newline=""
        )

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line number, cells) of every row that is not blank. Refuses a line or a cell without an end."""
        reader = csv.reader(self._lines(), delimiter=self.delimiter)
        if self._hint:
            next(reader)
        begins = 1
        try:
            while True:
                begins, self._row_length = reader.line_num + 1, 0
                cells = next(reader)
                if not is_blank(cells):
                    yield begins, cells
        except StopIteration:
            return
        except csv.Error:
            raise unreadable(
                "cell",
                _(
                    "A cell of the row that begins on line %(begins)s is longer than %(longest_cell)s characters. "
                    "Probably a quote there is never closed; mend that line and upload the file again."
                )
                % {"begins": begins, "longest_cell": f"{LONGEST_CELL:,}"},
            ) from None

    def _lines(self) -> Iterator[str]:
        text, number = self._open(), 0
        while line := text.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise unreadable(
                    "line",
                    _(
                        "Line %(number)s is longer than %(longest_line)s characters, so this is not a table of "
                        "rows. Export the file again as CSV or XLSX."
                    )
                    % {"number": number, "longest_line": f"{LONGEST_LINE:,}"},
                )
            self._row_length += len(line)
            if self._row_length > LONGEST_ROW:
                raise unreadable(
                    "row",
                    _(
                        "The row that ends after line %(number)s is longer than %(longest_row)s characters. Probably "
                        "quotes are missing or doubled before it; mend them and upload the file again."
                    )
                    % {"number": number, "longest_row": f"{LONGEST_ROW:,}"},
                )
            if "\x00" in line:
                self.dropped["nul"] += line.count("\x00")
                line = line.replace("\x00", "")
            if "\ufffd" in line:
                self.dropped["undecodable"] += line.count("\ufffd")
            yield line


class _Lent(io.RawIOBase):
    """The file, without closing it when its reader is done."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def detect_delimiter(sample: str) -> str:
    """The sign that cuts most rows of the sample, the first among them, into equally many cells; else a comma."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
        score = count / len(widths) + (widths[0] == width) if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                return widths
    except csv.Error:
        return widths
    return widths[:-1] if len(sample) == _SAMPLE and len(widths) > 1 else widths  # the last row may be cut off
