"""How entries are chained: the form of an entry that is hashed, and the signature of a head."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Literal
from uuid import UUID

import orjson
from django.conf import settings
from django.utils.crypto import salted_hmac

FORM = 1
BEGINNING = bytes(32)
FIELDS = (
    "seq", "at", "kind", "actor_kind", "user_id", "token_id", "subject_type", "subject_id", "request_id", "address",
    "data",
)  # fmt: skip
Signed = Literal["head", "anchor"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry without its place in a chain of hashes."""

    seq: int
    at: datetime
    kind: str
    actor_kind: str
    user_id: UUID | None
    token_id: UUID | None
    subject_type: str
    subject_id: str
    request_id: str
    address: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain begins and ends (`AuditHead`)."""

    base_seq: int = 0
    base_hash: bytes = BEGINNING
    seq: int = 0
    hash: bytes = BEGINNING
    mac: bytes = b""


def canonical(workspace_id: UUID, entry: Entry, previous: bytes) -> bytes:
    """One text for each entry, whatever the database does to spaces, order of keys and time zones."""
    return orjson.dumps(
        {
            "form": FORM,
            "workspace": str(workspace_id),
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": entry.kind,
            "actor": [entry.actor_kind, text(entry.user_id), text(entry.token_id)],
            "subject": [entry.subject_type, entry.subject_id],
            "request": entry.request_id,
            "address": entry.address,
            "data": entry.data,
            "previous": previous.hex(),
        },
        option=orjson.OPT_SORT_KEYS,
    )


def digest(workspace_id: UUID, entry: Entry, previous: bytes) -> bytes:
    """The hash of the entry and, through `previous`, of all before it."""
    return sha256(canonical(workspace_id, entry, previous)).digest()


def signed(workspace_id: UUID, head: Head) -> Head:
    """The head with its signature."""
    return replace(head, mac=sign("head", settings.SECRET_KEY, said(workspace_id, head)))


def genuine(workspace_id: UUID, head: Head) -> bool:
    """Whether Rapport itself signed the head."""
    return fits("head", head.mac, said(workspace_id, head))


def sign(what: Signed, secret: str, message: str) -> bytes:
    """A signature with a key that is derived from the signing key for this use alone."""
    return salted_hmac(f"rapport.accounts.audit.{what}", message, secret=secret, algorithm="sha256").digest()


def fits(what: Signed, mac: bytes, message: str) -> bool:
    """Whether one of the signing keys made the signature."""
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return any(compare_digest(mac, sign(what, secret, message)) for secret in secrets)


def said(workspace_id: UUID, head: Head) -> str:
    """What the signature of a head covers."""
    return f"{workspace_id} {head.base_seq} {head.base_hash.hex()} {head.seq} {head.hash.hex()}"


def text(value: UUID | None) -> str | None:
    """An id as JSON."""
    return str(value) if value else None
