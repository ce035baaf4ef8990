"""The history of one record, and the feed of all changes of a workspace."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.access.decide import may_see
from rapport.access.fields import as_seen, hidden_fields
from rapport.access.grounds import covers, grounds, standing_of
from rapport.kernel.context import Context
from rapport.kernel.errors import NotFound
from rapport.records import share_log
from rapport.records.shown import shown_values
from rapport.records.store.reading import reading
from rapport.records.store.scope import reader_params, scope_conditions, seen_among, sharing_values
from rapport.records.store.search_entries import id_in
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.fragments import Source
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
SELECT c.seq, c.object, c.record_id, c.kind, ARRAY(SELECT jsonb_object_keys(c.after)),
       CASE WHEN jsonb_exists_any(c.after, %(access)s) THEN c.before::text END, s.actor::text, s.at, s.id
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
    if field is not None and field not in as_seen(context, object_type).fields:
        raise problem("field", _("There is no field “%(field)s” here.") % {"field": field[:60]}, "unknown")
    before = parse_position(cursor, END, "cursor")
    with reading(context):
        require_visible(context, object_type, record_id)
        return read_history(context, object_type, record_id, before, limit, field=field or "")


def require_visible(context: Context, object_type: ObjectType, record_id: UUID) -> None:
    """Raises `NotFound` unless the reader sees the record, deleted or not."""
    may_see(context, object_type.key)
    params, source = reader_params(context), Source(object_type.table, "t", WORKSPACE)
    where = [f"t.workspace_id = {WORKSPACE}", f"t.id = {params.add(record_id)}"]
    where += scope_conditions(object_type, context, source)
    text = f"SELECT 1 FROM {object_type.table} t WHERE {' AND '.join(where)}"
    if not Statement(text, params.values).rows():
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
    documents: list[dict[str, Any]] = [orjson.loads(value or "{}") for row in rows[:limit] for value in row[-2:]]
    shown = shown_values(context, object_type, documents)
    changes = [
        change_json(object_type, row, was, now_is)
        for row, was, now_is in zip(rows[:limit], shown[::2], shown[1::2], strict=True)
    ]
    if field:
        for change in changes:
            change["fields"] = [one for one in change["fields"] if one["field"] == field]
    return {"changes": changes, "next": following}


def change_json(
    object_type: ObjectType, row: tuple[Any, ...], was: dict[str, Any], now_is: dict[str, Any]
) -> dict[str, Any]:
    """One change with the labels of today; a field that is gone keeps its key."""
    seq, change_set, actor, source, why, at, undone_by, undoes, kind, *_values = row
    fields = []
    for key, after in now_is.items():
        if key == share_log.KEY:
            told = {"before": share_log.told(was.get(key)), "after": share_log.told(after)}
            fields.append({"field": key, "label": share_log.label(), **told})
            continue
        spec = object_type.fields.get(key)
        fields.append({"field": key, "label": spec.label if spec else key, "before": was.get(key), "after": after})
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
    """`{"changes": [...], "next"}` in the order of the commits; without `after`, only the position of now.

    A record that the reader sees no more since a change is `delete`d for them.
    """
    with reading(context):
        if after is None:
            rows = Statement(LAST, {"w": context.workspace_id}).rows()
            return {"changes": [], "next": str(rows[0][0] if rows else 0)}
        position = parse_position(after, 0, "after")
        keys = sorted({key for object_type in registry.objects().values() for key in sharing_keys(object_type)})
        values = {"w": context.workspace_id, "after": position, "limit": limit, "access": keys}
        rows = Statement(FEED, values).rows()
        seen = seen_records(context, rows)
        lost = lost_records(context, rows, seen)
    changes = [change for row in rows if (change := feed_json(context, row, seen, lost)) is not None]
    return {"changes": changes, "next": str(rows[-1][0]) if rows else str(position)}


def by_object(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[ObjectType, list[UUID]]]:
    """The changed records of each object that there still is."""
    ids: dict[str, list[UUID]] = {}
    for _seq, key, record_id, *_rest in rows:
        ids.setdefault(key, []).append(record_id)
    known = registry.objects()
    return ((known[key], some) for key, some in ids.items() if key in known)


def seen_records(context: Context, rows: Sequence[tuple[Any, ...]]) -> frozenset[UUID]:
    """Those of the changed records that the reader sees now."""
    return frozenset(found for object_type, some in by_object(rows) for found in seen_among(context, object_type, some))


def lost_records(
    context: Context, rows: Sequence[tuple[Any, ...]], seen: frozenset[UUID]
) -> dict[UUID, dict[str, Any]]:
    """Whose the records are now that changed hands and that the reader does not see."""
    changed = [row for row in rows if row[5] and row[2] not in seen]
    return {
        k: v for object_type, some in by_object(changed) for k, v in sharing_values(context, object_type, some).items()
    }


def feed_json(
    context: Context, row: tuple[Any, ...], seen: frozenset[UUID], lost: Mapping[UUID, dict[str, Any]]
) -> dict[str, Any] | None:
    """One change as the reader may know of it."""
    _seq, key, record_id, kind, fields, before, actor, at, change_set = row
    object_type = registry.objects().get(key)
    if object_type is None:
        return None
    if record_id not in seen:
        if record_id not in lost or not before or not saw(context, object_type, orjson.loads(before), lost[record_id]):
            return None
        kind, fields = "delete", []
    hidden = hidden_fields(context, object_type)
    return {
        "object": key, "id": record_id, "kind": kind, "fields": [f for f in fields if f not in hidden],
        "actor": orjson.loads(actor), "at": at, "change_set": change_set,
    }  # fmt: skip


def saw(context: Context, object_type: ObjectType, before: Mapping[str, Any], now_is: Mapping[str, Any]) -> bool:
    """Whether the reader saw a record before a change of whose it is; what did not change is as it is now."""
    was = dict(now_is)
    for key in sharing_keys(object_type):
        if key in before:
            was[key] = before[key] if object_type.fields[key].kind == "checkbox" else id_in(before, key)
    return covers(grounds(context, "view", object_type), context, standing_of(object_type, was))


def sharing_keys(object_type: ObjectType) -> tuple[str, ...]:
    """The fields that say whose a record is."""
    return object_type.sharing.fields if object_type.sharing else ()
