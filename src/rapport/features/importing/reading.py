"""The rows of an uploaded file as a job reads them: after the header, with the corrections, guards taken off."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from rapport.features.exporting.harmless import unguard
from rapport.features.importing.models import Import
from rapport.features.importing.source import Source, open_source
from rapport.platform import storage

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """An open file: `rows` is read once, `source` has its notes afterwards."""

    source: Source
    rows: Iterator[Line]


@contextmanager
def read_rows(imported: Import) -> Iterator[Reading]:
    """The rows of data of an import's file. Raises `Invalid` when the file cannot be read on."""
    with storage.open_file(imported.stored_as) as file:
        source = open_source(
            file,
            encoding=imported.encoding or None,
            delimiter=imported.delimiter or None,
            sheet=imported.sheet or None,
        )
        rows = source.rows
        if imported.header:
            next(rows, None)
        yield Reading(source, _mended(rows, imported.corrections))


def _mended(rows: Iterator[Line], corrections: Mapping[str, Mapping[str, str]]) -> Iterator[Line]:
    for number, cells in rows:
        plain = [unguard(cell) if cell[:1] == "'" else cell for cell in cells]
        mended = corrections.get(str(number)) if corrections else None
        if mended:
            for column, text in mended.items():
                at = int(column)
                plain += [""] * (at + 1 - len(plain))
                plain[at] = text
        yield number, plain
