"""How long a workspace keeps its audit log."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.audit.shorten import shorten
from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, FieldError, Invalid
from rapport.platform.postgres.address import Address

FEWEST, MOST = 30, 36_500
log = structlog.get_logger("audit")


def keep_days(workspace_id: UUID) -> int | None:
    """How many days; None keeps everything."""
    return Workspace.objects.values_list("audit_keep_days", flat=True).get(id=workspace_id)


def change_keep_days(workspace_id: UUID, days: int | None) -> None:
    """Takes effect with the worker's next night. Raises `Invalid` for too few or too many."""
    if days is not None and not FEWEST <= days <= MOST:
        detail = _("Keep the log for at least 30 days and at most 36500, or without an end.")
        raise Invalid(detail, [FieldError("keep_days", "number", detail)])
    with in_workspace(workspace_id):
        Workspace.objects.filter(id=workspace_id).update(audit_keep_days=days)
        record(workspace_id, Kind.SETTINGS_CHANGED, data={"audit_keep_days": days})


def shorten_all(owner_address: Callable[[], Address]) -> int:
    """Removes what is older in each workspace that says so; a log that is wrong keeps everything. Says how many.

    Whoever runs the server has to say the owner's address only where some workspace wants it.
    """
    asking = list(Workspace.objects.exclude(audit_keep_days=None).values_list("id", "audit_keep_days"))
    if not asking:
        return 0
    removed, owner = 0, owner_address()
    for workspace_id, days in asking:
        before = now() - timedelta(days=days or MOST)
        try:
            removed += shorten(workspace_id, before, owner=owner)
        except Conflict as problem:
            log.error("audit retention", workspace=str(workspace_id), problem=problem.detail)  # noqa: TRY400 - no failure of ours
    return removed
