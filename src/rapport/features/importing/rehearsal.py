"""The dry run of a batch: everything is done as in the run, looked at, and rolled back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from rapport.features.importing.batch import Batches
from rapport.features.importing.outcome import Outcome, Problem
from rapport.features.importing.row import Row
from rapport.records.write import rehearsed


@dataclass(slots=True)
class Rehearsal:
    """Remembers, from batch to batch, what the run would have stored by then: `created` maps what a row is about to
    its cells (hashes, as files are long), `made` holds the linked records by object."""

    batches: Batches
    created: dict[int, int] = field(default_factory=dict)
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
            return shown
        if self.batches.plan.options.mode == "create":
            problem = Problem("exists", self.batches.repeats())
            return replace(shown, status="skipped", problems=(problem,), changes=())
        if self.created[outcome.key] == cells:
            return replace(shown, status="unchanged", changes=())
        return replace(shown, status="updated")
