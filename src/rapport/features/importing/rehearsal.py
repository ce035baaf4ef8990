"""The dry run of a batch: everything is done as in the run, looked at, and rolled back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from rapport.features.importing.batch import Batches
from rapport.features.importing.keeping import MOST_KEPT
from rapport.features.importing.outcome import Outcome, Problem
from rapport.features.importing.row import Row
from rapport.records.write import rehearsed


@dataclass(slots=True)
class Rehearsal:
    """Remembers, from batch to batch, what the run would have stored by then: `created` maps what a row is about to
    its cells (hashes, as files are long), `texts` the fields of as many of these as are shown, `made` holds the linked
    records by object."""

    batches: Batches
    created: dict[int, int] = field(default_factory=dict)
    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    made: set[tuple[str, str]] = field(default_factory=set)

    def run(self, rows: Sequence[Row]) -> tuple[list[Outcome], Counter[str]]:
        """What the run would make of these rows, in a transaction of its own."""
        with rehearsed(self.batches.plan.context):
            found, _ = self.batches.run(rows, None)
        fresh = self._fresh()
        gone = {outcome.id for outcome in found if outcome.status == "created"}
        return [self._as_later(outcome, gone) for outcome in found], fresh

    def _fresh(self) -> Counter[str]:
        """The linked records that no earlier batch would have made already."""
        fresh: Counter[str] = Counter()
        for linked in self.batches.links.targets:
            for text in linked.forget_all():
                if (linked.target.key, text) not in self.made:
                    self.made.add((linked.target.key, text))
                    fresh[linked.target.key] += 1
        return fresh

    def _as_later(self, outcome: Outcome, gone: set[UUID | None]) -> Outcome:
        """The outcome without ids that were rolled back. What an earlier batch would have created is there by then."""
        shown = replace(outcome, id=None) if outcome.id in gone else outcome
        if outcome.status != "created" or outcome.key is None:
            return shown
        cells = hash(tuple(outcome.cells))
        if outcome.key not in self.created:
            self.created[outcome.key] = cells
            if len(self.texts) < MOST_KEPT:
                self.texts[outcome.key] = {change["field"]: change["after"] for change in outcome.changes}
            return shown
        if self.batches.plan.options.mode == "create":
            problem = Problem("exists", self.batches.repeats())
            return replace(shown, status="skipped", problems=(problem,), changes=())
        if self.created[outcome.key] == cells:
            return replace(shown, status="unchanged", changes=())
        known = self.texts.get(outcome.key)
        if known is None:
            return replace(shown, status="updated", changes=())
        changes = self._changes_of(outcome, known)
        known |= {change["field"]: change["after"] for change in changes}
        return replace(shown, status="updated" if changes else "unchanged", changes=changes)

    def _changes_of(self, outcome: Outcome, known: Mapping[str, str]) -> list[dict[str, str]]:
        """What a later row about the same record changes of what the earlier ones made of it."""
        keep, found_by = self.batches.plan.options.keep, self.batches.storing.found_by
        return [
            {**change, "before": was}
            for change in outcome.changes
            if change["field"] in outcome.given - found_by
            and change["after"] != (was := known.get(change["field"], ""))
            and not (keep and was)
        ]
