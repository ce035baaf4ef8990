"""What holds for every deal, whoever writes it."""

from rapport.kernel.clock import now
from rapport.objects import keys
from rapport.records.rules import Draft, rule


@rule(keys.DEAL)
def clock_the_stage(draft: Draft) -> None:
    """Entering a stage starts its clock; entering a won or lost one closes the deal, leaving it opens it again."""
    if not draft.changes("stage"):
        return
    moment = now()
    draft.set("stage_since", moment)
    closed = draft.stage("stage")["group"] != "open"
    if not closed:
        draft.set("closed_at", None)
        draft.set("lost_reason", None)
    elif draft.get("closed_at") is None:
        draft.set("closed_at", moment)
