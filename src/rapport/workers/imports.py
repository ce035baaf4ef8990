"""The background jobs of imports: the check, the run and the undo, and putting old files away."""

from uuid import UUID

from procrastinate.contrib.django import app

from rapport.features.importing import job
from rapport.features.importing.clearing import clear_old_files, clear_orphans
from rapport.platform.queue import observed, task


@task("work_on_import")
def work_on_import(workspace_id: str, import_id: str) -> None:
    """Goes on with an import from where its last attempt stopped."""
    job.work_on_import(UUID(workspace_id), UUID(import_id))


@app.periodic(cron="47 3 * * *")
@app.task(name="imports.clear", queueing_lock="imports.clear")
def clear_imports(timestamp: int) -> None:
    """Every night."""
    observed("imports.clear", _clear)(timestamp=timestamp)


def _clear(timestamp: int) -> None:  # noqa: ARG001 - the queue says when
    clear_old_files()
    clear_orphans()
