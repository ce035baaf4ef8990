"""The first look at a file: its header, columns with samples, and the guessed mapping."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from rapport.features.exporting.harmless import unguard
from rapport.features.importing.guessing import SAMPLES, Guess, guess, knows
from rapport.features.importing.header import column_names, detect_header
from rapport.features.importing.source import Source
from rapport.features.importing.targets import Target, object_words, targets
from rapport.features.importing.unreadable import unreadable
from rapport.fields.text_forms import detect_date_order
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

SHOWN_SAMPLES, SHOWN_ROWS, LONGEST_SAMPLE = 5, 10, 200
_HEADER_ROWS = 50
_NUMERIC_DATE = re.compile(r"\s*\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(\d{2}|\d{4})(\D|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person sees of the file before anything happens."""

    header: bool
    columns: list[dict[str, Any]]
    sample: list[dict[str, Any]]
    guesses: list[Guess]
    notes: list[str]


def places_of(described: ObjectType) -> list[Target]:
    """Every place a column may go to."""
    return targets(described, {key: object_words(known) for key, known in registry.objects().items()})


def look_at(source: Source, described: ObjectType, *, header: bool | None = None) -> Preview:
    """The preview of an opened file; `header` says whether the first row names the columns, None: it is detected.
    Refuses a file without rows of data."""
    rows = [(number, [unguard(cell) for cell in cells]) for number, cells in islice(source.rows, SAMPLES + 1)]
    if not rows:
        raise unreadable("no-rows", _("The file has no rows. Export it again and upload the new file."))
    places = places_of(described)
    if header is None:
        first = [cells for _, cells in rows[:_HEADER_ROWS]]
        header = detect_header(first, lambda label: knows(label, places))
    data = rows[1:] if header else rows
    if not data:
        raise unreadable("no-rows", _("The file has a header and no rows under it. Export it again with its rows."))
    width = _width(rows, header=header)
    names = column_names(rows[0][1] if header else None, width)
    guesses = guess(names, [cells for _, cells in data], places)
    columns = [
        {
            "index": at,
            "name": name,
            "samples": _samples([cells for _, cells in data], at),
            "unsure_dates": _unsure_dates([cells for _, cells in data], at),
            "guess": {"field": guesses[at].field, "part": guesses[at].part, "confidence": guesses[at].confidence},
        }
        for at, name in enumerate(names)
    ]
    shown = [
        {"row": number, "cells": [cell[:LONGEST_SAMPLE] for cell in cells[:width]]}
        for number, cells in data[:SHOWN_ROWS]
    ]
    return Preview(header, columns, shown, guesses, source.notes())


def _width(rows: Sequence[tuple[int, list[str]]], *, header: bool) -> int:
    """As many columns as the header names or most rows have; without a header, as the widest of the first rows has."""
    widths = [_filled(cells) for _, cells in rows]
    if not header:
        return max(widths)
    usual = Counter(widths[1:]).most_common(1)
    return max(widths[0], usual[0][0] if usual else 0, 1)


def _filled(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _unsure_dates(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the column has dates such as 01/02/2027, and none that shows which part is the month."""
    cells = [row[at] for row in rows if at < len(row)]
    return any(_NUMERIC_DATE.match(cell) for cell in cells) and detect_date_order(cells) is None


def _samples(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    found = dict.fromkeys(row[at].strip()[:LONGEST_SAMPLE] for row in rows if at < len(row) and row[at].strip())
    return list(found)[:SHOWN_SAMPLES]
