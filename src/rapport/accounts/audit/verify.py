"""Walks a chain and says the first thing that is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from rapport.accounts.audit.anchors import Anchor
from rapport.accounts.audit.chain import FIELDS, Entry, Head, digest, genuine
from rapport.accounts.audit.heads import head_of
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.models import AuditEntry
from rapport.accounts.scope import in_workspace

CHUNK = 2000
# The head and the ends of the chain as they are at one moment: entries may be added meanwhile.
ENDS = """
SELECT h.base_seq, h.base_hash, h.seq, h.hash, h.mac, e.first, e.last
  FROM (SELECT min(seq) AS first, max(seq) AS last FROM audit_entry WHERE workspace_id = %(w)s) e
  LEFT JOIN audit_head h ON h.workspace_id = %(w)s
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries were looked at, and what is wrong first: at which number, if at one.

    `noted`: all entries fit, but one of them tells that the head did not when it was written.
    """

    entries: int = 0
    problem: str = ""
    seq: int | None = None
    noted: bool = False


def verify(workspace_id: UUID, anchors: Sequence[Anchor] = ()) -> Verdict:
    """Looks at the head, at each entry, and at what was kept outside the database (`anchors`)."""
    with in_workspace(workspace_id):
        head, first, last = ends(workspace_id)
        if head is None:
            return without_head(last, anchors)
        if not genuine(workspace_id, head):
            return Verdict(problem=_("The head of the chain was not signed by this Rapport."), seq=head.seq)
        if first is not None and first <= head.base_seq:
            return Verdict(problem=_("An entry was put in where entries were removed on purpose."), seq=first)
        if last is not None and last > head.seq:
            return Verdict(problem=_("An entry was put in after the end of the chain."), seq=head.seq + 1)
        return walk(workspace_id, head, {anchor.seq: anchor.hash for anchor in anchors})


def walk(workspace_id: UUID, head: Head, anchored: dict[int, bytes]) -> Verdict:
    """Each entry in its order."""
    at = Place(head.base_seq, head.base_hash)
    if anchored.get(at.seq, at.hash) != at.hash:
        return Verdict(0, misanchored(), at.seq)
    for found in entries(workspace_id, head.seq):
        problem = misfit(workspace_id, at, found, anchored)
        if problem:
            return Verdict(at.seq - head.base_seq, problem, at.seq + 1)
        at.step(*found)
    return closing(head, at, max(anchored, default=0))


@dataclass(slots=True)
class Place:
    """How far the walk has come; `broken` is the first entry, not adopted since, that tells of a wrong head."""

    seq: int
    hash: bytes
    broken: int | None = None

    def step(self, entry: Entry, _before: bytes, hashed: bytes) -> None:
        """One entry on."""
        self.seq, self.hash = entry.seq, hashed
        if entry.kind == Kind.AUDIT_BROKEN:
            self.broken = self.broken or entry.seq
        elif entry.kind == Kind.AUDIT_ADOPTED:
            self.broken = None


def misfit(workspace_id: UUID, at: Place, found: tuple[Entry, bytes, bytes], anchored: dict[int, bytes]) -> str:
    """Why the entry does not follow, or nothing."""
    entry, before, hashed = found
    if entry.seq != at.seq + 1:
        return _("An entry is missing.")
    if before != at.hash or digest(workspace_id, entry, before) != hashed:
        return _("The entry was changed, or is not the one that was here.")
    return misanchored() if anchored.get(entry.seq, hashed) != hashed else ""


def closing(head: Head, at: Place, anchored: int) -> Verdict:
    """What the end of the walk says."""
    looked_at = at.seq - head.base_seq
    if at.seq < head.seq:
        return Verdict(looked_at, _("The end of the chain is missing."), at.seq + 1)
    if at.hash != head.hash:
        return Verdict(looked_at, _("The head does not fit the last entry."), at.seq)
    if anchored > at.seq:
        return Verdict(looked_at, missing_tail(), at.seq + 1)
    if at.broken:
        problem = _("Rapport found the chain tampered with when it wrote this entry.")
        return Verdict(looked_at, problem, at.broken, noted=True)
    return Verdict(looked_at)


def without_head(last: int | None, anchors: Sequence[Anchor]) -> Verdict:
    """What there is when nothing says where the chain ends."""
    if last is not None:
        return Verdict(problem=_("The head of the chain is missing."), seq=last)
    if anchors:
        return Verdict(problem=missing_tail(), seq=1)
    return Verdict()


def ends(workspace_id: UUID) -> tuple[Head | None, int | None, int | None]:
    """The head, and the first and last numbers that there are."""
    with connection.cursor() as cursor:
        cursor.execute(ENDS, {"w": workspace_id})
        *head, first, last = cursor.fetchone()
    return (None if head[0] is None else head_of((head[0], head[1], head[2], head[3], head[4]))), first, last


def entries(workspace_id: UUID, until: int) -> Iterator[tuple[Entry, bytes, bytes]]:
    """All entries up to the head's, with the hash before and their own, a few thousand at a time."""
    rows = AuditEntry.objects.filter(workspace_id=workspace_id, seq__lte=until).order_by("seq")
    for row in rows.values_list(*FIELDS, "previous", "hash").iterator(CHUNK):
        yield Entry(*row[:-2]), bytes(row[-2]), bytes(row[-1])


def missing_tail() -> str:
    """The database knows less than what was kept outside of it."""
    return _("The end of the chain is missing: more entries are anchored outside the database.")


def misanchored() -> str:
    """The database knows something else than what was kept outside of it."""
    return _("The entry is not the one that is anchored outside the database.")
