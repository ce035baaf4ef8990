"""Every stage a record enters is kept as a row of its own, with the facts of that moment."""

from typing import Any

import orjson

from rapport.kernel.clock import now
from rapport.kernel.ids import new_id
from rapport.records.listeners import Batch, listener
from rapport.records.store.rows import insert_many

COLUMNS = (
    "workspace_id", "id", "object", "record_id", "field", "from_stage", "to_stage", "at", "actor", "facts",
    "change_set_id",
)  # fmt: skip


@listener
def keep_stage_events(batch: Batch) -> None:
    """One event for each stage field that got another value."""
    stages = [spec.key for spec in batch.object_type.fields.values() if spec.kind == "stage"]
    facts = [s.key for s in batch.object_type.fields.values() if s.kind in {"money", "date"}]
    if not stages:
        return
    actor, moment = orjson.dumps(batch.context.actor.as_json()).decode(), now()
    rows: list[tuple[Any, ...]] = []
    for written in batch.written:
        for key in stages:
            if written.after is None or key not in written.after:
                continue
            known = orjson.dumps({fact: written.record.get(fact) for fact in facts}).decode()
            came = written.before.get(key) if written.before else None
            went = written.after[key]
            rows.append((
                batch.context.workspace_id, new_id(), batch.object_type.key, written.id, key,
                came and came["id"], went and went["id"], moment, actor, known, batch.change_set,
            ))  # fmt: skip
    if rows:
        insert_many("stage_event", COLUMNS, rows)
