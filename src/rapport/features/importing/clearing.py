"""Putting files away once they cannot be undone any more: nobody's customers lie about without a use."""

from datetime import timedelta

from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.features.importing.models import Import, ImportRow, State
from rapport.features.importing.steering import AT_WORK, UNDO_DAYS, WAITING
from rapport.features.importing.upload import FOLDER, folder_of
from rapport.kernel.clock import now
from rapport.platform import storage

# A file is stored before its import is: a younger one may still be on its way in.
ORPHAN_AGE = timedelta(days=1)


def clear_old_files() -> int:
    """Delete the files and kept rows of imports that are older than their undo; drafts among them are put away."""
    oldest = now() - timedelta(days=UNDO_DAYS)
    cleared: list[str] = []
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        gone: list[str] = []
        with in_workspace(workspace_id):
            old = Import.objects.filter(workspace_id=workspace_id, created_at__lt=oldest).exclude(stored_as="")
            for imported in old.exclude(state__in=AT_WORK):
                gone.append(imported.stored_as)
                imported.stored_as, imported.sample = "", []
                if imported.state in WAITING:
                    imported.state = State.CANCELLED
                imported.save(force_update=True)
                ImportRow.objects.filter(workspace_id=workspace_id, import_id=imported.id).delete()
        for name in gone:  # committed: no import names it any more. What a crash leaves here is an orphan.
            storage.delete(name)
        cleared += gone
    return len(cleared)


def clear_orphans() -> int:
    """Delete the files that no import names: of uploads that broke off, of workspaces that are gone."""
    known = {folder_of(workspace_id): workspace_id for workspace_id in Workspace.objects.values_list("id", flat=True)}
    cleared = 0
    for folder in storage.folders(FOLDER):
        old = [name for name, stored_at in storage.files(folder) if stored_at < now() - ORPHAN_AGE]
        workspace_id = known.get(folder)
        if workspace_id is not None and old:
            with in_workspace(workspace_id):
                mine = Import.objects.filter(workspace_id=workspace_id, stored_as__in=old)
                used = set(mine.values_list("stored_as", flat=True))
            old = [name for name in old if name not in used]
        for name in old:
            storage.delete(name)
        cleared += len(old)
    return cleared
