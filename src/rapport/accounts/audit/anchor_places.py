"""Where anchors are kept: a file in the data folder, and a bucket when one is set. Both take and give signed lines."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from rapport.kernel.clock import now
from rapport.platform.bucket import Bucket, read_bucket

FOLDER = "audit"
# Each note names the hash of all before it: the newest few of a bucket betray as much as all of them.
NEWEST = 20
LATEST = 10**14


class Place(Protocol):
    """One place; what it cannot do raises `rapport.platform.bucket.Unreachable`."""

    @property
    def kind(self) -> str:
        """What sort of a place it is."""

    @property
    def shown(self) -> str:
        """Where it is, as an administrator may read it."""

    def notes(self, workspace_id: UUID) -> list[bytes]:
        """The lines of one chain, the oldest first."""

    def keep(self, workspace_id: UUID, text: bytes) -> None:
        """Adds a line, for good when it returns."""

    def put_away(self, workspace_id: UUID, ending: bytes) -> None:
        """The lines so far stay, but count no more; `ending` is a signed line that says so where nothing moves."""

    def chains(self) -> list[UUID]:
        """The chains of which it has lines."""


class Files:
    """One file for each chain, one line for each note."""

    kind = "file"

    @property
    def shown(self) -> str:
        return str(folder())

    def notes(self, workspace_id: UUID) -> list[bytes]:
        try:
            text = file_of(workspace_id).read_bytes()
        except FileNotFoundError:
            return []
        *lines, _unfinished = text.split(b"\n")  # a line without its end was being written when the machine stopped
        return lines

    def keep(self, workspace_id: UUID, text: bytes) -> None:
        """What a stopped machine left unfinished goes away."""
        file = file_of(workspace_id)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as opened:
            opened.seek(opened.read().rfind(b"\n") + 1)
            opened.truncate()
            opened.write(text + b"\n")
            opened.flush()
            os.fsync(opened.fileno())

    def put_away(self, workspace_id: UUID, ending: bytes) -> None:  # noqa: ARG002 - the file moves
        file = file_of(workspace_id)
        if file.exists():
            file.rename(file.with_name(f"{file.stem}.until-{now():%Y%m%dT%H%M%S}.old"))

    def chains(self) -> list[UUID]:
        return ids(file.stem for file in folder().glob("*.jsonl"))


@dataclass(frozen=True)
class InBucket:
    """One object for each note, never written twice, so that a bucket may be locked. The newest has the first name."""

    bucket: Bucket
    kind: str = "bucket"

    @property
    def shown(self) -> str:
        return f"{self.bucket.address.shown}/{FOLDER}"

    def notes(self, workspace_id: UUID) -> list[bytes]:
        return list(self.bucket.first(f"{FOLDER}/{workspace_id}", NEWEST))[::-1]

    def keep(self, workspace_id: UUID, text: bytes) -> None:
        place = LATEST - int(now().timestamp() * 1000)
        self.bucket.put(f"{FOLDER}/{workspace_id}/{place:014d}.json", text)

    def put_away(self, workspace_id: UUID, ending: bytes) -> None:
        self.keep(workspace_id, ending)

    def chains(self) -> list[UUID]:
        return ids(self.bucket.folders(FOLDER))


def places() -> list[Place]:
    """All of them, the files first."""
    found: list[Place] = [Files()]
    if settings.RAPPORT.bucket_url:
        found.append(InBucket(Bucket(read_bucket(settings.RAPPORT.bucket_url.get_secret_value()))))
    return found


def folder() -> Path:
    """Where the files are."""
    data_dir: Path = settings.RAPPORT.data_dir
    return data_dir / FOLDER


def file_of(workspace_id: UUID) -> Path:
    """The file of one chain."""
    return folder() / f"{workspace_id}.jsonl"


def ids(names: Iterable[str]) -> list[UUID]:
    """Those of the names that are a workspace's."""
    return [UUID(name) for name in names if is_id(name)]


def is_id(text: str) -> bool:
    """Whether something is named for a workspace."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
