"""Looking after the chains: checking all of them, and signing one anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

import structlog
from django.utils.translation import gettext as _

from rapport.accounts.audit.anchors import Tampered, chains, put_away, read_anchors
from rapport.accounts.audit.heads import hold_head, replace_head
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.audit.verify import Verdict, verify
from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import Conflict

log = structlog.get_logger("audit")


@dataclass(frozen=True, slots=True)
class Checked:
    """One chain and what was found. The chain without a workspace has no name."""

    workspace_id: UUID
    name: str
    verdict: Verdict


def check(workspace_id: UUID | None = None) -> Iterator[Checked]:
    """Verifies one chain, or all, against the database and the anchors."""
    names = dict(Workspace.objects.values_list("id", "name"))
    for each in [workspace_id] if workspace_id else chains():
        try:
            verdict = verify(each, read_anchors(each))
        except Tampered as tampered:
            verdict = verify(each)
            verdict = verdict if verdict.problem else replace(verdict, problem=tampered.detail)
        yield Checked(each, names.get(each, ""), verdict)


def watch() -> int:
    """Verifies all chains, tells each that is wrong so in its own log and in the server's, and says how many are."""
    wrong = [each for each in check() if each.verdict.problem]
    for each in wrong:
        log.error("audit", workspace=str(each.workspace_id), seq=each.verdict.seq, problem=each.verdict.problem)
        record(each.workspace_id, Kind.AUDIT_WRONG, data={"seq": each.verdict.seq})
    return len(wrong)


def adopt(workspace_id: UUID) -> None:
    """Signs the head with today's key, for whoever changed the key or restored a backup, and tells it in the chain.

    Raises `Conflict` when not the key is the reason: the entries themselves must still fit each other and the head.
    """
    with in_workspace(workspace_id):
        head = hold_head(workspace_id)
        replace_head(workspace_id, head)
        verdict = verify(workspace_id)
        if verdict.problem and not verdict.noted:
            raise Conflict(
                _("Entry %(seq)s: %(problem)s That is not for want of the key, so nothing was signed.")
                % {"seq": verdict.seq, "problem": verdict.problem}
            )
        put_away(workspace_id)
        record(workspace_id, Kind.AUDIT_ADOPTED)
