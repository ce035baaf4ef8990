"""One long-running child process: started, started again after a crash, stopped with patience."""

import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from rapport.platform.child import die_with_parent

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
WELL_AFTER = 60.0
log = structlog.get_logger("supervisor")


@dataclass
class Service:
    """A command that should run; `patience` is how long it may take to stop."""

    name: str
    command: Sequence[str]
    patience: float = 20.0
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    pause: float = FIRST_PAUSE
    due: float | None = None

    def start(self, inherited: int) -> None:
        """Starts it; it dies at once when this process is killed, since then nobody would watch it."""
        self.began, self.due = time.monotonic(), None
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
            pass_fds=(inherited,),
        )

    def ended(self) -> bool:
        """Whether it should run and does not."""
        return self.process is not None and self.process.poll() is not None

    def start_again(self, inherited: int) -> None:
        """After a pause that doubles with each crash in a row; to be called until it runs."""
        now = time.monotonic()
        if self.due is None:
            self.pause = FIRST_PAUSE if now - self.began > WELL_AFTER else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            status = self.process.returncode if self.process else None
            log.error("service ended, starting it again", service=self.name, status=status, seconds=self.pause)
        if now >= self.due:
            self.start(inherited)

    def stop(self) -> None:
        """SIGTERM, patience, SIGKILL."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(self.patience)
            except subprocess.TimeoutExpired:
                log.warning("service killed, it did not stop in time", service=self.name)
                self.process.kill()
                self.process.wait()
        self.process = None
