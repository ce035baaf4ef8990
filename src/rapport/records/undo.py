"""Undo: puts back what one change set changed, and keeps what somebody changed since."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.utils.translation import gettext as _

from rapport.access.decide import require_special
from rapport.access.fields import hidden_fields, locked_fields
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict, Forbidden, NotFound
from rapport.records import share_log
from rapport.records.kept import Kept, without_held
from rapport.records.operation import Delete, Operation, Restore, Update
from rapport.records.shown import shown_values
from rapport.records.store.change_log import insert_change_set, numbered_last
from rapport.records.store.rows import load_json, lock_changed
from rapport.records.store.scope import seen_among
from rapport.records.write import write
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Undone:
    """`change_set` is the undo's own, None when nothing could be put back; `undone` counts records."""

    change_set: UUID | None
    undone: int
    kept: tuple[Kept, ...]


@dataclass(slots=True)
class Past:
    """What one change set did to one record, all its changes together."""

    object: str
    id: UUID
    seq: int
    created: bool = False
    deleted: bool = False
    restored: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def undo(context: Context, change_set: UUID) -> Undone:
    """Raises `NotFound` for an unknown change set and `Conflict` for one that was undone already."""
    with in_workspace(context.workspace_id):
        why, undoes = claim(context, change_set)
        lock_all(context.workspace_id, change_set)
        kept: list[Kept] = []
        undone = 0
        with transaction.atomic(), numbered_last(context.workspace_id):
            undoing = insert_change_set(context, "undo", why, change_set)
            for page in pasts(context.workspace_id, change_set):
                for key in dict.fromkeys(past.object for past in page):
                    mine = [past for past in page if past.object == key]
                    undone += put_back(context, registry.object(key), mine, (change_set, undoing), kept)
            if not undone:  # nothing is left of it, not even an empty change set
                transaction.set_rollback(True)
        settle(context.workspace_id, change_set, undoing if undone else None, undoes)
        if undone > 1:
            said = {"records": undone, "kept": len(kept)}
            record(context, Kind.UNDONE, subject=Subject("change_set", change_set), data=said)
    return Undone(undoing if undone else None, undone, tuple(kept))


def claim(context: Context, change_set: UUID) -> tuple[str, UUID | None]:
    """Lock the change set; answers its reason and what it undoes itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, why, undoes, undone_by FROM change_set WHERE workspace_id = %s AND id = %s FOR UPDATE",
            (context.workspace_id, change_set),
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_("There is no such change, or you may not see it."))
    user_id, why, undoes, undone_by = row
    if user_id != context.user_id:
        require_special(context, "manage")
    if undone_by is not None:
        raise Conflict(_("This was undone already. Look at the record's history for what is there now."))
    return why, undoes


def lock_all(workspace_id: UUID, change_set: UUID) -> None:
    """Lock every record first: a write of several pages that met others half way could wait for them in a circle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT object FROM change WHERE workspace_id = %s AND change_set_id = %s",
            (workspace_id, change_set),
        )
        changed = {key for (key,) in cursor.fetchall()}
    for key, object_type in registry.objects().items():
        if key in changed:
            lock_changed(object_type, workspace_id, change_set)


def settle(workspace_id: UUID, change_set: UUID, undoing: UUID | None, undoes: UUID | None) -> None:
    """Remember what undid what; an undone undo makes the first change count again."""
    with connection.cursor() as cursor:
        text = "UPDATE change_set SET undone_by = %s WHERE workspace_id = %s AND id = %s"
        cursor.execute(text, (undoing, workspace_id, change_set))
        if undoes is not None and undoing is not None:
            cursor.execute(text, (None, workspace_id, undoes))


def pasts(workspace_id: UUID, change_set: UUID) -> Iterator[list[Past]]:
    """The records of a change set, the last changed first, in pages."""
    last = 2**62
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT seq, object, record_id, kind, before::text, after::text FROM change WHERE workspace_id = %s"
                " AND change_set_id = %s AND seq < %s ORDER BY seq DESC LIMIT %s",
                (workspace_id, change_set, last, PAGE),
            )
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield gather(rows)


def gather(rows: list[tuple[Any, ...]]) -> list[Past]:
    """Several changes of one record as one past; the rows come newest first."""
    found: dict[UUID, Past] = {}
    for seq, key, record_id, kind, before, after in rows:
        past = found.setdefault(record_id, Past(key, record_id, seq))
        past.created |= kind == "create"
        past.deleted |= kind == "delete"
        past.restored |= kind == "restore"
        if kind == "update":
            past.before |= orjson.loads(before)
            past.after = orjson.loads(after) | past.after
    return list(found.values())


def put_back(
    context: Context, object_type: ObjectType, mine: list[Past], own: tuple[UUID, UUID], kept: list[Kept]
) -> int:
    """Undo one object's records of a page; says how many."""
    seen = seen_among(context, object_type, [past.id for past in mine])
    present = load_json(object_type, context.workspace_id, [past.id for past in mine])
    later = changed_later(context.workspace_id, object_type.key, mine, own)
    operations: list[Operation] = []
    for past in mine:
        record = present.get(past.id)
        if record is None:
            continue
        if past.id not in seen:
            kept.append(Kept(object_type.key, past.id, "", _("You may not see this record any more, so it stays.")))
            continue
        operation = reverse(context, object_type, past, record, changed=past.id in later, kept=kept)
        if operation is not None:
            operations.append(operation)
    operations = without_held(context.workspace_id, object_type, operations, present, kept)
    if not operations:
        return 0
    try:
        outcome = write(
            context, object_type.key, operations, change_set=own[1], source="undo", partial=True, trusted=True
        )
    except Forbidden as refused:  # no right to any of them, since it was taken away after the change
        kept += [Kept(object_type.key, past.id, "", refused.detail) for past in mine]
        return 0
    for result, operation in zip(outcome.results, operations, strict=True):
        if result.status == "failed":
            reason = result.errors[0].detail if result.errors else ""
            assert operation.id is not None
            kept.append(Kept(object_type.key, operation.id, "", reason))
    return sum(result.status in {"updated", "deleted", "restored"} for result in outcome.results)


def reverse(  # noqa: PLR0913 - whose, of what, and what became of it
    context: Context, object_type: ObjectType, past: Past, record: dict[str, Any], *, changed: bool, kept: list[Kept]
) -> Operation | None:
    """The operation that undoes one past, or None with the reason in `kept`."""
    if past.created:
        if record["deleted_at"] is not None:
            return None
        if changed:
            reason = _("“%(title)s” was changed later and stays.") % {"title": record[object_type.title] or past.id}
            kept.append(Kept(object_type.key, past.id, "", reason))
            return None
        return Delete(past.id)
    if past.deleted:
        return Restore(past.id)
    if past.restored:
        return Delete(past.id)
    values = values_back(context, object_type, past, record, kept)
    return Update(past.id, values) if values else None


def values_back(
    context: Context, object_type: ObjectType, past: Past, record: dict[str, Any], kept: list[Kept]
) -> dict[str, Any]:
    """The former values of what nobody changed since and the person may change, the rest with its reason in `kept`."""
    values: dict[str, Any] = {}
    hidden, locked = hidden_fields(context, object_type), locked_fields(context, object_type)
    [shown] = shown_values(context, object_type, [record])
    for key, after in past.after.items():
        if key == share_log.KEY:
            reason = _("Whom a record is shared with is changed at its list of shares.")
            kept.append(Kept(object_type.key, past.id, "", reason))
        spec = object_type.fields.get(key)
        if spec is None:
            continue
        if key in hidden:
            kept.append(Kept(object_type.key, past.id, "", _("A field that you may not see stays as it is.")))
        elif key in locked:
            reason = _("Your role does not let you change “%(label)s”, so it stays.")
            kept.append(Kept(object_type.key, past.id, key, reason % {"label": spec.label}))
        elif essence(record.get(key)) == essence(after):
            values[key] = past.before.get(key)
        elif essence(record.get(key)) != essence(past.before.get(key)):
            reason = _("“%(label)s” was changed later and stays “%(value)s”.")
            words = {"label": spec.label, "value": spec.type.show(shown.get(key), spec)}
            kept.append(Kept(object_type.key, past.id, key, reason % words))
    return values


def essence(value: Any) -> Any:
    """A value without the names of what it points at: those may have changed, and it is still the same value."""
    if isinstance(value, list):
        return [essence(item) for item in value]
    return value["id"] if isinstance(value, dict) and "id" in value else value


def changed_later(workspace_id: UUID, object_key: str, mine: list[Past], own: tuple[UUID, UUID]) -> set[UUID]:
    """Which created records somebody else changed since; neither what was undone nor sharing counts."""
    ids = [past.id for past in mine if past.created]
    if not ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.record_id FROM change c JOIN change_set s ON s.workspace_id = %(w)s"
            " AND s.id = c.change_set_id WHERE c.workspace_id = %(w)s AND c.object = %(object)s"
            " AND c.record_id = ANY(%(ids)s::uuid[]) AND c.change_set_id <> ALL(%(own)s::uuid[])"
            " AND s.undone_by IS NULL AND s.undoes IS NULL AND NOT coalesce(c.after ? %(shared)s, false)",
            {"w": workspace_id, "object": object_key, "ids": ids, "own": list(own), "shared": share_log.KEY},
        )
        return {record_id for (record_id,) in cursor.fetchall()}
