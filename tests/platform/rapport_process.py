"""A real `rapport up` in a folder of its own, for tests that kill it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 240


def free_port() -> int:
    """Two ports a thousand apart that nobody uses."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1000))
            except (OSError, OverflowError):
                continue
            return port


@dataclass
class Rapport:
    """One data folder and the processes on it."""

    folder: Path
    port: int = field(default_factory=free_port)
    user: dict[str, Any] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def said(self) -> str:
        """What it printed."""
        return (self.folder / "said").read_text()

    @property
    def log(self) -> list[dict[str, Any]]:
        """Its log; a line that is not JSON fails the test."""
        return [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("RAPPORT_", "DJANGO_", "PROMETHEUS_"))}
        return kept | {"RAPPORT_DATA_DIR": str(self.folder / "data"), "RAPPORT_PORT": str(self.port)}

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Another command on the same folder, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "rapport.cli", *words], env=self.environment(), capture_output=True, text=True,
            timeout=PATIENCE, check=False, cwd=self.folder, **self.user,
        )  # fmt: skip

    def start(self) -> None:
        """Until it says that it is ready."""
        with (self.folder / "said").open("w") as said, (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "rapport.cli", "up"], env=self.environment(), stdout=said, stderr=log,
                cwd=self.folder, **self.user,
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while "is ready" not in self.said:
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> int:
        """As systemd or a person does it; the answer is the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def processes(self) -> dict[int, str]:
        """Number and command of every process that holds this data folder, PostgreSQL's own among them."""
        place = str(self.folder / "data")
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                inside = f"RAPPORT_DATA_DIR={place}\0" in (entry / "environ").read_text(errors="replace")
            except OSError:
                continue
            if state != "Z" and words and (place in words or inside):
                found[int(entry.name)] = words
        return found

    def kill_all(self) -> None:
        """`kill -9` of everything at once, as when the power goes."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.wait_until_gone()

    def wait_until_gone(self) -> None:
        """Nothing is left behind."""
        if self.process is not None:
            self.process.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while self.processes():
            assert time.monotonic() < end, self.processes()
            time.sleep(0.05)

    def get(self, address: str, port: int | None = None) -> tuple[int, str]:
        """Status and body."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}{address}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
