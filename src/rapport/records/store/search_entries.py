"""What search finds: one entry for each live record, written together with it.

Every word is stored with the workspace's tag before it, so that the words of one workspace stand together in the
index and a common word of another workspace costs nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from hashlib import blake2s
from typing import Any
from uuid import UUID

from django.db import connection

from rapport.fields.reference import id_of
from rapport.kernel.text import fold
from rapport.records.store.rows import insert_many
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD, MOST_WORDS, MOST_TEXT = 60, 400, 20_000
CONTACTS = frozenset({"email", "phone"})
# Stands before the first word of a title, which is kept once more: who begins with what was typed comes first.
LEADS = "^"
# Stands before the end of an owner's or team's id: who sees theirs alone finds few of many without reading the many.
WHOSE = "@"
_left_out = ContextVar("left_out", default=False)


def tag(workspace_id: UUID) -> str:
    """Five letters that stand before every word of a workspace."""
    return blake2s(workspace_id.bytes, digest_size=3).hexdigest()[:5]


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    text = text[:MOST_TEXT]
    return WORD.findall(text.lower() if text.isascii() else fold(text))


@lru_cache(maxsize=512)
def worded(object_type: ObjectType) -> tuple[FieldSpec, ...]:
    """The fields that search reads."""
    return tuple(spec for spec in object_type.fields.values() if spec.search)


def searched(object_type: ObjectType) -> tuple[str, ...]:
    """The keys of the fields that an entry is made of."""
    sharing = object_type.sharing.fields if object_type.sharing else ()
    return (*(spec.key for spec in worded(object_type)), object_type.title, *sharing)


def whose(mark: str, owner_or_team: UUID) -> str:
    """The word of everything that this person owns, or that belongs to this team.

    Two of them may have the same: it only narrows, and the columns decide.
    """
    return f"'{mark}{WHOSE}{owner_or_team.hex[-8:]}'"


def vector(object_type: ObjectType, record: Mapping[str, Any], mark: str) -> str:
    """The text of a tsvector: each word once, with the weight of the best field it stands in, and whose it is."""
    found: dict[str, str] = {}
    for spec in worded(object_type):
        value = record.get(spec.key)
        if not value:
            continue
        text, weight = spec.type.show(value, spec), str(spec.search)
        for word in words_of(without_suffix(text) if spec.kind in CONTACTS else text):
            if len(word) <= LONGEST_WORD and found.get(word, "Z") > weight:
                found[word] = weight
        if len(found) > MOST_WORDS:
            break
    first = words_of(str(record.get(object_type.title) or ""))[:1]
    leading = [f"'{mark}{LEADS}{first[0][:LONGEST_WORD]}':1"] if first else []
    owner, team, _private = access_of(object_type, record)
    belongs = [whose(mark, each) for each in (owner, team) if each]
    return " ".join([*(f"'{mark}{word}':1{weight}" for word, weight in found.items()), *leading, *belongs])


def without_suffix(email: str) -> str:
    """`anna@example.com` -> `anna@example`: the last part says nothing and would be found everywhere."""
    host = email.rpartition("@")[2]
    return email[: -len(host.rpartition(".")[2]) - 1] if "@" in email and "." in host else email


def contact_part(text: str) -> str:
    """A text as the contacts of an entry are kept: phone numbers as digits, emails folded and without their suffix."""
    digits = "".join(filter(str.isdigit, text))
    letters = "@" in text or any(map(str.isalpha, text))
    return without_suffix(fold(text)) if letters or not digits else digits


def contacts(object_type: ObjectType, record: Mapping[str, Any]) -> str:
    """All emails and phones of a record, one a line."""
    values = (record.get(spec.key) for spec in worded(object_type) if spec.kind in CONTACTS)
    return "\n".join(contact_part(value) for value in values if value)


def owner_of(object_type: ObjectType, record: Mapping[str, Any]) -> UUID | None:
    """The owner in a record's JSON."""
    return id_in(record, object_type.sharing.owner) if object_type.sharing else None


@contextmanager
def left_out() -> Iterator[None]:
    """For writes that are rolled back: nobody will search for what they made."""
    token = _left_out.set(True)
    try:
        yield
    finally:
        _left_out.reset(token)


def id_in(record: Mapping[str, Any], key: str | None) -> UUID | None:
    """The id of a reference in a record's JSON."""
    value = record.get(key) if key else None
    return id_of(value) if value else None


def access_of(object_type: ObjectType, record: Mapping[str, Any]) -> tuple[UUID | None, UUID | None, bool]:
    """Owner, team and whether it is private."""
    sharing = object_type.sharing
    if sharing is None:
        return None, None, False
    private = bool(record.get(sharing.private)) if sharing.private else False
    return id_in(record, sharing.owner), id_in(record, sharing.team), private


def write_entries(
    object_type: ObjectType, workspace_id: UUID, records: Sequence[tuple[UUID, Mapping[str, Any]]], *, fresh: bool
) -> None:
    """Make, or make anew, the entries of these records."""
    if not records or _left_out.get():
        return
    if not fresh:
        remove_entries(workspace_id, [record_id for record_id, _ in records])
    mark = tag(workspace_id)
    rows = [
        (
            workspace_id, record_id, object_type.key, str(record.get(object_type.title) or ""),
            *access_of(object_type, record), vector(object_type, record, mark), contacts(object_type, record),
        )
        for record_id, record in records
    ]  # fmt: skip
    insert_many(
        "search_entry",
        ("workspace_id", "record_id", "object", "title", "owner_id", "team_id", "private", "words", "contacts"),
        rows,
        "(%s, %s, %s, %s, %s, %s, %s, %s::tsvector, %s)",
    )


def remove_entries(workspace_id: UUID, ids: Iterable[UUID]) -> None:
    """Take these records out of search."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_entry WHERE workspace_id = %s AND record_id = ANY(%s::uuid[])",
            (workspace_id, list(ids)),
        )
