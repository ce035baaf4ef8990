"""The one function that tells the audit log of an act, in the act's own transaction."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from rapport.accounts.audit.chain import Entry, Head, digest, genuine, signed
from rapport.accounts.audit.heads import hold_head, last_entry
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.models import AuditEntry, User
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.origin import Origin, origin

NOWHERE = UUID(int=0)
HOUR = timedelta(hours=1)
WORD = re.compile(r"[A-Za-z0-9_.:*-]{0,100}")
APPEND = """
WITH made AS (
    INSERT INTO audit_entry (workspace_id, seq, at, kind, actor_kind, user_id, token_id, subject_type, subject_id,
                             request_id, address, data, previous, hash)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
    ON CONFLICT DO NOTHING RETURNING 1)
UPDATE audit_head SET seq = %s, hash = %s, mac = %s WHERE workspace_id = %s AND EXISTS (SELECT FROM made)
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was acted upon: `user`, `role`, `team`, `token`, `app`, `invitation`, or the key of an object, and an id."""

    type: str = ""
    id: UUID | str = ""


NOTHING = Subject()


def record(
    where: Context | UUID,
    kind: Kind,
    *,
    subject: Subject = NOTHING,
    data: Mapping[str, Any] | None = None,
    user_id: UUID | None = None,
) -> None:
    """Tells of one act. Call it last in the act's transaction: until that ends, nobody else in the workspace can.

    `where` is the context or the workspace; who acts is the context's actor, else `user_id`, else whoever the request
    is from. `data` holds ids, counts and keys; anything that could be a name or a value raises `ValueError`.
    """
    workspace_id = where.workspace_id if isinstance(where, Context) else where
    by = acting(where, user_id)
    entry = Entry(
        seq=0,
        at=now(),
        kind=str(kind),
        actor_kind=by.kind,
        user_id=by.user_id,
        token_id=by.token_id,
        subject_type=word(subject.type),
        subject_id=word(str(subject.id)),
        request_id=by.request_id[:64],
        address=by.address[:45],
        data=plain(data or {}),
    )
    with in_workspace(workspace_id):
        append(workspace_id, entry)


def record_everywhere(
    user_id: UUID, kind: Kind, *, data: Mapping[str, Any] | None = None, by_themself: bool = True
) -> None:
    """Tells each workspace of the user what they did, or what was done to their account, in one transaction."""
    places = User.objects.filter(id=user_id).values_list("workspace_ids", flat=True).first() or [NOWHERE]
    for workspace_id in sorted(places):  # always in this order: two at once must not wait for each other
        record(
            workspace_id, kind, subject=Subject("user", user_id), data=data, user_id=user_id if by_themself else None
        )


def record_hourly(
    workspace_id: UUID, kind: Kind, *, subject: Subject, data: Mapping[str, Any] | None = None, each: str = ""
) -> None:
    """Tells of what comes again and again, such as what somebody looks at, once an hour.

    `each` names a part of the data: with another value there it is something else.
    """
    by, lately, said = origin(), now() - HOUR, data or {}
    alike = {each: said[each]} if each else {}
    with in_workspace(workspace_id):
        mine = AuditEntry.objects.filter(workspace_id=workspace_id, kind=kind, user_id=by.user_id, at__gt=lately)
        told = mine.filter(subject_type=subject.type, subject_id=str(subject.id), data__contains=alike)
        if not told.exists():
            record(workspace_id, kind, subject=subject, data=data)


def acting(where: Context | UUID, user_id: UUID | None) -> Origin:
    """Who acts, and from where."""
    here = origin()
    if isinstance(where, Context) and not where.read_only:  # else somebody looks with the eyes of another
        token_id = where.actor.id if where.actor.kind == "api_key" else None
        request_id = where.request_id or here.request_id
        return Origin(where.actor.kind, where.user_id, token_id, request_id, here.address)
    return replace(here, kind="user", user_id=user_id) if user_id and here.user_id != user_id else here


def append(workspace_id: UUID, entry: Entry) -> None:
    """Adds the entry to the chain. A head that was tampered with is told in the chain too, and stops nobody."""
    head = hold_head(workspace_id)
    if genuine(workspace_id, head) and stored(workspace_id, head, entry):
        return
    found = last_entry(workspace_id)
    if found:
        head = replace(head, seq=found[0], hash=found[1])
    broken = replace(entry, kind=str(Kind.AUDIT_BROKEN), subject_type="", subject_id="", data={})
    after = stored(workspace_id, head, broken)
    assert after, "Nobody else appends while the head is held."
    stored(workspace_id, after, entry)


def stored(workspace_id: UUID, head: Head, entry: Entry) -> Head | None:
    """The head after the entry, or None when its place in the chain is taken."""
    placed = replace(entry, seq=head.seq + 1, at=now())
    hashed = digest(workspace_id, placed, head.hash)
    after = signed(workspace_id, replace(head, seq=placed.seq, hash=hashed))
    with connection.cursor() as cursor:
        cursor.execute(
            APPEND,
            (
                workspace_id, placed.seq, placed.at, placed.kind, placed.actor_kind, placed.user_id, placed.token_id,
                placed.subject_type, placed.subject_id, placed.request_id, placed.address,
                orjson.dumps(placed.data).decode(), head.hash, hashed, after.seq, after.hash, after.mac, workspace_id,
            ),
        )  # fmt: skip
        return after if cursor.rowcount else None


def plain(value: Any) -> Any:
    """The data as JSON. Raises `ValueError` for a text that is no id or key: names and values must not get in."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Mapping):
        return {word(str(key)): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [plain(one) for one in value]
    return word(str(value)) if isinstance(value, (str, UUID)) else refuse(value)


def word(text: str) -> str:
    """An id or a key."""
    return text if WORD.fullmatch(text) else refuse(text)


def refuse(value: Any) -> Any:
    """The programmer's mistake, said without the value."""
    raise ValueError(f"The audit log takes ids, counts and keys only, not such a {type(value).__name__}.")
