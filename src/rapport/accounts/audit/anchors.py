"""Anchors: signed notes outside the database of how far each chain had come. They betray a tail that was cut off.

One file for each chain, one line for each note: `{"at", "seq", "hash", "mac"}`.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from rapport.accounts.audit.chain import Head, fits, genuine, sign
from rapport.accounts.audit.heads import read_head
from rapport.accounts.audit.record import NOWHERE
from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict

FOLDER = "audit"
log = structlog.get_logger("audit")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A chain had come this far once."""

    seq: int
    hash: bytes


class Tampered(Conflict):
    """A line of an anchor file is not what was written there."""


def folder() -> Path:
    """Where the files are."""
    data_dir: Path = settings.RAPPORT.data_dir
    return data_dir / FOLDER


def chains() -> list[UUID]:
    """All workspaces that have, or according to their files had, a chain."""
    filed = [UUID(file.stem) for file in folder().glob("*.jsonl") if is_id(file.stem)]
    listed = Workspace.objects.order_by("created_at").values_list("id", flat=True)
    return list(dict.fromkeys((*listed, NOWHERE, *filed)))


def anchor_all() -> int:
    """Notes how far each chain has come; says for how many there was something new."""
    return sum(anchor(workspace_id) for workspace_id in chains())


def anchor(workspace_id: UUID) -> bool:
    """Notes how far the chain has come, unless it is noted already, or is not as it was."""
    with in_workspace(workspace_id):
        head = read_head(workspace_id)
    if head is None or not head.seq:
        return False
    try:
        known = read_anchors(workspace_id)
    except Tampered as problem:
        log.error("audit anchor", workspace=str(workspace_id), problem=problem.detail)  # noqa: TRY400 - not a failure of ours
        return False
    before = known[-1].seq if known else 0
    if not genuine(workspace_id, head) or head.seq < before:
        log.error("audit head", workspace=str(workspace_id), seq=head.seq, anchored=before)
        return False
    if head.seq == before:
        return False
    write_line(file_of(workspace_id), line(workspace_id, head))
    return True


def read_anchors(workspace_id: UUID) -> list[Anchor]:
    """All notes of one chain. Raises `Tampered` for a line that Rapport did not write."""
    try:
        text = file_of(workspace_id).read_bytes()
    except FileNotFoundError:
        return []
    *lines, _unfinished = text.split(b"\n")  # a line without its end was being written when the machine stopped
    return [read_line(workspace_id, number, each) for number, each in enumerate(lines, 1)]


def read_line(workspace_id: UUID, number: int, text: bytes) -> Anchor:
    """One note. Raises `Tampered`."""
    try:
        said = orjson.loads(text)
        found = Anchor(said["seq"], bytes.fromhex(said["hash"]))
        right = fits("anchor", bytes.fromhex(said["mac"]), message(workspace_id, said))
    except (ValueError, TypeError, KeyError):
        right = False
    if not right:
        raise Tampered(_("Line %(number)s of the anchors was not written by this Rapport.") % {"number": number})
    return found


def line(workspace_id: UUID, head: Head) -> bytes:
    """One note."""
    said: dict[str, Any] = {"at": now().isoformat(), "seq": head.seq, "hash": head.hash.hex()}
    said["mac"] = sign("anchor", settings.SECRET_KEY, message(workspace_id, said)).hex()
    return orjson.dumps(said) + b"\n"


def message(workspace_id: UUID, said: dict[str, Any]) -> str:
    """What the signature of a note covers."""
    return f"{workspace_id} {said['at']} {said['seq']} {said['hash']}"


def write_line(file: Path, text: bytes) -> None:
    """Appends a line, on the disk when it returns; what a stopped machine left unfinished goes away."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as opened:
        opened.seek(opened.read().rfind(b"\n") + 1)
        opened.truncate()
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def put_away(workspace_id: UUID) -> None:
    """The notes stay beside the new ones, but count no more: the chain was signed anew by whoever runs the server."""
    file = file_of(workspace_id)
    if file.exists():
        file.rename(file.with_name(f"{file.stem}.until-{now():%Y%m%dT%H%M%S}.old"))


def file_of(workspace_id: UUID) -> Path:
    """The file of one chain."""
    return folder() / f"{workspace_id}.jsonl"


def is_id(text: str) -> bool:
    """Whether a file is named for a workspace."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
