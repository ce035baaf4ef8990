"""Anchors: signed notes outside the database of how far each chain had come. They betray a tail that was cut off.

A note is `{"at", "seq", "hash", "mac"}`; one without a hash says that those before it count no more.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from rapport.accounts.audit.anchor_places import Place, file_of, places
from rapport.accounts.audit.chain import Head, fits, genuine, sign
from rapport.accounts.audit.heads import read_head
from rapport.accounts.audit.record import NOWHERE
from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict
from rapport.platform.bucket import Unreachable

__all__ = ["Anchor", "State", "Tampered", "anchor", "anchor_all", "chains", "file_of", "put_away", "read_anchors",
           "states", "unreachable"]  # fmt: skip
log = structlog.get_logger("audit")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A chain had come this far once."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class State:
    """How one place was when the worker noted the last time; `at` is when it last had everything."""

    kind: str
    place: str
    ok: bool
    at: str | None


class Tampered(Conflict):
    """A note is not what was written there."""


def chains() -> list[UUID]:
    """All workspaces that have, or according to their anchors had, a chain."""
    listed = Workspace.objects.order_by("created_at").values_list("id", flat=True)
    noted = []
    for place in places():
        try:
            noted += place.chains()
        except Unreachable as problem:
            tell(place, str(problem))
    return list(dict.fromkeys((*listed, NOWHERE, *noted)))


def anchor_all() -> int:
    """Notes how far each chain has come; says for how many there was something new."""
    return sum(anchor(workspace_id) for workspace_id in chains())


def anchor(workspace_id: UUID) -> bool:
    """Notes how far the chain has come in each place that does not know it yet; says whether one did not.

    A place that cannot be reached gets its note the next time; the others are not kept waiting.
    """
    with in_workspace(workspace_id):
        head = read_head(workspace_id)
    if head is None or not head.seq:
        return False
    known = {place: newest(place, workspace_id) for place in places()}
    highest = max(number for number in (0, *known.values()) if number is not None)
    right = genuine(workspace_id, head) and head.seq >= highest
    if not right:
        log.error("audit head", workspace=str(workspace_id), seq=head.seq, anchored=highest)
    noted = False
    for place, number in known.items():
        new = right and number is not None and number < head.seq
        done = keep(place, workspace_id, head) if new else right and number is not None
        remember(place, workspace_id, ok=done)
        noted = noted or (new and done)
    return noted


def newest(place: Place, workspace_id: UUID) -> int | None:
    """How far one place knows the chain, 0 before its first note; None where that cannot be read."""
    try:
        known = read(place, workspace_id)
    except (Tampered, Unreachable) as problem:
        tell(place, str(problem), workspace_id)
        return None
    return known[-1].seq if known else 0


def keep(place: Place, workspace_id: UUID, head: Head) -> bool:
    """Whether the place took the note."""
    try:
        place.keep(workspace_id, line(workspace_id, head.seq, head.hash))
    except Unreachable as problem:
        tell(place, str(problem), workspace_id)
        return False
    return True


def read_anchors(workspace_id: UUID) -> list[Anchor]:
    """The notes of one chain in all places that can be reached. Raises `Tampered` for one that is not ours."""
    found = []
    for place in places():
        try:
            found += read(place, workspace_id)
        except Unreachable as problem:
            tell(place, str(problem), workspace_id)
    return found


def unreachable() -> list[str]:
    """The places that cannot be asked now, and why."""
    found = []
    for place in places():
        try:
            place.notes(NOWHERE)
        except Unreachable as problem:
            found.append(f"{place.shown}: {problem}")
    return found


def read(place: Place, workspace_id: UUID) -> list[Anchor]:
    """The notes of one place that count, the oldest first. Raises `Tampered` and `Unreachable`."""
    found: list[Anchor] = []
    for number, text in enumerate(place.notes(workspace_id), 1):
        one = read_line(workspace_id, number, text)
        found = [*found, one] if one.hash else []
    return found


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


def line(workspace_id: UUID, seq: int, hashed: bytes) -> bytes:
    """One note."""
    said: dict[str, Any] = {"at": now().isoformat(), "seq": seq, "hash": hashed.hex()}
    said["mac"] = sign("anchor", settings.SECRET_KEY, message(workspace_id, said)).hex()
    return orjson.dumps(said)


def message(workspace_id: UUID, said: dict[str, Any]) -> str:
    """What the signature of a note covers."""
    return f"{workspace_id} {said['at']} {said['seq']} {said['hash']}"


def put_away(workspace_id: UUID) -> None:
    """The notes stay, but count no more: the chain was signed anew by whoever runs the server."""
    for place in places():
        try:
            place.put_away(workspace_id, line(workspace_id, 0, b""))
        except Unreachable as problem:
            raise Conflict(_("The anchors in %(place)s could not be put away: %(problem)s") % {
                "place": place.shown, "problem": problem,
            }) from problem  # fmt: skip


def tell(place: Place, problem: str, workspace_id: UUID | None = None) -> None:
    """Tells the server's log."""
    log.error("audit anchor", place=place.shown, problem=problem, workspace=str(workspace_id or ""))


def remember(place: Place, workspace_id: UUID, *, ok: bool) -> None:
    """How it went, for the settings page, which asks no bucket."""
    key = f"audit:anchored:{place.kind}:{workspace_id}"
    before = cache.get(key, {})
    cache.set(key, {"ok": ok, "at": now().isoformat() if ok else before.get("at")}, timeout=None)


def states(workspace_id: UUID) -> list[State]:
    """How each place was the last time; one that was never asked has no moment."""
    known = {place.kind: f"audit:anchored:{place.kind}:{workspace_id}" for place in places()}
    found = cache.get_many(known.values())
    said = [(place, found.get(known[place.kind], {"ok": True, "at": None})) for place in places()]
    return [State(place.kind, place.shown, how["ok"], how["at"]) for place, how in said]
