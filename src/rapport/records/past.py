"""Writing the past: records with the moments and the history they would have, for demos and benchmarks.

It stores what the write door stores (rows, pairs, search entries, change sets, changes, stage events) from values that
are clean already; nobody's data comes this way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from rapport.kernel.context import Actor
from rapport.kernel.ids import new_id
from rapport.records.counters import count
from rapport.records.listeners import Kind, Written
from rapport.records.stage_history import stage_events, store_stage_events
from rapport.records.store import change_log, rows, search_entries
from rapport.records.store.past import PastRow, insert_past_rows, update_past_rows
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a record then: the stored values it got."""

    at: datetime
    actor: Actor
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Life:
    """A record with its acts, oldest first: the first makes it, the others change it."""

    id: UUID
    acts: Sequence[Act]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the change log to be."""

    act: Act
    object_type: ObjectType
    written: Written


@dataclass
class Past:
    """The past of one workspace. Use it within `in_workspace`: `write` object by object, then `close` for the log.

    `together` puts all of one object into one change set, as an import would; else each act is a change set.
    """

    workspace_id: UUID
    together: bool = False
    why: str = ""
    log: list[Entry] = field(default_factory=list)

    def write(self, object_key: str, lives: Sequence[Life]) -> None:
        """Store these records as they are after their last act."""
        object_type = registry.object(object_key)
        records: dict[UUID, Mapping[str, Any]] = {}
        self.wave(object_type, [(life.id, life.acts[0]) for life in lives], records, "create")
        for step in range(1, max((len(life.acts) for life in lives), default=0)):
            acts = [(life.id, life.acts[step]) for life in lives if len(life.acts) > step]
            self.wave(object_type, acts, records, "update")
        entries = [(life.id, records[life.id]) for life in lives]
        search_entries.write_entries(object_type, self.workspace_id, entries, fresh=True)
        count(self.workspace_id, object_type, [(1, record) for record in records.values()])

    def wave(
        self,
        object_type: ObjectType,
        acts: Sequence[tuple[UUID, Act]],
        records: dict[UUID, Mapping[str, Any]],
        kind: Kind,
    ) -> None:
        """The n-th act of each record."""
        actors: dict[Actor, str] = {}
        past = []
        for record_id, act in acts:
            actor = actors.get(act.actor) or actors.setdefault(act.actor, as_text(act.actor))
            past.append(PastRow(record_id, act.at, actor, act.values))
        if kind == "create":
            insert_past_rows(object_type, self.workspace_id, past)
            self.write_pairs(object_type, acts)
        else:
            update_past_rows(object_type, self.workspace_id, past)
        found = rows.load_json(object_type, self.workspace_id, [record_id for record_id, _act in acts])
        for record_id, act in acts:
            written = self.written(object_type, records.get(record_id), found[record_id])
            self.log.append(Entry(act, object_type, written))
        records.update(found)

    def write_pairs(self, object_type: ObjectType, acts: Sequence[tuple[UUID, Act]]) -> None:
        """What `links` fields point at."""
        for spec in object_type.fields.values():
            if spec.kind == "links":
                given = [(record_id, act.values[spec.key]) for record_id, act in acts if act.values.get(spec.key)]
                if given:
                    rows.write_pairs(spec, self.workspace_id, given, fresh=True)

    def written(self, object_type: ObjectType, was: Mapping[str, Any] | None, record: dict[str, Any]) -> Written:
        """The change as the write door would keep it."""
        kind: Kind = "create" if was is None else "update"
        owner = search_entries.owner_of(object_type, record)
        record_id, version = UUID(record["id"]), record["version"]
        if was is None:
            after = {key: record[key] for key in object_type.recorded if record[key] not in (None, [], False)}
            return Written(kind, record_id, version, owner, None, after, record)
        changed = [key for key in object_type.recorded if was[key] != record[key]]
        before, after = ({key: each[key] for key in changed} for each in (was, record))
        return Written(kind, record_id, version, owner, before, after, record)

    def close(self) -> None:
        """Write the change log in the order of time."""
        self.log.sort(key=lambda entry: entry.act.at)
        sets: list[tuple[Any, ...]] = []
        events: list[tuple[Any, ...]] = []
        numbered: list[tuple[UUID, str, Written]] = []
        shared: dict[str, UUID] = {}
        for entry in self.log:
            key = entry.object_type.key
            actor = as_text(entry.act.actor)
            change_set = shared.get(key) if self.together else None
            if change_set is None:
                change_set = shared[key] = new_id()
                user = entry.act.actor.id if entry.act.actor.kind == "user" else None
                source = "import" if self.together else "user"
                sets.append((self.workspace_id, change_set, actor, user, source, self.why, "", entry.act.at, None))
            numbered.append((change_set, key, entry.written))
            act = (entry.act.at, actor, change_set)
            events += stage_events(entry.object_type, self.workspace_id, [entry.written], act)
        change_log.insert_past(self.workspace_id, sets, numbered)
        store_stage_events(events)
        self.log.clear()


def as_text(actor: Actor) -> str:
    """An actor's JSON."""
    return orjson.dumps(actor.as_json()).decode()
