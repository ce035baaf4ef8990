"""Importing at once, without the queue: what `rapport import` calls."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rapport.features.importing.choices import Mode
from rapport.features.importing.job import work_on_import
from rapport.features.importing.keeping import summary_of
from rapport.features.importing.listing import get_import
from rapport.features.importing.models import Import, State
from rapport.features.importing.outcome import Summary
from rapport.features.importing.steering import change, check, run
from rapport.features.importing.upload import upload
from rapport.kernel.context import Context
from rapport.kernel.errors import Invalid

PIECE = 1 << 20


def run_import_now(  # noqa: PLR0913 - the options of the command, keyword-only
    context: Context,
    object_key: str,
    path: Path,
    *,
    match: Sequence[str] | None = None,
    mode: Mode | None = None,
    dry_run: bool = False,
    mapping: Sequence[dict[str, Any]] | None = None,
    options: dict[str, Any] | None = None,
    source: dict[str, Any] | None = None,
) -> Summary:
    """Import a file of this machine, or only say what would happen. It stands among the imports of the screen, with
    its report and its undo. Raises a `Refusal` for a file or mapping that does not fit, and when the import failed."""
    imported = upload(context, object_key, path.name, _pieces(path), source)
    chosen = {"match": None if match is None else list(match), "mode": mode, **(options or {})}
    changes: dict[str, Any] = {"options": {key: value for key, value in chosen.items() if value is not None}}
    if mapping is not None:
        changes["mapping"] = list(mapping)
    change(context, imported.id, changes)
    (check if dry_run else run)(context, imported.id, queued=False)
    work_on_import(imported.workspace_id, imported.id)
    return summary_of(_ended(context, imported))


def _ended(context: Context, imported: Import) -> Import:
    done = get_import(context, imported.id)
    if done.state == State.FAILED:
        raise Invalid(done.failure)
    return done


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
