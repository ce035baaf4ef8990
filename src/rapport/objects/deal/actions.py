"""The verbs of a deal."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel

from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict
from rapport.objects import keys
from rapport.records.actions import action
from rapport.records.operation import Outcome, Update
from rapport.records.stages import sibling_stage
from rapport.records.write import write


class Lost(BaseModel):
    """Why the deal was lost: the value of one of the choices."""

    lost_reason: str


def _close(context: Context, deal: UUID, group: str, values: dict[str, Any], why: str) -> Outcome:
    stage = sibling_stage(context, keys.DEAL, deal, "stage", group)
    if stage is None:
        raise Conflict(
            _("The deal's pipeline has no stage of the group “%(group)s”. Add one to the pipeline first.")
            % {"group": group}
        )
    return write(context, keys.DEAL, [Update(deal, {"stage": str(stage), **values})], why=why)


@action(keys.DEAL, "mark_won", label=gettext_lazy("Mark won"), icon="trophy")
def mark_won(context: Context, deal: UUID) -> Outcome:
    """Moves the deal to the won stage of its pipeline."""
    return _close(context, deal, "won", {}, "Marked won")


@action(keys.DEAL, "mark_lost", label=gettext_lazy("Mark lost"), icon="x", body=Lost)
def mark_lost(context: Context, deal: UUID, body: Lost) -> Outcome:
    """Moves the deal to the lost stage of its pipeline and keeps the reason."""
    return _close(context, deal, "lost", {"lost_reason": body.lost_reason}, "Marked lost")
