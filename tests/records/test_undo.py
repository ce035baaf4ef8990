"""What an undo says of records that somebody else has by now."""

from dataclasses import replace

from rapport.kernel.context import Grant, Reach
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
