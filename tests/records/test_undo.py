"""What an undo says of records that somebody else has by now."""

from dataclasses import replace

from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Grant, Reach
from rapport.records.models import ChangeSet
from rapport.records.operation import Update
from rapport.records.undo import undo
from rapport.records.write import write
from tests.records.desks import Desk, id_of


def test_a_record_that_was_given_away_is_kept_and_not_told_of(acme: Desk) -> None:
    seller = acme.colleague("salesperson")
    own = replace(seller.context, grants={"*": Grant(Reach.OWN, Reach.ALL, Reach.OWN, Reach.ALL)})
    deal = acme.create("deal", name="Rollout", owner=str(seller.user.id))
    renamed = write(own, "deal", [Update(id_of(deal), {"name": "Rollout in Graz"})])
    acme.update("deal", deal, name="The secret takeover", owner=str(acme.user.id))
    assert renamed.change_set is not None
    done = undo(own, renamed.change_set)
    assert (done.undone, [kept.field for kept in done.kept]) == (0, [""])
    assert "secret" not in done.kept[0].reason
    assert acme.read("deal", deal)["name"] == "The secret takeover"


def test_an_undo_that_undoes_nothing_leaves_no_change_set(acme: Desk) -> None:
    deal = acme.create("deal", name="Rollout")
    renamed = write(acme.context, "deal", [Update(id_of(deal), {"name": "Rollout in Graz"})])
    acme.update("deal", deal, name="Rollout in Linz")
    before = change_sets(acme)
    assert renamed.change_set is not None
    done = undo(acme.context, renamed.change_set)
    assert (done.change_set, done.undone, [kept.field for kept in done.kept]) == (None, 0, ["name"])
    assert change_sets(acme) == before
    acme.update("deal", deal, name="Rollout in Graz")
    assert undo(acme.context, renamed.change_set).undone == 1
    assert acme.read("deal", deal)["name"] == "Rollout"


def change_sets(at: Desk) -> int:
    with in_workspace(at.workspace_id):
        return ChangeSet.objects.filter(workspace_id=at.workspace_id).count()
