"""Counting what became of rows, and keeping those that a person will want to look at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapport.features.importing.models import Import, ImportRow
from rapport.features.importing.outcome import STATUSES, Outcome, Summary
from rapport.features.importing.reading import Line

MOST_KEPT = 10_000  # of each status, of a check: what is created and updated in full is the run's history


def summary_of(imported: Import) -> Summary:
    """The counts so far."""
    counts = {str(status): getattr(imported, status) for status in STATUSES}
    return Summary.of(counts, imported.also_created, imported.reasons)


def add_outcomes(imported: Import, lines: Sequence[Line], outcomes: Sequence[Outcome], also: Mapping[str, int]) -> None:
    """Count a batch in and keep rows of it; the import is changed, not saved. Within the caller's transaction."""
    summary = summary_of(imported)
    before = Counter(summary.counts)
    summary.add(outcomes, also)
    for status in STATUSES:
        setattr(imported, status, summary.counts[status])
    imported.also_created, imported.reasons = dict(summary.also_created), summary.stored_reasons()
    imported.position += len(lines)
    wanted = _worth_keeping(imported, outcomes, before)
    ImportRow.objects.bulk_create([_row(imported, outcome) for outcome in wanted], batch_size=1_000)


def _worth_keeping(imported: Import, outcomes: Iterable[Outcome], before: Counter[str]) -> list[Outcome]:
    if imported.state == "running":
        return [outcome for outcome in outcomes if outcome.status in {"skipped", "failed"}]
    kept = []
    for outcome in outcomes:
        before[outcome.status] += 1
        if before[outcome.status] <= MOST_KEPT:
            kept.append(outcome)
    return kept


def _row(imported: Import, outcome: Outcome) -> ImportRow:
    return ImportRow(
        workspace_id=imported.workspace_id,
        import_id=imported.id,
        row=outcome.row,
        status=outcome.status,
        record_id=outcome.id,
        title=outcome.title,
        changes=list(outcome.changes),
        problems=[problem.as_json() for problem in outcome.problems],
        cells=list(outcome.cells),
    )
