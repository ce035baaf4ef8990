"""Groups of the directory: who is in them, and what the mappings of the workspace make of that."""

from typing import Any
from uuid import uuid4

import pytest

from rapport.accounts.groups import Mapping, set_mappings
from rapport.accounts.members import find, roles_of
from rapport.accounts.models import Team, TeamMember
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team
from tests.api.clients import ApiClient
from tests.api.scim.directories import GROUP, PATCH, Directory
from tests.records.desks import Desk


def roles(desk: Desk, user: dict[str, Any]) -> set[str]:
    return {key for key, _name in find(desk.workspace_id, user["id"]).roles}


def teams(desk: Desk, user: dict[str, Any]) -> set[str]:
    with in_workspace(desk.workspace_id):
        mine = TeamMember.objects.filter(workspace_id=desk.workspace_id, user_id=user["id"]).values("team_id")
        return set(Team.objects.filter(workspace_id=desk.workspace_id, id__in=mine).values_list("name", flat=True))


def members(entra: Directory, group: dict[str, Any]) -> set[str]:
    return {each["value"] for each in entra.ask("get", f"/Groups/{group['id']}").get("members", [])}


@pytest.fixture
def mapped(acme: Desk) -> None:
    """Sellers are salespeople in the team North; g-9 are managers."""
    with in_workspace(acme.workspace_id):
        keys = {role.key: role.id for role in roles_of(acme.workspace_id)}
    north = create_team(acme.workspace_id, name="North")
    set_mappings(acme.workspace_id, [
        Mapping("Sellers", (keys["salesperson"],), (north.id,)),
        Mapping("g-9", (keys["manager"],), ()),
        Mapping("Chiefs", (keys["admin"],), ()),
    ])  # fmt: skip


@pytest.mark.usefixtures("mapped")
def test_groups_give_and_take_roles_and_teams(acme: Desk, entra: Directory, olga: ApiClient) -> None:
    ann, bob = entra.user("ann@acme.test"), entra.user("bob@acme.test")
    sellers = entra.group("Sellers", ann)
    assert roles(acme, ann) == {"salesperson"}
    assert teams(acme, ann) == {"North"}
    path = f"/Groups/{sellers['id']}"
    entra.patch(path, {"op": "Add", "path": "members", "value": [{"value": bob["id"]}]}, status=204)
    entra.patch(path, {"op": "Remove", "path": f'members[value eq "{ann["id"]}"]'}, status=204)
    assert (roles(acme, ann), teams(acme, ann)) == ({"read_only"}, set())
    assert (roles(acme, bob), teams(acme, bob)) == ({"salesperson"}, {"North"})
    entra.patch(path, {"op": "replace", "path": "displayName", "value": "Buyers"}, status=204)
    assert (roles(acme, bob), teams(acme, bob)) == ({"read_only"}, set())
    entra.patch(path, {"op": "add", "path": "externalId", "value": "g-9"}, status=204)
    assert roles(acme, bob) == {"manager"}
    entra.ask("delete", path, status=204)
    assert roles(acme, bob) == {"read_only"}
    assert [g["name"] for g in olga.get("/provisioning")["groups"]] == []


@pytest.mark.usefixtures("mapped")
def test_a_role_given_by_hand_stays_beside_those_of_groups(acme: Desk, entra: Directory) -> None:
    """What one begins with gives way to what groups give; what somebody chose for them does not."""
    sue = entra.user(acme.colleague("support").user.email)
    sellers = entra.group("Sellers", sue)
    assert roles(acme, sue) == {"support", "salesperson"}
    entra.ask("delete", f"/Groups/{sellers['id']}", status=204)
    assert roles(acme, sue) == {"support"}


@pytest.mark.usefixtures("mapped")
def test_a_group_never_takes_the_last_administrator_s_role(acme: Desk, entra: Directory) -> None:
    owner = entra.user("olga@acme.test")
    chiefs = entra.group("Chiefs", owner)
    entra.ask("delete", f"/Groups/{chiefs['id']}", status=204)
    assert roles(acme, owner) == {"admin"}


@pytest.mark.usefixtures("mapped")
def test_who_is_left_without_a_role_gets_those_to_begin_with(acme: Desk, entra: Directory) -> None:
    seller = acme.colleague("salesperson").user
    known = entra.user(seller.email)
    sellers = entra.group("Sellers", known)
    entra.ask("put", f"/Groups/{sellers['id']}", {"schemas": [GROUP], "displayName": "Sellers"})
    assert roles(acme, known) == {"read_only"}


@pytest.mark.usefixtures("mapped")
def test_who_leaves_loses_what_groups_gave(acme: Desk, entra: Directory) -> None:
    ann = entra.user("ann@acme.test")
    sellers = entra.group("Sellers", ann)
    entra.ask("delete", f"/Users/{ann['id']}", status=204)
    assert members(entra, sellers) == set()
    again = entra.user("ann@acme.test")
    assert roles(acme, again) == {"read_only"}
    assert "groups" not in again


def test_a_group_shows_its_members_and_a_user_their_groups(entra: Directory) -> None:
    ann = entra.user("ann@acme.test")
    made = entra.group("Berg", ann, externalId="b-1")
    base = "http://testserver/scim/v2"
    shown = {"value": ann["id"], "$ref": f"{base}/Users/{ann['id']}", "type": "User", "display": "Ann"}
    assert made["members"] == [shown]
    assert made["meta"]["created"] == made["meta"]["lastModified"]
    [group] = entra.ask("get", f"/Users/{ann['id']}")["groups"]
    assert group == {"value": made["id"], "$ref": f"{base}/Groups/{made['id']}", "display": "Berg", "type": "direct"}
    error = entra.refused("post", "/Groups", {"schemas": [GROUP], "displayName": "BERG"}, 409)
    assert error["scimType"] == "uniqueness"
    stale = {"schemas": [PATCH], "Operations": [{"op": "remove", "path": "members"}]}
    entra.refused("patch", f"/Groups/{made['id']}", stale, 412, If_Match='W/"7"')
    assert members(entra, made) == {ann["id"]}


def test_members_come_and_go_in_every_form(entra: Directory) -> None:
    users = [entra.user(f"user{n}@acme.test") for n in range(4)]
    ids = [user["id"] for user in users]
    group = entra.group("All", users[0])
    path = f"/Groups/{group['id']}"

    def after(*operations: Any) -> list[int]:
        entra.patch(path, *operations, status=204)
        return sorted(ids.index(each) for each in members(entra, group))

    def value(*numbers: int) -> list[dict[str, str]]:
        return [{"value": ids[n]} for n in numbers]

    assert after({"op": "add", "path": "members", "value": value(0, 1)}) == [0, 1]
    assert after({"op": "add", "value": {"members": value(2)}}) == [0, 1, 2]
    assert after({"op": "Remove", "path": "members", "value": value(0, 3)}) == [1, 2], "As Entra ID sends it."
    assert after({"op": "replace", "path": "members", "value": value(3)}) == [3]
    assert after({"op": "replace", "value": {"id": group["id"], "displayName": "Everybody"}}) == [3]
    assert after({"op": "add", "path": "members", "value": value(1)[0]}) == [1, 3]
    assert after({"op": "remove", "path": f'members[value eq "{ids[0]}"]'}) == [1, 3], "Who is not in is not missed."
    both = {"op": "remove", "path": f'members[value eq "{ids[1]}" or value eq "{ids[3]}"]'}
    assert after(both, {"op": "add", "path": "members", "value": value(2)}) == [2]
    assert after({"op": "remove", "path": "members"}) == []
    assert entra.ask("get", path)["displayName"] == "Everybody"
    version = entra.ask("get", path)["meta"]["version"]
    assert after({"op": "remove", "path": "members"}) == []
    assert entra.ask("get", path)["meta"]["version"] == version, "Nothing changed, so the version stays."


def test_members_are_changed_whole(entra: Directory) -> None:
    ann = entra.user("ann@acme.test")
    group = entra.group("All", ann)
    path = f"/Groups/{group['id']}"
    for operation, code in (
        ({"op": "add", "path": "members", "value": [{"value": str(uuid4())}]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [{"value": "nobody"}]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": ["nobody"]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [{"display": "Ann"}]}, "invalidValue"),
        ({"op": "replace", "path": "members.value", "value": ann["id"]}, "mutability"),
        ({"op": "replace", "path": f'members[value eq "{ann["id"]}"].value', "value": ann["id"]}, "mutability"),
        ({"op": "remove", "path": "displayName"}, "mutability"),
        ({"op": "remove"}, "noTarget"),
        ({"op": "replace", "path": "id", "value": "7"}, "mutability"),
        ({"op": "move", "path": "members", "value": []}, "invalidValue"),
    ):
        first = {"op": "replace", "path": "displayName", "value": "Half"}
        error = entra.refused("patch", path, {"schemas": [PATCH], "Operations": [first, operation]})
        assert error["scimType"] == code, (operation, error)
        assert entra.ask("get", path) == group, "One wrong operation undoes those before it."
