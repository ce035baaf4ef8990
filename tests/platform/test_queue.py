"""A job exists when its transaction commits, and is done although its worker is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from rapport.platform.queue import enqueue

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180


@pytest.mark.django_db
def test_a_job_goes_with_its_transaction() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        enqueue("nothing.at.all", record="1")
        assert ProcrastinateJob.objects.count() == 1
        raise ZeroDivisionError
    assert ProcrastinateJob.objects.count() == 0
    number = enqueue("nothing.at.all", lock="one", queue="slow", record="1")
    job = ProcrastinateJob.objects.get(id=number)
    assert (job.task_name, job.args, job.lock, job.queue_name) == ("nothing.at.all", {"record": "1"}, "one", "slow")


@contextmanager
def worker(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker process on this test's database, which also knows the task of `slow_task.py`."""
    settings = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.platform.worker_settings",
        "PYTHONPATH": str(ROOT),
        "RAPPORT_DATA_DIR": str(folder),
        "RAPPORT_ENCRYPTION_KEYS": "k" * 32,
        "RAPPORT_SECRET_KEY": "s" * 32,
        "RAPPORT_DATABASE_URL": f"postgresql:///{settings['NAME']}?host={settings['HOST']}&user={settings['USER']}",
    }
    process = subprocess.Popen([sys.executable, "-m", "rapport.cli", "worker", "--alone"], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(told: Path, lines: list[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not told.exists() or told.read_text().split() != lines:
        assert time.monotonic() < end, told.read_text() if told.exists() else "It never began."
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_worker_is_done_once_after_the_restart(tmp_path: Path) -> None:
    told, go = tmp_path / "told", tmp_path / "go"
    number = enqueue("tests.slow", folder=str(tmp_path), word=uuid4().hex)
    with worker(tmp_path) as first:
        wait_for(told, ["began"])
        os.kill(first.pid, signal.SIGKILL)
    assert ProcrastinateJob.objects.get(id=number).status == "doing"
    go.touch()
    with worker(tmp_path):
        wait_for(told, ["began", "began", "done"])
        end = time.monotonic() + PATIENCE
        while ProcrastinateJob.objects.get(id=number).status != "succeeded":
            assert time.monotonic() < end
            time.sleep(0.05)
    assert told.read_text().split() == ["began", "began", "done"]
