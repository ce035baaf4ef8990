"""Cells of a file that a person mended without editing the file."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from rapport.kernel.errors import FieldError, Invalid

MOST, LONGEST, LONGEST_NUMBER = 5_000, 10_000, 9


def read_corrections(raw: Any, known: Mapping[str, Mapping[str, str]], width: int) -> dict[str, dict[str, str]]:
    """`{"<row>": {"<column>": text or null}}` merged into what is known; null takes one back. Raises `Invalid`."""
    if not isinstance(raw, Mapping):
        raise _wrong("corrections", _("Give corrections as an object of rows."))
    merged = {row: dict(cells) for row, cells in known.items()}
    for row, cells in raw.items():
        where = f"corrections.{row[:20]}"
        if not _is_number(row) or not isinstance(cells, Mapping):
            raise _wrong(where, _("Name a row by its number, and give its cells as an object."))
        for column, text in cells.items():
            if not _is_number(column) or int(column) >= width:
                raise _wrong(where, _("Name a column by its number, from 0 to %(width)s.") % {"width": width - 1})
            if text is None:
                merged.get(str(int(row)), {}).pop(str(int(column)), None)
            elif isinstance(text, str) and len(text) <= LONGEST and "\x00" not in text:
                merged.setdefault(str(int(row)), {})[str(int(column))] = text
            else:
                raise _wrong(
                    where,
                    _("Give the cell as text of at most %(longest)s characters, or null.")
                    % {"longest": f"{LONGEST:,}"},
                )
    merged = {row: cells for row, cells in merged.items() if cells}
    if sum(map(len, merged.values())) > MOST:
        raise _wrong(
            "corrections",
            _("At most %(most)s cells are mended here. Mend the file and upload it again.") % {"most": f"{MOST:,}"},
        )
    return merged


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


def _wrong(where: str, detail: str) -> Invalid:
    return Invalid(detail, [FieldError(where, "invalid", detail)])
