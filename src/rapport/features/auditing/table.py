"""The audit log as CSV: one line for each entry, with the names of today beside the ids, and the hashes."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import orjson

from rapport.accounts.audit.kinds import label
from rapport.accounts.audit.reading import Question, names_of, stream_entries
from rapport.accounts.models import AuditEntry
from rapport.features.exporting.delimited import MARK
from rapport.features.exporting.harmless import guard

COLUMNS = (
    "number", "at", "kind", "what", "actor_kind", "user", "user_name", "token", "token_name", "subject_type",
    "subject", "subject_name", "request", "address", "data", "previous_hash", "hash",
)  # fmt: skip


def write_table(workspace_id: UUID, question: Question) -> Iterator[bytes]:
    """The file in pieces, the oldest entry first."""
    yield (MARK + lines([COLUMNS])).encode()
    for page in stream_entries(workspace_id, question):
        names = names_of(workspace_id, page)
        yield lines([cells(entry, names) for entry in page]).encode()


def cells(entry: AuditEntry, names: Mapping[str, str]) -> list[str]:
    """One line."""
    user, token = (str(each) if each else "" for each in (entry.user_id, entry.token_id))
    return [
        str(entry.seq), entry.at.isoformat(), entry.kind, guard(label(entry.kind)), entry.actor_kind,
        user, guard(names.get(user, "")), token, guard(names.get(token, "")), entry.subject_type,
        entry.subject_id, guard(names.get(entry.subject_id, "")), guard(entry.request_id), entry.address,
        orjson.dumps(entry.data, option=orjson.OPT_SORT_KEYS).decode(), bytes(entry.previous).hex(),
        bytes(entry.hash).hex(),
    ]  # fmt: skip


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
