"""Sharing a record is told in its history and in the feed, as any change is."""

from rapport.accounts.impersonate import context_of
from rapport.accounts.teams import create_team
from rapport.records.history import feed, history
from rapport.records.sharing import Whom, list_shares, share, unshare
from rapport.records.undo import undo
from tests.records.desks import Desk, id_of

KEY = "*shared_with"


def told(desk: Desk, record: object) -> list[tuple[object, object]]:
    changes = history(desk.context, "deal", id_of(record))["changes"]
    fields = [field for change in changes for field in change["fields"] if field["field"] == KEY]
    assert {field["label"] for field in fields} <= {"Shared with"}
    return [(field["before"], field["after"]) for field in fields]


def test_history_tells_with_whom_and_whether_they_may_edit(acme: Desk) -> None:
    deal, sam = acme.create("deal", name="Rollout"), acme.colleague("salesperson")
    team = create_team(acme.workspace_id, name="North")
    made = share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id))
    share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id), edit=True)
    share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id), edit=True)
    share(acme.context, "deal", id_of(deal), Whom(team_id=team.id))
    unshare(acme.context, "deal", id_of(deal), made)
    assert told(acme, deal) == [
        ("Salesperson (may edit)", None), (None, "North"), ("Salesperson", "Salesperson (may edit)"),
        (None, "Salesperson"),
    ]  # fmt: skip
    assert acme.read("deal", deal)["version"] == deal["version"]


def test_the_feed_tells_who_sees_the_record(acme: Desk) -> None:
    deal, sam = acme.create("deal", name="Rollout"), acme.colleague("salesperson")
    before = feed(sam.context, after=None)["next"]
    share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id))
    [change] = feed(context_of(acme.workspace_id, sam.user.id), after=before)["changes"]
    assert (change["id"], change["kind"], change["fields"]) == (id_of(deal), "update", [KEY])


def test_who_shared_a_record_may_still_undo_its_making(acme: Desk) -> None:
    deal, sam = acme.create("deal", name="Rollout"), acme.colleague("salesperson")
    [made] = history(acme.context, "deal", id_of(deal))["changes"]
    share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id))
    assert undo(acme.context, made["change_set"]["id"]).undone == 1


def test_an_undo_leaves_it_and_says_where_it_is_changed(acme: Desk) -> None:
    deal, sam = acme.create("deal", name="Rollout"), acme.colleague("salesperson")
    share(acme.context, "deal", id_of(deal), Whom(user_id=sam.user.id))
    [newest, *_older] = history(acme.context, "deal", id_of(deal))["changes"]
    done = undo(acme.context, newest["change_set"]["id"])
    assert done.undone == 0
    assert "list of shares" in done.kept[0].reason
    assert list_shares(acme.context, "deal", id_of(deal))[0]["user"]["id"] == sam.user.id
