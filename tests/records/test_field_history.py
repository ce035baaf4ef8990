"""The history of one field, however much else happened to the record."""

import pytest

from rapport.accounts.scope import in_workspace
from rapport.fields.models import Stage
from rapport.kernel.errors import Invalid
from rapport.records.history import history
from tests.records.desks import Desk, id_of

CHANGES = 200


def test_every_stage_of_a_record_with_two_hundred_changes_is_told(acme: Desk) -> None:
    deal = acme.create("deal", name="Rollout")
    stages = open_stages(acme)
    entered = [deal["stage"]["id"]]
    for turn in range(CHANGES):
        if turn % 40 == 0:
            other = next(stage for stage in stages if stage != entered[-1])
            acme.update("deal", deal, stage=other)
            entered.append(other)
        else:
            acme.update("deal", deal, name=f"Rollout {turn}")
    found, cursor = [], None
    while True:
        page = history(acme.context, "deal", id_of(deal), field="stage", cursor=cursor, limit=4)
        found += page["changes"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [[one["field"] for one in change["fields"]] for change in found] == [["stage"]] * len(entered)
    assert [change["fields"][0]["after"]["id"] for change in reversed(found)] == entered


def test_an_unknown_field_is_refused(acme: Desk) -> None:
    deal = acme.create("deal", name="Rollout")
    with pytest.raises(Invalid, match="no field"):
        history(acme.context, "deal", id_of(deal), field="nothing")


def open_stages(acme: Desk) -> list[str]:
    with in_workspace(acme.workspace_id):
        found = Stage.objects.filter(workspace_id=acme.workspace_id, status_group="open").order_by("position")
        return [str(stage.id) for stage in found]
