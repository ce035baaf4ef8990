"""The history of one record, and the feed of all changes of a workspace."""

from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.access.decide import decide, may_see, owners_within
from rapport.kernel.context import Context
from rapport.kernel.errors import NotFound
from rapport.records.store.reading import reading
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from rapport.schema.view import problem

HISTORY = f"""
SELECT c.seq, s.id, s.actor::text, s.source, s.why, s.at, s.undone_by, s.undoes, c.kind, c.before::text, c.after::text
FROM change c JOIN change_set s ON s.workspace_id = {WORKSPACE} AND s.id = c.change_set_id
WHERE c.workspace_id = {WORKSPACE} AND c.object = %(object)s AND c.record_id = %(id)s AND c.seq < %(before)s
"""
OF_FIELD = "AND c.after ? %(field)s\n"
NEWEST = "ORDER BY c.seq DESC LIMIT %(limit)s"
FEED = f"""
SELECT c.seq, c.object, c.record_id, c.owner_id, c.kind, ARRAY(SELECT jsonb_object_keys(c.after)), s.actor::text,
       s.at, s.id
FROM change c JOIN change_set s ON s.workspace_id = {WORKSPACE} AND s.id = c.change_set_id
WHERE c.workspace_id = {WORKSPACE} AND c.seq > %(after)s ORDER BY c.seq LIMIT %(limit)s
"""
LAST = f"SELECT f.last FROM feed_position f WHERE f.workspace_id = {WORKSPACE}"
END = 2**62
MOST = 500


def parse_position(text: str | None, default: int, where: str) -> int:
    """A position in the change log from a cursor."""
    if not text:
        return default
    if not text.isdecimal() or not text.isascii() or len(text) > 18:  # noqa: PLR2004 - digits of a bigint
        raise problem(where, _("This cursor is not one of this list; begin again without it."), "cursor")
    return int(text)


def history(  # noqa: PLR0913 - whose, of what, and which page, keyword-only
    context: Context,
    object_key: str,
    record_id: UUID,
    *,
    field: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> dict[str, Any]:
    """`{"changes": [...], "next"}`, newest first; also of a deleted record. Shape: docs/architecture.md.

    With `field` only the changes of this field, and of them only what became of it.
    """
    object_type = registry.object(object_key)
    if field is not None and field not in object_type.fields:
        raise problem("field", _("There is no field “%(field)s” here.") % {"field": field[:60]}, "unknown")
    before = parse_position(cursor, END, "cursor")
    with reading():
        require_visible(context, object_type, record_id)
        return read_history(context, object_type, record_id, before, limit, field=field or "")


def require_visible(context: Context, object_type: ObjectType, record_id: UUID) -> None:
    """Raises `NotFound` unless the reader sees the record, deleted or not."""
    owners = owners_within(context, may_see(context, object_type.key))
    column = f"t.{object_type.owner_column}" if object_type.owner_column else "NULL::uuid"
    text = f"SELECT {column} FROM {object_type.table} t WHERE t.workspace_id = {WORKSPACE} AND t.id = %(id)s"
    found = Statement(text, {"w": context.workspace_id, "id": record_id}).rows()
    if not found or not covers(owners, found[0][0]):
        raise NotFound(_("There is no such record, or you may not see it. It may have been deleted."))


def read_history(  # noqa: PLR0913 - one place in one history
    context: Context, object_type: ObjectType, record_id: UUID, before: int, limit: int, *, field: str = ""
) -> dict[str, Any]:
    """As `history`, for a record that is known to be visible."""
    values = {
        "w": context.workspace_id, "object": object_type.key, "id": record_id, "before": before, "limit": limit + 1,
        "field": field,
    }  # fmt: skip
    rows = Statement(HISTORY + (OF_FIELD if field else "") + NEWEST, values).rows()
    following = str(rows[limit - 1][0]) if len(rows) > limit else None
    changes = [change_json(object_type, row) for row in rows[:limit]]
    if field:
        for change in changes:
            change["fields"] = [one for one in change["fields"] if one["field"] == field]
    return {"changes": changes, "next": following}


def change_json(object_type: ObjectType, row: tuple[Any, ...]) -> dict[str, Any]:
    """One change with the labels of today; a field that is gone keeps its key."""
    seq, change_set, actor, source, why, at, undone_by, undoes, kind, before, after = row
    was, now_is = orjson.loads(before or "{}"), orjson.loads(after or "{}")
    fields = []
    for key in now_is:
        spec = object_type.fields.get(key)
        fields.append(
            {"field": key, "label": spec.label if spec else key, "before": was.get(key), "after": now_is[key]}
        )
    return {
        "id": str(seq),
        "change_set": {
            "id": change_set, "actor": orjson.loads(actor), "source": source, "why": why, "at": at,
            "undone_by": undone_by, "undoes": undoes,
        },
        "kind": kind,
        "fields": fields,
    }  # fmt: skip


def feed(context: Context, *, after: str | None, limit: int = 200) -> dict[str, Any]:
    """`{"changes": [...], "next"}` in the order of the commits; without `after`, only the position of now."""
    with reading():
        if after is None:
            rows = Statement(LAST, {"w": context.workspace_id}).rows()
            return {"changes": [], "next": str(rows[0][0] if rows else 0)}
        position = parse_position(after, 0, "after")
        rows = Statement(FEED, {"w": context.workspace_id, "after": position, "limit": limit}).rows()
    owners = {key: owners_within(context, decide(context, "view", key)) for key in registry.objects()}
    changes = [
        {
            "object": key, "id": record_id, "kind": kind, "fields": fields, "actor": orjson.loads(actor), "at": at,
            "change_set": change_set,
        }
        for _seq, key, record_id, owner, kind, fields, actor, at, change_set in rows
        if key in owners and covers(owners[key], owner)
    ]  # fmt: skip
    return {"changes": changes, "next": str(rows[-1][0]) if rows else str(position)}


def covers(owners: tuple[UUID, ...] | None, owner: UUID | None) -> bool:
    """Whether a record of this owner is among those of these owners; None stands for everybody's."""
    return owners is None or owner in owners
