"""The background job of imports: the check, the run and the undo."""

from uuid import UUID

from rapport.features.importing import job
from rapport.platform.queue import task


@task("work_on_import")
def work_on_import(workspace_id: str, import_id: str) -> None:
    """Goes on with an import from where its last attempt stopped."""
    job.work_on_import(UUID(workspace_id), UUID(import_id))
