"""The header row: whether the first row is one, and the names of the columns."""

from collections.abc import Callable, Sequence

from rapport.features.importing.looks import look
from rapport.kernel.text import fold

_VALUES = frozenset(["email", "url", "date", "phone", "money"])
_TELLING = _VALUES | {"number"}
_FEW_NUMBERS = 0.2


def detect_header(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> bool:
    """Whether the first row names the columns. `known` says whether a label is one the object understands."""
    first = [cell.strip() for cell in rows[0]] if rows else []
    filled = [cell for cell in first if cell]
    looks = [look(cell) for cell in filled]
    if not filled or _VALUES & set(looks):
        return False
    if any(known(cell) for cell in filled):
        return True
    if looks.count("number") > _FEW_NUMBERS * len(filled):
        return False
    columns = [[row[i] for row in rows[1:] if i < len(row) and row[i].strip()] for i in range(len(first))]
    if any(cells and all(look(cell) in _TELLING for cell in cells[:20]) for cells in columns):
        return True
    return not any(cell and fold(cell) in map(fold, cells) for cell, cells in zip(first, columns, strict=True))


def column_names(header: Sequence[str] | None, width: int) -> list[str]:
    """A distinct name for each column: as written, numbered where it repeats or is missing."""
    names: list[str] = []
    taken: set[str] = set()
    for i in range(width):
        written = " ".join(header[i].split())[:200] if header and i < len(header) else ""
        name, n = written or f"Column {i + 1}", 2
        while fold(name) in taken:
            name, n = f"{written or 'Column'} ({n})", n + 1
        taken.add(fold(name))
        names.append(name)
    return names
