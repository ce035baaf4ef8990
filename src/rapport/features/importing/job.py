"""The background work on an import: the check, the run and the undo. Killed at any moment, it goes on where it was.

A batch of rows, what became of them, and how far the file was read are committed together; the next attempt begins
after the last commit.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from uuid import UUID

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import override

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.impersonate import context_of
from rapport.accounts.scope import in_workspace
from rapport.features.importing.access import require_import
from rapport.features.importing.ahead import ahead
from rapport.features.importing.batch import BATCH, Batches
from rapport.features.importing.choices import stored_mapping
from rapport.features.importing.effective import options_of
from rapport.features.importing.forms import Forms
from rapport.features.importing.keeping import add_outcomes, start_over
from rapport.features.importing.models import Import, State
from rapport.features.importing.plan import Plan
from rapport.features.importing.reading import read_rows
from rapport.features.importing.rehearsal import Rehearsal
from rapport.features.importing.row import Row
from rapport.features.importing.steering import AT_WORK
from rapport.kernel.clock import now
from rapport.kernel.context import Actor, Context
from rapport.kernel.errors import Refusal
from rapport.records.undo import undo
from rapport.records.write import logged_at_the_end, open_change_set
from rapport.schema.registry import registry

MOST_KEPT_RECORDS = 1_000
MOST_ATTEMPTS = 3
log = structlog.get_logger("import")


def work_on_import(workspace_id: UUID, import_id: UUID) -> None:
    """Do what the import's state asks for, to its end. Harmless when there is nothing to do.

    Raises whatever went wrong, to be tried again; the last attempt ends the import with a sentence instead.
    """
    imported = _load(workspace_id, import_id)
    if imported is None or imported.state not in AT_WORK:
        return
    last = _begin(imported)
    try:
        with override(_context(imported).locale):
            _work(imported)
    except Refusal as refused:
        _end(imported, State.FAILED, failure=refused.detail)
    except Exception:
        if not last:
            raise
        log.exception("import given up", import_id=str(import_id))
        _end(imported, State.FAILED, failure=_given_up())


def _given_up() -> str:
    return _(
        "The import could not go on because of a fault in Rapport and was given up. What it wrote until then stays and "
        "can be undone. The log of the worker says what happened."
    )


def _begin(imported: Import) -> bool:
    """Count the attempt; says whether it is the last one without getting on."""
    with _locked(imported) as locked:
        if locked is None:
            return False
        locked.attempts += 1
        if locked.state == State.CHECKING:  # what a dry run would have created is remembered by its process alone
            start_over(locked)
    imported.position = locked.position
    return locked.attempts >= MOST_ATTEMPTS


def _work(imported: Import) -> None:
    if imported.state == State.UNDOING:
        _undo(imported)
    elif imported.state == State.CHECKING:
        _count(imported)
        batches = _batches(imported, compare=True)
        rehearsal = Rehearsal(batches)
        _through_the_file(imported, batches, lambda rows: _rehearse(imported, rows, rehearsal))
    else:
        _count(imported)
        batches = _batches(imported)
        _through_the_file(imported, batches, lambda rows: _write(imported, rows, batches))


def _load(workspace_id: UUID, import_id: UUID) -> Import | None:
    with in_workspace(workspace_id):
        return Import.objects.filter(workspace_id=workspace_id, id=import_id).first()


@contextmanager
def _locked(imported: Import) -> Iterator[Import | None]:
    """The import as it is now, locked and saved at the end; None when another attempt has gone on meanwhile."""
    with in_workspace(imported.workspace_id):
        mine = Import.objects.select_for_update().filter(workspace_id=imported.workspace_id, id=imported.id)
        locked = mine.filter(state=imported.state, position=imported.position).first()
        yield locked
        if locked is not None:
            locked.save(force_update=True)


def _count(imported: Import) -> None:
    """Read the file once to know how many rows there are, for the progress."""
    if imported.total is None:
        with read_rows(imported) as reading:
            total = sum(1 for _ in reading.rows)
            notes = reading.source.notes()
        with _locked(imported) as locked:
            if locked is not None:
                locked.total, locked.notes = total, notes
        imported.total = total


def _batches(imported: Import, *, compare: bool = False) -> Batches:
    context = _context(imported)
    options = options_of(context, imported)
    plan = Plan(
        context,
        registry.object(imported.object),
        stored_mapping(imported.mapping),
        options,
        Forms.of_file(context, options, imported),
        width=len(imported.columns),
        why=imported.file_name,
        compare=compare,
    )
    return Batches(plan)


def _context(imported: Import) -> Context:
    """The rights, now, of the person who asked; the history names the import."""
    actor = Actor("import", imported.id, _("Import of %(file)s") % {"file": imported.file_name})
    return context_of(imported.workspace_id, imported.steered_by or imported.user_id, actor=actor)


def _rights(imported: Import) -> Context:
    """The same, asked anew for each batch: whoever was shut out meanwhile imports no further. Raises `Forbidden`."""
    context = _context(imported)
    require_import(context, imported.object)
    return context


def _through_the_file(imported: Import, batches: Batches, work: Callable[[Sequence[Row]], bool]) -> None:
    """Batch by batch from the row after the last commit; `work` says whether to go on."""
    with read_rows(imported) as reading:
        lines = islice(reading.rows, imported.position, None)
        with ahead(lambda: batches.read(islice(lines, BATCH))) as read:
            for rows in read:
                if not work(rows):
                    return
    _end(imported, State.CHECKED if imported.state == State.CHECKING else State.DONE)


def _rehearse(imported: Import, rows: Sequence[Row], rehearsal: Rehearsal) -> bool:
    rehearsal.batches.renew(_rights(imported))
    outcomes, also = rehearsal.run(rows)
    with _locked(imported) as locked:
        if locked is None:
            return False
        if locked.cancel:
            locked.state, locked.cancel = State.DRAFT, False
            return False
        add_outcomes(locked, outcomes, also)
        imported.position = locked.position
    return True


def _write(imported: Import, rows: Sequence[Row], batches: Batches) -> bool:
    batches.renew(_rights(imported))
    with _locked(imported) as locked:
        if locked is None:
            return False
        if locked.cancel:
            locked.state, locked.cancel, locked.finished_at = State.CANCELLED, False, now()
            _tell(locked, Kind.IMPORT_ENDED)
            return False
        if locked.change_set is None:
            locked.change_set = open_change_set(batches.plan.context, source="import", why=locked.file_name)
        with logged_at_the_end(batches.plan.context):
            outcomes, also = batches.run(rows, locked.change_set)
        add_outcomes(locked, outcomes, also)
        locked.attempts = 0
    imported.position = locked.position
    return True


def _end(imported: Import, state: State, *, failure: str = "") -> None:
    with _locked(imported) as locked:
        if locked is not None:
            locked.state, locked.failure, locked.finished_at = state, failure, now()
            if state is State.CHECKED:
                locked.summary_of = "check"
            if imported.state == State.RUNNING:
                _tell(locked, Kind.IMPORT_ENDED)


def _undo(imported: Import) -> None:
    """Undo the change set with the rights, now, of who asked; what they may not touch or see any more is kept."""
    assert imported.change_set is not None
    context = context_of(imported.workspace_id, imported.steered_by or imported.user_id)
    with _locked(imported) as locked:
        if locked is not None:
            done = undo(context, imported.change_set)
            locked.state, locked.undone = State.UNDONE, done.undone
            locked.kept = [
                {"object": kept.object, "id": str(kept.id), "field": kept.field, "reason": kept.reason}
                for kept in done.kept[:MOST_KEPT_RECORDS]
            ]
            _tell(locked, Kind.IMPORT_UNDONE)


def _tell(imported: Import, kind: Kind) -> None:
    """The audit log: what became of the import, in the name of who asked for it."""
    numbers = {key: getattr(imported, key) for key in ("created", "updated", "unchanged", "skipped", "failed")}
    said = {"object": imported.object, "state": str(imported.state), "change_set": imported.change_set}
    if kind is Kind.IMPORT_UNDONE:
        numbers = {"records": imported.undone, "kept": len(imported.kept)}
    record(
        imported.workspace_id,
        kind,
        subject=Subject("import", imported.id),
        data=said | numbers,
        user_id=imported.steered_by or imported.user_id,
    )
