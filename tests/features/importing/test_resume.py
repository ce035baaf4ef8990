"""A worker that is killed half way: the import goes on where it was, and no row is there twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.features.importing.job import work_on_import
from rapport.features.importing.listing import get_import
from rapport.features.importing.models import Import, State
from rapport.features.importing.steering import cancel, check, run
from rapport.features.importing.upload import upload
from tests.records.desks import Desk, desk

ROWS = 6_000
WORK = """
import sys
from uuid import UUID
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from rapport.features.importing.job import work_on_import
work_on_import(UUID(sys.argv[2]), UUID(sys.argv[3]))
"""


@pytest.fixture
def acme(transactional_db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def started(acme: Desk, rows: int = ROWS) -> Import:
    lines = [b"Name,Email,Company\n", *(f"P{n},p{n}@x.example,Firm {n % 40}\n".encode() for n in range(rows))]
    imported = upload(acme.context, "person", "many.csv", lines)
    return run(acme.context, imported.id, queued=False)


def as_it_is(imported: Import) -> Import:
    with in_workspace(imported.workspace_id):
        return Import.objects.get(workspace_id=imported.workspace_id, id=imported.id)


@pytest.fixture
def worker() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def begin(imported: Import, worker: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """A real process at work on the import, as the worker is one."""
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", WORK, name, str(imported.workspace_id), str(imported.id)]
    source = str(Path(__file__).parents[3] / "src")
    worker.append(subprocess.Popen(command, env=os.environ | {"PYTHONPATH": source}))
    return worker[-1]


def test_killed_half_way_and_taken_up_again(acme: Desk, worker: list[subprocess.Popen[bytes]]) -> None:
    imported = started(acme)
    process = begin(imported, worker)
    while process.poll() is None and as_it_is(imported).position < 1_000:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    half = as_it_is(imported)
    assert half.state == State.RUNNING
    assert 0 < half.position < ROWS
    assert acme.list("person", count=True)["total"]["count"] == half.position == half.created
    work_on_import(imported.workspace_id, imported.id)
    done = as_it_is(imported)
    assert (done.state, done.position, done.created, done.failed) == (State.DONE, ROWS, ROWS, 0)
    assert done.change_set == half.change_set
    people = acme.list("person", count=True)
    assert people["total"]["count"] == ROWS
    assert acme.list("company", count=True)["total"]["count"] == 40
    assert done.also_created == {"company": 40}


def test_two_workers_at_once_write_no_row_twice(acme: Desk, worker: list[subprocess.Popen[bytes]]) -> None:
    imported = started(acme, 2_000)
    both = [begin(imported, worker), begin(imported, worker)]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    done = as_it_is(imported)
    assert (done.state, done.created) == (State.DONE, 2_000)
    assert acme.list("person", count=True)["total"]["count"] == 2_000


def test_cancelled_between_batches_keeps_what_was_written(acme: Desk, worker: list[subprocess.Popen[bytes]]) -> None:
    imported = started(acme)
    process = begin(imported, worker)
    while process.poll() is None and as_it_is(imported).position < 500:
        time.sleep(0.02)
    cancel(acme.context, imported.id)
    assert process.wait(timeout=300) == 0
    stopped = get_import(acme.context, UUID(str(imported.id)))
    assert stopped.state == State.CANCELLED
    assert 0 < stopped.position < ROWS
    assert acme.list("person", count=True)["total"]["count"] == stopped.position


def test_a_check_that_was_killed_begins_anew(acme: Desk, worker: list[subprocess.Popen[bytes]]) -> None:
    lines = [b"Name,Email\n", *(f"P{n},p{n % 1_500}@x.example\n".encode() for n in range(3_000))]
    imported = check(acme.context, upload(acme.context, "person", "many.csv", lines).id, queued=False)
    process = begin(imported, worker)
    while process.poll() is None and as_it_is(imported).position < 500:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    work_on_import(imported.workspace_id, imported.id)
    done = as_it_is(imported)
    assert (done.state, done.position, done.created, done.updated) == (State.CHECKED, 3_000, 1_500, 1_500)
    assert acme.list("person")["records"] == []
