"""Every stage a record enters is kept as a row of its own, with the facts of that moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from rapport.kernel.clock import now
from rapport.kernel.ids import new_id
from rapport.records.listeners import Batch, Written, listener
from rapport.records.store.rows import insert_many
from rapport.schema.object_type import ObjectType

COLUMNS = (
    "workspace_id", "id", "object", "record_id", "field", "from_stage", "to_stage", "at", "actor", "facts",
    "change_set_id",
)  # fmt: skip
Rows = list[tuple[Any, ...]]


@listener
def keep_stage_events(batch: Batch) -> None:
    """One event for each stage field that got another value."""
    actor = orjson.dumps(batch.context.actor.as_json()).decode()
    rows = stage_events(batch.object_type, batch.context.workspace_id, batch.written, (now(), actor, batch.change_set))
    store_stage_events(rows)


def stage_events(
    object_type: ObjectType, workspace_id: UUID, written: Sequence[Written], act: tuple[datetime, str, UUID]
) -> Rows:
    """The events of these writes; `act` says when, by whom (JSON text) and in which change set."""
    stages = [spec.key for spec in object_type.fields.values() if spec.kind == "stage"]
    facts = [s.key for s in object_type.fields.values() if s.kind in {"money", "date"}]
    moment, actor, change_set = act
    rows: Rows = []
    for one in written:
        for key in stages:
            if one.after is None or key not in one.after:
                continue
            known = orjson.dumps({fact: one.record.get(fact) for fact in facts}).decode()
            came = one.before.get(key) if one.before else None
            went = one.after[key]
            rows.append((
                workspace_id, new_id(), object_type.key, one.id, key,
                came and came["id"], went and went["id"], moment, actor, known, change_set,
            ))  # fmt: skip
    return rows


def store_stage_events(rows: Rows) -> None:
    """Append them."""
    if rows:
        insert_many("stage_event", COLUMNS, rows)
