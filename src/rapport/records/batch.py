"""One write of many records of one object: each step for all of them at once, so that statements stay few."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.access.decide import Action, refusal, require
from rapport.access.grounds import covers, grounds, standing_of
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Forbidden, Invalid, NotFound, Refusal
from rapport.kernel.ids import new_id
from rapport.records import conflicts
from rapport.records.cleaning import clean_values, obey_rules
from rapport.records.listeners import Batch, Written, listeners
from rapport.records.match_locks import lock_matches
from rapport.records.operation import Create, Delete, Operation, Outcome, Restore, Result, Update
from rapport.records.reached import Reached
from rapport.records.rules import Draft
from rapport.records.store import change_log, rows, search_entries
from rapport.records.store.references import LoadedReferences, load_references, wanted
from rapport.schema.object_type import ObjectType

RIGHT: dict[type, Action] = {Create: "create", Update: "edit", Delete: "delete", Restore: "delete"}
# Whoever may create may take back what they created: an undo deletes only what its change set made or restored.
UNDO_RIGHT = RIGHT | {Delete: "create"}
# So many are on their way to the database while the next are prepared.
PIECE = 100
Records = Callable[[], Mapping[UUID, dict[str, Any]]]


@dataclass(slots=True)
class Step:
    """One operation on its way through: its place, the record it meets, the draft it becomes."""

    at: int
    operation: Operation
    id: UUID
    row: rows.Row | None = None
    draft: Draft | None = None


class BatchWriter:
    """Runs operations of one object. The steps stand in the order in which they happen."""

    def __init__(self, context: Context, object_type: ObjectType, *, partial: bool, trusted: bool) -> None:
        self.context, self.type, self.partial, self.trusted = context, object_type, partial, trusted
        self.workspace = context.workspace_id
        self.rights = UNDO_RIGHT if trusted else RIGHT
        self.results: list[Result | None] = []
        self.common = {
            "w": self.workspace,
            "now": now(),
            "actor": orjson.dumps(context.actor.as_json()).decode(),
        }

    def run(self, operations: Sequence[Operation], change_set: UUID | None, source: str, why: str) -> Outcome:
        """All steps; answers the results in the order of the operations."""
        self.results = [None] * len(operations)
        for kind in {type(o) for o in operations}:
            require(self.context, self.rights[kind], self.type.key)
        steps = self.meet(operations)
        references = self.refer(steps)
        pieces = [self.store(steps[at : at + PIECE], references) for at in range(0, len(steps), PIECE)]
        written = [one for stored, answer in pieces for one in self.tell(stored, answer())]
        if written:
            change_set = change_set or change_log.insert_change_set(self.context, source, why)
            batch = Batch(self.context, self.type, change_set, written)
            for tell in listeners():
                tell(batch)
            change_log.insert_changes(self.workspace, change_set, self.type.key, written)
        results = tuple(result for result in self.results if result is not None)
        assert len(results) == len(operations)
        return Outcome(change_set if written else None, results)

    # -- refusals -----------------------------------------------------------------------------------------------
    def fail(self, step: Step, refused: Refusal) -> None:
        """Report the step's failure, or end the whole write with it."""
        if not self.partial:
            raise refused
        errors = tuple(refused.errors) or (FieldError("", refused.code, refused.detail),)
        made = None if isinstance(step.operation, Create) else step.id
        self.results[step.at] = Result("failed", made, errors, refusal=refused)

    # -- what is there ------------------------------------------------------------------------------------------
    def meet(self, operations: Sequence[Operation]) -> list[Step]:
        """Lock the records that are named, and refuse what may not be touched."""
        steps = [Step(at, o, o.id or new_id()) for at, o in enumerate(operations)]
        named = [step.id for step in steps if step.operation.id is not None]
        given = [o.id for o in operations if isinstance(o, Create) and o.id is not None]
        lock_matches(self.workspace, ((f"{self.type.key} by id", "id", made) for made in given))
        found = rows.load_rows(self.type, self.workspace, named) if named else {}
        reached = Reached(self.context, self.type, found)
        met: set[UUID] = set()
        kept = []
        for step in steps:
            step.row = found.get(step.id)
            refused = self.refused(step, reached, met)
            met.add(step.id)
            if refused is None:
                kept.append(step)
            else:
                self.fail(step, refused)
        return kept

    def refused(self, step: Step, reached: Reached, met: set[UUID]) -> Refusal | None:
        """Why this operation may not touch this record, or None."""
        operation, row = step.operation, step.row
        if isinstance(operation, Create):
            return None if row is None and step.id not in met else conflicts.exists()
        if step.id in met:
            return Invalid(_("The same record stands twice in one write. Send its changes together."))
        if row is None or not reached(row, "view") or (row.deleted and isinstance(operation, Update)):
            return NotFound(_("There is no such record, or you may not see it. It may have been deleted."))
        if not reached(row, self.rights[type(operation)]):
            return Forbidden(refusal(self.rights[type(operation)]))
        if operation.version is not None and operation.version != row.version:
            return conflicts.stale(self.context, self.type, row, operation.version)
        return None

    # -- what is wanted -----------------------------------------------------------------------------------------
    def refer(self, steps: Sequence[Step]) -> LoadedReferences:
        """Everything the given values refer to, in one statement."""
        given = [s.operation.values for s in steps if isinstance(s.operation, (Create, Update))]
        if not given:
            return LoadedReferences()
        return load_references(self.context, wanted(self.type, given, self.context))

    def prepare(self, step: Step, references: LoadedReferences) -> bool:
        """Clean the values and obey the rules; whether the step goes on."""
        operation, row = step.operation, step.row
        if isinstance(operation, (Delete, Restore)):
            return self.moves(step, deleted=isinstance(operation, Delete))
        before = row.values if row else None
        draft = step.draft = Draft(self.context, self.type, references, before, {})
        clean_values(self.type, operation.values, draft, trusted=self.trusted)
        if not self.trusted:
            obey_rules(self.type, draft)
        if draft.errors:
            self.fail(step, Invalid(draft.errors[0].detail, draft.errors))
            return False
        if row is not None:
            draft.values = {key: value for key, value in draft.values.items() if self.differs(row, key, value)}
            if not draft.values:
                self.results[step.at] = Result("unchanged", step.id, record=row.record)
                return False
        return self.keeps_reach(step)

    def moves(self, step: Step, *, deleted: bool) -> bool:
        """Whether a deletion or restoration changes anything."""
        assert step.row is not None
        if step.row.deleted == deleted:
            self.results[step.at] = Result("unchanged", step.id, record=step.row.record)
        return step.row.deleted != deleted

    def differs(self, row: rows.Row, key: str, value: Any) -> bool:
        """Whether a cleaned value is another than the stored one."""
        if self.type.fields[key].kind == "links":
            return [str(v) for v in value or ()] != [item["id"] for item in row.record[key] or ()]
        return bool(value != row.values.get(key))

    def keeps_reach(self, step: Step) -> bool:
        """Who may only create their own records cannot create them for others; who has one by a share alone cannot
        give it away."""
        draft, sharing = step.draft, self.type.sharing
        if draft is None or sharing is None:
            return True
        if draft.creating:
            standing = standing_of(self.type, {key: draft.get(key) for key in sharing.fields})
            allowed = covers(grounds(self.context, "create", self.type), self.context, standing)
            key, sentence = sharing.owner, _("Your role lets you create records of your own or of your team only.")
        else:
            key = next((key for key in sharing.fields if key in draft.values), "")
            standing = standing_of(self.type, draft.before or {})
            allowed = not key or covers(grounds(self.context, "edit", self.type), self.context, standing)
            sentence = _("This record is shared with you; whose it is can be changed by those it belongs to.")
        if not allowed:
            self.fail(step, Invalid(sentence, [FieldError(key, "forbidden", sentence)]))
        return allowed

    # -- storing ------------------------------------------------------------------------------------------------
    def store(self, steps: Sequence[Step], references: LoadedReferences) -> tuple[list[Step], Records]:
        """Prepare steps, write their rows and pairs, and ask for their JSON: while the database is at it, the next
        are prepared."""
        steps = [step for step in steps if self.prepare(step, references)]
        created = [s for s in steps if isinstance(s.operation, Create)]
        updated = [s for s in steps if isinstance(s.operation, Update)]
        for deleted, kind in ((True, Delete), (False, Restore)):
            ids = [s.id for s in steps if isinstance(s.operation, kind)]
            if ids:
                rows.mark_rows(self.type, self.common, ids, deleted=deleted)
        if created:
            rows.insert_rows(self.type, self.common, self.drafts(created))
        if updated:
            rows.update_rows(self.type, self.common, self.drafts(updated))
        self.store_pairs(created, fresh=True)
        self.store_pairs(updated, fresh=False)
        return steps, rows.ask_json(self.type, self.workspace, [s.id for s in steps]) if steps else dict

    def tell(self, steps: Sequence[Step], after: Mapping[UUID, dict[str, Any]]) -> list[Written]:
        """What changed in these records, and their search entries."""
        written = [self.written(step, after[step.id]) for step in steps]
        self.store_entries(written)
        return written

    def drafts(self, steps: Sequence[Step]) -> list[tuple[UUID, Mapping[str, Any]]]:
        """(id, stored values) of each step."""
        return [(step.id, step.draft.values) for step in steps if step.draft is not None]

    def store_pairs(self, steps: Sequence[Step], *, fresh: bool) -> None:
        """The `links` fields that were given."""
        for spec in self.type.fields.values():
            if spec.kind == "links":
                drafts = self.drafts(steps)
                given = [(record_id, values[spec.key] or ()) for record_id, values in drafts if spec.key in values]
                if given:
                    rows.write_pairs(spec, self.workspace, given, fresh=fresh)

    def written(self, step: Step, record: dict[str, Any]) -> Written:
        """What changed in one record, and its result."""
        operation, row = step.operation, step.row
        owner = search_entries.owner_of(self.type, record)
        make: Callable[..., Written] = Written
        if isinstance(operation, Create):
            self.results[step.at] = Result("created", step.id, record=record)
            after = {key: record[key] for key in self.type.recorded if record[key] not in (None, [], False)}
            return make("create", step.id, record["version"], owner, None, after, record)
        assert row is not None
        if isinstance(operation, Update):
            self.results[step.at] = Result("updated", step.id, record=record)
            changed = [key for key in self.type.recorded if row.record[key] != record[key]]
            before, after = ({key: each[key] for key in changed} for each in (row.record, record))
            return make("update", step.id, record["version"], owner, before, after, record)
        gone = isinstance(operation, Delete)
        self.results[step.at] = Result("deleted" if gone else "restored", step.id, record=record)
        return make("delete" if gone else "restore", step.id, record["version"], owner, None, None, record)

    def store_entries(self, written: Sequence[Written]) -> None:
        """Search follows in the same transaction."""
        keys = set(search_entries.searched(self.type))
        fresh = [(w.id, w.record) for w in written if w.kind in {"create", "restore"}]
        again = [(w.id, w.record) for w in written if w.kind == "update" and keys.intersection(w.after or ())]
        search_entries.write_entries(self.type, self.workspace, fresh, fresh=True)
        search_entries.write_entries(self.type, self.workspace, again, fresh=False)
        gone = [w.id for w in written if w.kind == "delete"]
        if gone:
            search_entries.remove_entries(self.workspace, gone)
