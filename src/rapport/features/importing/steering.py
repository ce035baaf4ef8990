"""What a person does with an import: change it, check it, run it, cancel it, undo it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.scope import in_workspace
from rapport.features.importing.access import find, require_import
from rapport.features.importing.choices import mapping_json, read_mapping, read_options
from rapport.features.importing.corrections import read_corrections
from rapport.features.importing.effective import obstacles
from rapport.features.importing.keeping import start_over
from rapport.features.importing.models import Import, State
from rapport.features.importing.upload import look_again, read_source, refuse_nul
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict, FieldError, Invalid
from rapport.platform.queue import enqueue

UNDO_DAYS = 30
PARTS = frozenset(["source", "mapping", "options", "corrections"])
WAITING = (State.DRAFT, State.CHECKED)
AT_WORK = (State.CHECKING, State.RUNNING, State.UNDOING)


def change(context: Context, import_id: UUID, raw: Any) -> Import:
    """Another way to read the file, mapping, options or corrections; back to the draft."""
    if not isinstance(raw, Mapping) or set(raw) - PARTS:
        detail = _("Send an object with source, mapping, options or corrections.")
        raise Invalid(detail, [FieldError("", "invalid", detail)])
    refuse_nul(raw)
    with _steered(context, import_id, WAITING) as imported:
        if "source" in raw:
            known = {"encoding": imported.encoding, "delimiter": imported.delimiter, "sheet": imported.sheet}
            look_again(context, imported, known | {"header": imported.header} | read_source(raw["source"]))
        if "mapping" in raw:
            imported.mapping = mapping_json(read_mapping(raw["mapping"], len(imported.columns)))
        if "options" in raw:
            imported.options = imported.options | read_options(raw["options"])
        if "corrections" in raw:
            imported.corrections = read_corrections(raw["corrections"], imported.corrections, len(imported.columns))
        _draft_again(imported)
    return imported


def check(context: Context, import_id: UUID, *, queued: bool = True) -> Import:
    """Begin the dry run, as a job; `queued=False` leaves the job to the caller."""
    with _steered(context, import_id, WAITING) as imported:
        _ready(context, imported)
        _draft_again(imported)
        imported.state, imported.started_at, imported.finished_at = State.CHECKING, now(), None
        if queued:
            _enqueue(imported)
    return imported


def run(context: Context, import_id: UUID, *, queued: bool = True) -> Import:
    """Begin the run, as a job; `queued=False` leaves the job to the caller."""
    with _steered(context, import_id, WAITING) as imported:
        _ready(context, imported)
        _draft_again(imported)
        imported.state, imported.started_at, imported.finished_at = State.RUNNING, now(), None
        imported.summary_of = "run"
        record(context, Kind.IMPORT_STARTED, subject=Subject("import", imported.id), data={"object": imported.object})
        if queued:
            _enqueue(imported)
    return imported


def cancel(context: Context, import_id: UUID) -> Import:
    """Put a draft away; a job at work is asked to stop after its batch."""
    with _steered(context, import_id, (*WAITING, State.CHECKING, State.RUNNING)) as imported:
        if imported.state in WAITING:
            imported.state, imported.finished_at = State.CANCELLED, now()
        else:
            imported.cancel = True
    return imported


def undo(context: Context, import_id: UUID, *, queued: bool = True) -> Import:
    """Begin to undo what the run did, as a job."""
    with _steered(context, import_id, (State.DONE, State.CANCELLED, State.FAILED)) as imported:
        if not may_undo(imported):
            raise Conflict(
                _("There is nothing to undo here, or more than %(days)d days have passed.") % {"days": UNDO_DAYS}
            )
        imported.state, imported.attempts = State.UNDOING, 0
        if queued:
            _enqueue(imported)
    return imported


def undo_until(imported: Import) -> Any:
    """Until when the run can be undone, or None when it wrote nothing."""
    if imported.change_set is None or imported.finished_at is None:
        return None
    return imported.finished_at + timedelta(days=UNDO_DAYS)


def may_undo(imported: Import) -> bool:
    """Whether the run can be undone now."""
    until = undo_until(imported)
    return imported.state in {State.DONE, State.CANCELLED, State.FAILED} and until is not None and now() < until


@contextmanager
def _steered(context: Context, import_id: UUID, states: tuple[State, ...]) -> Iterator[Import]:
    """The import, locked, in one of the states; saved at the end."""
    with in_workspace(context.workspace_id):
        imported = find(context, import_id, lock=True)
        require_import(context, imported.object)
        if imported.state not in states:
            raise Conflict(_("This cannot be done now: the import is %(state)s.") % {"state": imported.state})
        yield imported
        imported.steered_by = context.user_id
        imported.save(force_update=True)


def _ready(context: Context, imported: Import) -> None:
    """Raises `Invalid` when something must be mended first."""
    wrong = [obstacle for obstacle in obstacles(context, imported) if obstacle.blocking]
    if wrong:
        raise Invalid(wrong[0].detail, [FieldError(o.field or "mapping", o.code, o.detail) for o in wrong])


def _draft_again(imported: Import) -> None:
    """Forget the last check."""
    imported.state, imported.cancel, imported.failure = State.DRAFT, False, ""
    imported.attempts, imported.summary_of = 0, ""
    start_over(imported)


def _enqueue(imported: Import) -> None:
    """One job at a time works on an import."""
    enqueue(
        "work_on_import",
        lock=f"import:{imported.id}",
        workspace_id=str(imported.workspace_id),
        import_id=str(imported.id),
    )
