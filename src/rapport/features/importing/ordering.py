"""The order of rows that name each other, such as subsidiaries and their parents in one file: who is named is first."""

from collections.abc import Iterator, Sequence

from rapport.features.importing.row import Row
from rapport.kernel.text import fold
from rapport.schema.object_type import ObjectType


def in_order(described: ObjectType, rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows in groups: each group names rows of earlier groups only, until a ring of names is left."""
    own = _own_links(described)
    left = list(rows)
    while left:
        titles = titles_in(described, left)
        ready = [row for row in left if not _names(described, row, own) & titles]
        ready = ready or left
        yield ready
        taken = set(map(id, ready))
        left = [row for row in left if id(row) not in taken]


def titles_in(described: ObjectType, rows: Sequence[Row]) -> frozenset[str]:
    """What the rows are called, folded, for objects that link to their own kind."""
    if not _own_links(described):
        return frozenset()
    return frozenset(fold(title) for row in rows if (title := row.values.fields.get(described.title)))


def _own_links(described: ObjectType) -> list[str]:
    return [s.key for s in described.writable if s.kind in {"link", "links"} and s.options["target"] == described.key]


def _names(described: ObjectType, row: Row, own: Sequence[str]) -> set[str]:
    """What the row names of its own object and is not found yet, itself apart."""
    named = {fold(text) for key in own if key not in row.values.fields for text in row.values.links.get(key, ())}
    return named - {fold(row.values.fields.get(described.title) or "")}
