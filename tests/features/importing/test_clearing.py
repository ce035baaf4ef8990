"""Files go when nobody can need them any more, and not before."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from rapport.accounts.scope import in_workspace
from rapport.features.importing.clearing import ORPHAN_AGE, clear_old_files, clear_orphans
from rapport.features.importing.listing import list_imports, list_rows
from rapport.features.importing.models import Import, ImportRow
from rapport.features.importing.now import run_import_now
from rapport.features.importing.steering import UNDO_DAYS
from rapport.features.importing.upload import FOLDER, folder_of
from rapport.kernel.clock import now
from rapport.platform import storage
from tests.records.desks import Desk

Write = Callable[..., Path]


def test_files_are_put_away_when_they_cannot_be_undone_any_more(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Email", "Ann Lee,ann@x.example", "Bad,nonsense")
    run_import_now(acme.context, "person", path)
    run_import_now(acme.context, "person", path, dry_run=True)
    [young, old], _ = list_imports(acme.context)
    with in_workspace(acme.workspace_id):
        mine = Import.objects.filter(workspace_id=acme.workspace_id, id=old.id)
        mine.update(created_at=now() - timedelta(days=UNDO_DAYS, seconds=1))
    assert clear_old_files() == 1
    assert clear_old_files() == 0
    with pytest.raises(FileNotFoundError):
        storage.open_file(old.stored_as)
    storage.open_file(young.stored_as).close()
    assert list_rows(acme.context, old.id) == ([], None)
    assert len(list_rows(acme.context, young.id)[0]) == 2


def test_files_stay_when_the_clearing_breaks_off(
    acme: Desk, write_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import_now(acme.context, "person", write_file("Name,Email", "Ann Lee,ann@x.example"))
    [imported], _ = list_imports(acme.context)
    with in_workspace(acme.workspace_id):
        mine = Import.objects.filter(workspace_id=acme.workspace_id, id=imported.id)
        mine.update(created_at=now() - timedelta(days=UNDO_DAYS, seconds=1))

    def breaks_off(**_named: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(ImportRow.objects, "filter", breaks_off)
    with pytest.raises(ConnectionError):
        clear_old_files()
    assert list_imports(acme.context)[0][0].stored_as == imported.stored_as
    storage.open_file(imported.stored_as).close()


def test_files_that_no_import_names_go_after_a_day(acme: Desk, globex: Desk, write_file: Write) -> None:
    run_import_now(acme.context, "person", write_file("Name,Email", "Ann Lee,ann@x.example"))
    used = list_imports(acme.context)[0][0].stored_as
    young = storage.save(f"{folder_of(globex.workspace_id)}/young", [b"x"])
    broken_off = storage.save(f"{folder_of(acme.workspace_id)}/broken-off", [b"x"])
    of_nobody = storage.save(f"{FOLDER}/{uuid4()}/left", [b"x"])
    yesterday = (now() - ORPHAN_AGE - timedelta(seconds=1)).timestamp()
    for name in (used, broken_off, of_nobody):
        os.utime(default_storage.path(name), (yesterday, yesterday))
    assert clear_orphans() == 2
    assert [default_storage.exists(name) for name in (used, young, broken_off, of_nobody)] == [True, True, False, False]
