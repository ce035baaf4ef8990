"""Putting files away once they cannot be undone any more: nobody's customers lie about without a use."""

from datetime import timedelta

from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.features.importing.models import Import, ImportRow, State
from rapport.features.importing.steering import AT_WORK, UNDO_DAYS, WAITING
from rapport.kernel.clock import now
from rapport.platform import storage


def clear_old_files() -> int:
    """Delete the files and kept rows of imports that are older than their undo; drafts among them are put away."""
    oldest = now() - timedelta(days=UNDO_DAYS)
    cleared = 0
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with in_workspace(workspace_id):
            old = Import.objects.filter(workspace_id=workspace_id, created_at__lt=oldest).exclude(stored_as="")
            for imported in old.exclude(state__in=AT_WORK):
                storage.delete(imported.stored_as)
                imported.stored_as, imported.sample = "", []
                if imported.state in WAITING:
                    imported.state = State.CANCELLED
                imported.save(force_update=True)
                ImportRow.objects.filter(workspace_id=workspace_id, import_id=imported.id).delete()
                cleared += 1
    return cleared
