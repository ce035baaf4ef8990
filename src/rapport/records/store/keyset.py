"""Keyset pages: where the next page begins, as an opaque cursor and as SQL.

Records without a value for the first sort key come last, in a segment of their own, so that both segments are read
straight from an index.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, Literal
from uuid import UUID
from zlib import crc32

import orjson
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from rapport.records.store.few import few
from rapport.records.store.paths import Path
from rapport.schema.fragments import Params
from rapport.schema.view import Sort, problem

SEAL = 9
Segment = Literal["value", "empty"]
FIRST, LAST = UUID(int=0), UUID(int=(1 << 128) - 1)


@dataclass(frozen=True, slots=True)
class Key:
    """One sort key: its path, its direction, and its name in the page's sub-query."""

    path: Path
    descending: bool

    @property
    def word(self) -> str:
        """ASC or DESC."""
        return "DESC" if self.descending else "ASC"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last record of a page: its segment, sort values as text, and id."""

    segment: Segment
    values: tuple[str | None, ...]
    id: str

    def encode(self, sorts: Sequence[Sort]) -> str:
        """Opaque text that is only good for the same sort."""
        raw = orjson.dumps([signature(sorts), self.segment[0], self.values, self.id])
        return urlsafe_b64encode(seal(raw) + raw).rstrip(b"=").decode()


def seal(raw: bytes) -> bytes:
    """What only we can make: a cursor that was changed is told from one of ours before PostgreSQL sees it."""
    return salted_hmac("rapport.cursor", raw, algorithm="sha256").digest()[:SEAL]


def signature(sorts: Sequence[Sort]) -> int:
    """A number that names a sort."""
    return crc32(repr([(s.path, s.descending) for s in sorts]).encode())


def decode(text: str, sorts: Sequence[Sort], keys: int) -> Cursor:
    """The cursor again; refuses one of another sort or one that was changed."""
    try:
        sealed = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        raw = sealed[SEAL:]
        if compare_digest(sealed[:SEAL], seal(raw)):
            mark, segment, values, record_id = orjson.loads(raw)
            if mark == signature(sorts) and len(values) == keys:
                return Cursor("value" if segment == "v" else "empty", tuple(values), record_id)
    except ValueError:
        pass
    raise problem("cursor", _("This cursor is not one of this list and sort; begin again without it."), "cursor")


def as_text(value: Any) -> str | None:
    """A sort value as the cursor keeps it."""
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def after(keys: Sequence[Key], names: Sequence[str], cursor: Cursor, params: Params, id_column: str) -> str:
    """The condition “comes after the cursor” within its segment, for the columns `names`."""
    last_id = params.add(cursor.id)
    descending = keys[0].descending
    sign = "<" if descending else ">"
    if cursor.segment == "value" and len(keys) == 1 and keys[0].path.local:
        return f"({names[0]}, {id_column}) {sign} ({params.add(cursor.values[0])}, {last_id})"
    if cursor.segment == "value" and len(keys) == 1 and few(keys[0].path):
        # Where to begin in each lane: an index can start there, as it could not with an OR.
        mark = params.add(cursor.values[0])
        begin = f"CASE WHEN {names[0]} = {mark} THEN {last_id}::uuid ELSE '{LAST if descending else FIRST}'::uuid END"
        return f"{names[0]} {sign}= {mark} AND {id_column} {sign} {begin}"
    tail = f"{id_column} {sign} {last_id}"
    first = cursor.values[0]
    for key, name, value in reversed(list(zip(keys, names, cursor.values, strict=True))):
        if value is None:
            tail = f"({name} IS NULL AND {tail})"
            continue
        mark = params.add(value)
        beyond = f"{name} {'<' if key.descending else '>'} {mark}"
        tail = f"({beyond} OR {name} IS NULL OR ({name} = {mark} AND {tail}))"
    if first is None:
        return tail
    # Said once more in a form that an index can begin at.
    return f"({names[0]} {sign}= {params.add(first)} AND {tail})"


def order_by(keys: Sequence[Key], names: Sequence[str], id_column: str, segment: Segment, skip: int = 0) -> str:
    """ORDER BY within a segment; `skip` so many first keys that are the same for all."""
    parts = [f"{name} {key.word} NULLS LAST" for key, name in zip(keys, names, strict=True)]
    if segment == "value":
        parts[0] = f"{names[0]} {keys[0].word}"
    else:
        skip = max(skip, 1)
    return ", ".join([*parts[skip:], f"{id_column} {keys[0].word}"])
