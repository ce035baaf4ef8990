"""A file held by one process at a time; the kernel lets go when the process ends, however it ends."""

import fcntl
import time
from dataclasses import dataclass
from io import FileIO
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Held:
    """What one holds until `release`."""

    file: FileIO

    def release(self) -> None:
        """Lets the next one in."""
        self.file.close()


def hold(path: Path, *, patience: float = 0.0) -> Held | None:
    """Takes the file, waiting at most so many seconds; None when somebody else has it."""
    file = FileIO(str(path), "a")
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                file.close()
                return None
            time.sleep(0.05)
        else:
            return Held(file)
