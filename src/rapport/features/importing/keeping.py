"""Counting what became of rows, and keeping those that a person will want to look at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from django.db import connection

from rapport.features.importing.models import Import, ImportRow
from rapport.features.importing.outcome import STATUSES, Outcome, Summary

MOST_KEPT = 10_000  # of each status, of a check: what is created and updated in full is the run's history

_INSERT = "INSERT INTO importing_row (workspace_id, import_id, row, status, record_id, title, changes, problems, cells)"
_VALUES = "(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_AT_ONCE = 100


def summary_of(imported: Import) -> Summary:
    """The counts so far."""
    counts = {str(status): getattr(imported, status) for status in STATUSES}
    return Summary.of(counts, imported.also_created, imported.reasons)


def start_over(imported: Import) -> None:
    """Forget what became of the rows; the import is changed, not saved. Within the caller's transaction."""
    imported.position, imported.also_created, imported.reasons = 0, {}, []
    imported.created = imported.updated = imported.unchanged = imported.skipped = imported.failed = 0
    ImportRow.objects.filter(workspace_id=imported.workspace_id, import_id=imported.id).delete()


def add_outcomes(imported: Import, outcomes: Sequence[Outcome], also: Mapping[str, int]) -> None:
    """Count a batch in and keep rows of it; the import is changed, not saved. Within the caller's transaction."""
    summary = summary_of(imported)
    before = Counter(summary.counts)
    summary.add(outcomes, also)
    for status in STATUSES:
        setattr(imported, status, summary.counts[status])
    imported.also_created, imported.reasons = dict(summary.also_created), summary.stored_reasons()
    imported.position += len(outcomes)
    wanted = _worth_keeping(imported, outcomes, before)
    with connection.cursor() as cursor:  # few statements, the same again and again: many times faster than bulk_create
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            values = [value for outcome in some for value in _row(imported, outcome)]
            cursor.execute(" VALUES ".join((_INSERT, ", ".join([_VALUES] * len(some)))), values)


def _worth_keeping(imported: Import, outcomes: Iterable[Outcome], before: Counter[str]) -> list[Outcome]:
    if imported.state == "running":
        return [outcome for outcome in outcomes if outcome.status in {"skipped", "failed"}]
    kept = []
    for outcome in outcomes:
        before[outcome.status] += 1
        if before[outcome.status] <= MOST_KEPT:
            kept.append(outcome)
    return kept


def _row(imported: Import, outcome: Outcome) -> tuple[str | None, ...]:
    """All as text, so that one prepared statement fits every row."""
    return (
        str(imported.workspace_id),
        str(imported.id),
        str(outcome.row),
        outcome.status,
        str(outcome.id) if outcome.id else None,
        outcome.title,
        _json(list(outcome.changes)),
        _json([problem.as_json() for problem in outcome.problems]),
        _json(list(outcome.cells)),
    )


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
