"""An export as CSV: UTF-8 with a mark, so that every spreadsheet reads it right, one piece for each page of records."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rapport.features.exporting.columns import Column
from rapport.features.exporting.harmless import guard

MARK = "\ufeff"


def write_csv(columns: Sequence[Column], pages: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    """The file in pieces."""
    yield (MARK + _lines([[guard(column.label) for column in columns]])).encode()
    shown = [(column.path, column.text) for column in columns]
    for page in pages:
        if page:
            yield _lines([[show(record[path]) for path, show in shown] for record in page]).encode()


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
