"""The power goes amid an import and other writes: after the next start all that was acknowledged is there, once."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from tests.platform.rapport_process import PATIENCE, Rapport

pytestmark = pytest.mark.xdist_group("supervisor")
ROWS, WRITERS = 4_000, 3


@pytest.fixture
def rapport(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    started = Rapport(tmp_path_factory.mktemp("survival"))
    started.start()
    yield started
    if started.process is not None and started.process.poll() is None:
        started.stop()
    started.wait_until_gone()


class Program:
    """Talks to the API with a token."""

    def __init__(self, rapport: Rapport) -> None:
        made = rapport.command("token", "create", "--user", "demo@rapport.test", "--name", "survival")
        assert made.returncode == 0, made.stderr
        self.rapport, self.token = rapport, made.stdout.strip().split()[-1]

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> dict[str, Any]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.rapport.port}/api/v1{path}", body, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.loads(answer.read())
        return found

    def upload(self, table: str) -> str:
        edge = uuid4().hex
        parts = (
            f'--{edge}\r\nContent-Disposition: form-data; name="object"\r\n\r\nperson\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{table}\r\n--{edge}--\r\n"
        )
        kind = f"multipart/form-data; boundary={edge}"
        return str(self.send("POST", "/imports", parts.encode(), Content_Type=kind)["id"])


def people(prefix: str) -> str:
    lines = [f"{prefix}{n},Lee,{prefix}{n}@survival.example" for n in range(ROWS)]
    return "\n".join(["First name,Last name,Email", *lines])


def keep_writing(program: Program, kept: list[str], name: Iterator[int], stop: threading.Event) -> None:
    """Companies, each with a key of its own; what was answered is kept, what was cut off is sent again."""
    while not stop.is_set():
        mine = f"Survivor {next(name)}"
        key, body = uuid4().hex, json.dumps({"name": mine}).encode()
        while True:
            try:
                program.send("POST", "/companies", body, Content_Type="application/json", Idempotency_Key=key)
            except (OSError, urllib.error.URLError):
                time.sleep(0.1)
                continue
            kept.append(mine)
            break


def test_everything_acknowledged_is_there_once(rapport: Rapport) -> None:
    program = Program(rapport)
    imported = program.upload(people("ann"))
    program.send("POST", f"/imports/{imported}/run", b"{}", Content_Type="application/json")
    kept: list[str] = []
    names, stop = count(), threading.Event()
    writers = [threading.Thread(target=keep_writing, args=(program, kept, names, stop)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    end = time.monotonic() + PATIENCE
    while not 0 < program.send("GET", f"/imports/{imported}")["progress"]["done"] < ROWS:
        assert time.monotonic() < end, "The import never was half way."
        time.sleep(0.02)
    rapport.kill_all()
    before = len(kept)
    rapport.start()
    while len(kept) < before + WRITERS:
        assert time.monotonic() < end, "Nobody could write after the restart."
        time.sleep(0.1)
    stop.set()
    for writer in writers:
        writer.join(PATIENCE)
    while (state := program.send("GET", f"/imports/{imported}"))["state"] == "running":
        assert time.monotonic() < end, state
        time.sleep(0.2)
    assert state["state"] == "done"
    assert state["summary"]["created"] == ROWS
    assert sorted(found(program, "/people", "email", "@survival.example")) == sorted(
        f"ann{n}@survival.example" for n in range(ROWS)
    )
    assert sorted(found(program, "/companies", "name", "Survivor")) == sorted(kept)


def found(program: Program, path: str, field: str, part: str) -> list[str]:
    """The field of all records that contain the part."""
    condition = urllib.request.quote(json.dumps({"field": field, "op": "contains", "value": part}))
    values, cursor = [], ""
    while True:
        page = program.send("GET", f"{path}?filter={condition}&fields={field}&limit=200{cursor}")
        values += [record[field] for record in page["records"]]
        if page["next"] is None:
            return values
        cursor = f"&cursor={page['next']}"
