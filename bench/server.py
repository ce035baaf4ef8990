"""Rapport as it really runs, `rapport up`, and what its processes weigh."""

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.place import PORT, environment

PATIENCE = 120


@dataclass
class Running:
    """A started Rapport."""

    process: subprocess.Popen[bytes]
    ready_after: float

    def memory(self) -> dict[str, float]:
        """Megabytes (PSS: what is shared counts once) by kind of process, and in all."""
        found: dict[str, float] = {}
        for pid in family(self.process.pid):
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            size = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
            kind = kind_of([word.decode(errors="replace") for word in words])
            found[kind] = round(found.get(kind, 0) + size, 1)
        return found | {"all": round(sum(found.values()), 1)}


def kind_of(words: list[str]) -> str:
    """What a process is for."""
    if "postgres" in words[0]:
        return "postgres"
    for kind in ("serve", "worker", "up"):
        if kind in words:
            return {"serve": "web", "up": "supervisor"}.get(kind, kind)
    return "web" if any("multiprocessing" in word for word in words) else "other"


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found, at = [pid], 0
    while at < len(found):
        found += children.get(found[at], [])
        at += 1
    return found


@contextmanager
def started(folder: Path, log: Path) -> Iterator[Running]:
    """`rapport up` until the block ends."""
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "rapport.cli", "up"],
            env=environment(folder), stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        while not ready():
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise SystemExit(f"Rapport did not start; {log} says why.")
            time.sleep(0.02)
        yield Running(process, time.monotonic() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def ready() -> bool:
    """Whether it answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
