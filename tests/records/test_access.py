"""What teams, shares, privacy and hidden fields mean at every door."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from rapport.access.roles import create_role, delete_role, update_role
from rapport.accounts.impersonate import context_of
from rapport.accounts.models import Role
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team, delete_team, set_team_members, update_team
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.features.metadata.objects import describe_objects
from rapport.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from rapport.records.history import feed, history
from rapport.records.operation import Update
from rapport.records.page import record_page
from rapport.records.search import search
from rapport.records.sharing import Question, Whom, explain_access, list_shares, share, unshare
from rapport.records.store.statement import Statement
from rapport.records.undo import undo
from rapport.records.write import write
from tests.records.desks import PASSWORD, Desk, id_of

OWN = {"view": "own", "create": "own", "edit": "own", "delete": "own"}
TEAM = dict.fromkeys(OWN, "team")
ALL = dict.fromkeys(OWN, "all")


def member(acme: Desk, name: str, **values: Any) -> Desk:
    """A colleague with a role of these values alone."""
    role = create_role(acme.workspace_id, {"name": f"{name}'s role", **values})
    user = create_user(email=f"{name.lower()}@acme.test", name=name, password=PASSWORD)
    add_member(acme.workspace_id, user, (role.key,))
    return again(Desk(acme.workspace_id, user, acme.context))


def again(desk: Desk) -> Desk:
    """The same person in their next request."""
    return Desk(desk.workspace_id, desk.user, context_of(desk.workspace_id, desk.user.id))


def titles(desk: Desk) -> set[str]:
    return {record["name"] for record in desk.list("deal", limit=200)["records"]}


def owned(acme: Desk, desk: Desk, name: str, **values: Any) -> dict[str, Any]:
    return acme.create("deal", name=name, owner=str(desk.user.id), **values)


def test_a_manager_has_what_the_teams_within_theirs_have(acme: Desk) -> None:
    mia, tom, eva = (member(acme, name, grants={"*": TEAM}) for name in ("Mia", "Tom", "Eva"))
    sales = create_team(acme.workspace_id, name="Sales").id
    north = create_team(acme.workspace_id, name="North", parent=sales).id
    set_team_members(acme.workspace_id, sales, [mia.user.id])
    set_team_members(acme.workspace_id, north, [tom.user.id], main=[tom.user.id])
    owned(acme, mia, "of Mia")
    owned(acme, tom, "of Tom")
    owned(acme, eva, "of Eva")
    acme.create("deal", name="in the north", owner=None, team=str(north))
    mia, tom, eva = map(again, (mia, tom, eva))
    assert titles(mia) == {"of Mia", "of Tom", "in the north"}
    assert titles(tom) == {"of Tom", "in the north"}
    assert titles(eva) == {"of Eva"}
    assert tom.create("deal", name="new")["team"] == {"id": str(north), "name": "North"}
    assert titles(mia) >= {"new"}
    mine = mia.list("deal", filter={"field": "team", "op": "eq", "value": "mine"})["records"]
    assert {record["name"] for record in mine} == {"new", "in the north"}
    set_team_members(acme.workspace_id, sales, [])
    assert titles(again(mia)) == {"of Mia"}


def test_private_records_are_for_their_owner_and_who_has_the_word(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": ALL}), member(acme, "Tom", grants={"*": ALL}, special=["private"])
    deal = owned(acme, mia, "secret", private=True, amount=10)
    zoe = member(acme, "Zoe", grants={"*": ALL})
    for desk in (acme, mia, tom):
        assert titles(desk) == {"secret"}
        assert desk.query("deal", aggregates=[{"fn": "count"}])["aggregates"]["count"] == 1
    assert titles(zoe) == set()
    assert zoe.query("deal", aggregates=[{"fn": "count"}, {"fn": "sum", "field": "amount"}])["aggregates"]["count"] == 0
    assert search(zoe.context, "secret") == []
    with pytest.raises(NotFound):
        zoe.update("deal", deal, name="seen")
    with pytest.raises(Invalid):
        zoe.create("deal", name="not mine", private=True, owner=str(mia.user.id))


def test_a_share_shows_one_record_and_no_other(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": OWN}), member(acme, "Tom", grants={"*": OWN})
    deal, other = owned(acme, mia, "shared"), owned(acme, mia, "kept")
    with pytest.raises(NotFound):
        share(tom.context, "deal", id_of(deal), Whom(user_id=tom.user.id))
    made = share(mia.context, "deal", id_of(deal), Whom(user_id=tom.user.id))
    tom = again(tom)
    assert titles(tom) == {"shared"}
    assert tom.query("deal", aggregates=[{"fn": "count"}])["aggregates"]["count"] == 1
    assert [hit["title"] for hit in search(tom.context, "shared")] == ["shared"]
    assert b"shared" in record_page(tom.context, "deal", id_of(deal))
    with pytest.raises(Forbidden):
        tom.update("deal", deal, amount=5)
    with pytest.raises(Forbidden):
        share(tom.context, "deal", id_of(deal), Whom(user_id=acme.user.id))
    assert share(mia.context, "deal", id_of(deal), Whom(user_id=tom.user.id), edit=True) == made
    assert tom.update("deal", deal, amount=5)["amount"]["amount"] == "5"
    for values in ({"owner": "me"}, {"private": True}, {"team": None, "amount": 6, "owner": "me"}):
        with pytest.raises(Invalid, match="shared with you"):
            tom.update("deal", deal, **values)
    with pytest.raises(Forbidden):
        tom.delete("deal", deal)
    assert [(s["user"]["name"], s["edit"]) for s in list_shares(mia.context, "deal", id_of(deal))] == [("Tom", True)]
    unshare(mia.context, "deal", id_of(deal), made)
    assert titles(again(tom)) == set()
    assert list_shares(mia.context, "deal", id_of(other)) == []


def test_what_is_shared_with_a_team_is_shared_with_the_teams_within_it(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": OWN}), member(acme, "Tom", grants={"*": OWN})
    sales = create_team(acme.workspace_id, name="Sales").id
    north = create_team(acme.workspace_id, name="North", parent=sales).id
    set_team_members(acme.workspace_id, north, [tom.user.id])
    deal = owned(acme, mia, "for all of sales", private=True)
    share(mia.context, "deal", id_of(deal), Whom(team_id=sales))
    assert titles(again(tom)) == {"for all of sales"}
    delete = pytest.raises(Conflict, match="within this one")
    with delete:
        delete_team(acme.workspace_id, sales)


def test_a_hidden_field_is_nowhere(acme: Desk) -> None:
    fields = {"deal": {"amount": "hidden", "description": "hidden", "priority": "read"}}
    mia = member(acme, "Mia", grants={"*": ALL}, fields=fields)
    deal = owned(acme, mia, "Plan", amount=4711, description="zebra", priority=2)
    acme.update("deal", deal, amount=4712, priority=1)
    record = mia.read("deal", deal)
    assert not {"amount", "weighted", "description"} & set(record)
    assert record["priority"] == 1
    assert b"4711" not in record_page(mia.context, "deal", id_of(deal))
    told = history(mia.context, "deal", id_of(deal))
    assert "priority" in {field["field"] for change in told["changes"] for field in change["fields"]}
    assert "amount" not in str(told)
    assert "amount" not in str(feed(mia.context, after="0"))
    assert search(mia.context, "zebra") == []
    assert [hit["title"] for hit in search(mia.context, "plan")] == ["Plan"]
    [described] = [o for o in describe_objects(mia.context)["objects"] if o["key"] == "deal"]
    assert "amount" not in str(described)
    assert next(f for f in described["fields"] if f["key"] == "priority")["can"] == "read"
    for view in (
        {"filter": {"field": "amount", "op": "gte", "value": 1}}, {"sort": "-amount"}, {"fields": ["amount"]},
        {"fields": ["weighted"]},
    ):  # fmt: skip
        with pytest.raises(Invalid, match="no field"):
            mia.list("deal", **view)
    with pytest.raises(Invalid, match="no field"):
        mia.query("deal", aggregates=[{"fn": "sum", "field": "amount"}])
    with pytest.raises(Invalid, match="no field"):
        history(mia.context, "deal", id_of(deal), field="amount")
    for values, code in (({"amount": 1}, "unknown"), ({"priority": 3}, "forbidden")):
        with pytest.raises(Invalid) as refused:
            mia.update("deal", deal, **values)
        assert [error.code for error in refused.value.errors] == [code]
    assert acme.read("deal", deal)["amount"]["amount"] == "4712"


def test_a_second_role_opens_what_the_first_closes(acme: Desk) -> None:
    mia = member(acme, "Mia", grants={"*": ALL}, fields={"deal": {"amount": "hidden"}})
    deal = owned(acme, mia, "Plan", amount=10)
    assert "amount" not in mia.read("deal", deal)
    second = create_role(acme.workspace_id, {"name": "Sees amounts", "grants": {"deal": {"view": "all"}}})
    third = create_role(acme.workspace_id, {"name": "Sees their own", "grants": {"deal": {"view": "own"}}})
    with in_workspace(acme.workspace_id):
        first = Role.objects.get(workspace_id=acme.workspace_id, name="Mia's role")
    add_member(acme.workspace_id, mia.user, (first.key, third.key))
    assert "amount" not in again(mia).read("deal", deal)  # it would open what it does not reach
    add_member(acme.workspace_id, mia.user, (first.key, second.key))
    mia = again(mia)
    assert mia.read("deal", deal)["amount"]["amount"] == "10"
    with pytest.raises(Invalid):
        mia.update("deal", deal, amount=11)


def test_the_name_of_a_linked_record_is_for_those_who_see_it(acme: Desk) -> None:
    mia = member(acme, "Mia", grants={"*": OWN, "deal": ALL})
    company = acme.create("company", name="Secret Ltd")
    person = acme.create("person", first_name="Nora", last_name="Nobody")
    deal = owned(acme, mia, "Plan", company=company["id"], people=[person["id"]])
    read = mia.read("deal", deal)
    assert read["company"] == {"id": company["id"], "title": None}
    assert read["people"] == [{"id": person["id"], "title": None}]
    assert mia.list("deal")["records"][0]["company"]["title"] is None
    assert "Secret" not in str(search(mia.context, "Plan"))
    assert "Secret" not in str(history(mia.context, "deal", id_of(deal)))
    assert b"Secret" not in record_page(mia.context, "deal", id_of(deal))
    assert mia.update("deal", deal, company=company["id"], name="Same company")["name"] == "Same company"
    with pytest.raises(Invalid):
        mia.update("deal", deal, company=acme.create("company", name="Other Ltd")["id"])
    with pytest.raises(Invalid):
        mia.list("deal", filter={"field": "company.name", "op": "contains", "value": "Secr"})


def test_who_loses_a_record_is_told_that_it_is_gone(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": OWN}), member(acme, "Tom", grants={"*": OWN})
    deal = owned(acme, mia, "handed over")
    since = feed(mia.context, after=None)["next"]
    acme.update("deal", deal, owner=str(tom.user.id))
    acme.update("deal", deal, amount=7)
    assert [(c["kind"], c["fields"]) for c in feed(mia.context, after=since)["changes"]] == [("delete", [])]
    assert [c["kind"] for c in feed(tom.context, after=since)["changes"]] == ["update", "update"]


def test_why(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": TEAM}), member(acme, "Tom", grants={"*": OWN})
    deal = owned(acme, tom, "Plan")

    def why(asker: Desk, **question: Any) -> tuple[bool, list[str]]:
        found = explain_access(asker.context, "deal", id_of(deal), Question(**question))
        return found.allowed, [reason.sentence for reason in found.reasons]

    allowed, reasons = why(acme, user_id=mia.user.id)
    assert not allowed
    assert "Mia does not own this record." in reasons
    team = create_team(acme.workspace_id, name="Sales").id
    set_team_members(acme.workspace_id, team, [mia.user.id, tom.user.id])
    allowed, reasons = why(acme, user_id=mia.user.id, action="edit")
    assert allowed
    assert reasons[0] == "Mia may change the deals of their teams (Mia's role), and this is one of them."
    assert why(tom) == (True, ["Tom owns this record."])
    with pytest.raises(Forbidden):
        why(tom, user_id=mia.user.id)


def test_teams_nest_without_a_circle(acme: Desk) -> None:
    first = create_team(acme.workspace_id, name="First").id
    second = create_team(acme.workspace_id, name="Second", parent=first).id
    third = create_team(acme.workspace_id, name="Third", parent=second).id
    for parent in (first, third, UUID(int=0)):
        with pytest.raises(Invalid):
            update_team(acme.workspace_id, first, parent=parent)
    with pytest.raises(Invalid, match="already"):
        create_team(acme.workspace_id, name="First")
    acme.create("deal", name="Plan", team=str(third))
    with pytest.raises(Conflict, match="Records still belong"):
        delete_team(acme.workspace_id, third)


def test_roles_are_refused_with_the_part_that_is_wrong(acme: Desk) -> None:
    for values, field in (
        ({"name": ""}, "name"), ({"name": "ADMIN"}, "name"), ({"grants": []}, "grants"),
        ({"grants": {"ship": ALL}}, "grants"), ({"grants": {"deal": {"view": "some"}}}, "grants.deal.view"),
        ({"grants": {"deal": {"view": "own", "edit": "all"}}}, "grants.deal.edit"),
        ({"fields": {"deal": {"name": "hidden"}}}, "fields.deal.name"),
        ({"fields": {"deal": {"nothing": "hidden"}}}, "fields.deal.nothing"), ({"special": ["fly"]}, "special"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            create_role(acme.workspace_id, {"name": "New", **values})
        assert [error.field for error in refused.value.errors] == [field]


def test_somebody_can_always_administer(acme: Desk) -> None:
    with in_workspace(acme.workspace_id):
        admin = Role.objects.get(workspace_id=acme.workspace_id, key="admin")
    with pytest.raises(Conflict, match="manage"):
        update_role(acme.workspace_id, admin.id, {"special": ["export"]})
    with pytest.raises(Conflict, match="still have"):
        delete_role(acme.workspace_id, admin.id)
    assert "manage" in again(acme).context.special


def test_a_job_s_context_without_a_person_has_no_shares(acme: Desk) -> None:
    deal = acme.create("deal", name="Plan")
    grants = replace(acme.context, user_id=None, special=frozenset())
    assert write(grants, "deal", [Update(id_of(deal), {"amount": 3})]).record["amount"]["amount"] == "3"


def test_groups_and_sorts_do_not_name_what_is_not_seen(acme: Desk) -> None:
    mia = member(acme, "Mia", grants={"*": OWN, "deal": ALL})
    company = acme.create("company", name="Secret Ltd")
    owned(acme, mia, "Plan", company=company["id"])
    answer = mia.query("deal", group={"by": "company", "limit": 1}, aggregates=[{"fn": "count"}])
    assert "Secret" not in str(answer)
    assert answer["groups"][0]["aggregates"]["count"] == 1
    with pytest.raises(Invalid, match="sort by another field"):
        mia.list("deal", sort="company")
    [described] = [o for o in describe_objects(mia.context)["objects"] if o["key"] == "deal"]
    assert not next(field for field in described["fields"] if field["key"] == "company")["sortable"]
    assert acme.list("deal", sort="company")["records"]


def test_what_is_shared_counts_beside_the_counters(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": TEAM}), member(acme, "Tom", grants={"*": OWN})
    for n in range(5):
        owned(acme, mia, f"of Mia {n}", amount=10)
    theirs = [owned(acme, tom, f"of Tom {n}", amount=7, private=n == 0) for n in range(3)]
    stage = acme.read("deal", theirs[0])["stage"]["id"]
    for deal in theirs[:2]:
        share(tom.context, "deal", id_of(deal), Whom(user_id=mia.user.id))
    mia = again(mia)
    aggregates = [{"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "sum", "field": "weighted"}]
    whole = mia.query("deal", aggregates=aggregates)["aggregates"]
    assert (whole["count"], whole["sum_amount"][0]["amount"]) == (7, "64")
    [lane] = mia.query("deal", group={"by": "stage", "limit": 10}, aggregates=aggregates)["groups"]
    assert (lane["key"], lane["aggregates"]["count"], len(lane["records"])) == (stage, 7, 7)
    assert mia.list("deal", count=True)["total"] == {"count": 7, "exact": True}
    mine = {"field": "owner", "op": "eq", "value": "me"}
    assert mia.query("deal", filter=mine, aggregates=aggregates)["aggregates"]["count"] == 5
    for deal in theirs[:2]:
        acme.update("deal", deal, owner=str(mia.user.id))
    assert mia.query("deal", aggregates=aggregates)["aggregates"]["count"] == 7


def test_a_record_that_becomes_private_is_gone_for_the_team(acme: Desk) -> None:
    mia, tom = member(acme, "Mia", grants={"*": TEAM}), member(acme, "Tom", grants={"*": OWN})
    team = create_team(acme.workspace_id, name="Sales").id
    set_team_members(acme.workspace_id, team, [mia.user.id, tom.user.id])
    mia = again(mia)
    seen, secret = owned(acme, tom, "seen"), owned(acme, tom, "secret", private=True)
    since = feed(mia.context, after=None)["next"]
    acme.update("deal", secret, owner=str(acme.user.id))
    assert feed(mia.context, after=since)["changes"] == []
    acme.update("deal", seen, private=True)
    assert [(c["kind"], str(c["id"])) for c in feed(mia.context, after=since)["changes"]] == [("delete", seen["id"])]


def test_undo_stops_at_what_the_person_may_not_change(acme: Desk) -> None:
    mia = member(acme, "Mia", grants={"*": ALL})
    deal = owned(acme, mia, "Plan", amount=10)
    changed = write(mia.context, "deal", [Update(id_of(deal), {"amount": 20, "name": "New plan"})])
    with in_workspace(acme.workspace_id):
        role = Role.objects.get(workspace_id=acme.workspace_id, name="Mia's role")
    update_role(acme.workspace_id, role.id, {"fields": {"deal": {"amount": "hidden"}}})
    assert changed.change_set is not None
    done = undo(again(mia).context, changed.change_set)
    assert (done.undone, [(kept.field, "20" in kept.reason) for kept in done.kept]) == (1, [("", False)])
    now = acme.read("deal", deal)
    assert (now["name"], now["amount"]["amount"]) == ("Plan", "20")


def test_one_alias_cannot_vouch_for_two_tables(acme: Desk) -> None:
    text = "SELECT 1 FROM deal t WHERE t.workspace_id = %(w)s UNION SELECT 1 FROM company t"
    with pytest.raises(AssertionError, match="company t"):
        Statement(text, {"w": acme.workspace_id}).rows()
