"""The groups of a directory give and take roles and teams: exactly those of the mappings, and never the last key."""

from uuid import UUID

import pytest

from rapport.accounts.groups import Mapping, apply_groups, list_mappings, set_mappings
from rapport.accounts.members import find, transfer_ownership
from rapport.accounts.models import AuditEntry, Role, SsoConnection, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team, list_teams, set_team_members
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member, deactivate_member
from rapport.kernel.errors import Invalid
from tests.accounts.houses import House


def roles(house: House) -> dict[str, UUID]:
    with in_workspace(house.id):
        return dict(Role.objects.filter(workspace_id=house.id).values_list("key", "id"))


def held(house: House, user: User) -> set[str]:
    return {key for key, _name in find(house.id, user.id).roles}


def teams_of(house: House, user: User) -> set[str]:
    return {team.name for team in list_teams(house.id) if user.id in team.members}


@pytest.fixture
def anna(acme: House) -> User:
    user = create_user(email="anna@acme.test", name="Anna", password=None)
    add_member(acme.id, user, ("support", "read_only"))
    return user


def test_mapped_roles_and_teams_come_and_go_and_others_stay(acme: House, anna: User) -> None:
    known = roles(acme)
    north, south, own = (create_team(acme.id, name=name).id for name in ("North", "South", "Own"))
    set_mappings(
        acme.id,
        [
            Mapping("sales", (known["salesperson"],), (north,)),
            Mapping("leads", (known["manager"], known["support"]), (north, south)),
        ],
    )
    set_team_members(acme.id, own, [anna.id])
    apply_groups(acme.id, anna.id, ["sales", "somebody else's"])
    assert held(acme, anna) == {"salesperson", "read_only"}
    assert teams_of(acme, anna) == {"North", "Own"}
    apply_groups(acme.id, anna.id, {"leads", "sales"})
    assert held(acme, anna) == {"salesperson", "manager", "support", "read_only"}
    assert teams_of(acme, anna) == {"North", "South", "Own"}
    apply_groups(acme.id, anna.id, {"leads"})
    assert held(acme, anna) == {"manager", "support", "read_only"}
    apply_groups(acme.id, anna.id, ())
    assert held(acme, anna) == {"read_only"}
    assert teams_of(acme, anna) == {"Own"}


def test_nothing_is_told_when_nothing_changes(acme: House, anna: User) -> None:
    set_mappings(acme.id, [Mapping("sales", (roles(acme)["salesperson"],), ())])
    apply_groups(acme.id, anna.id, ["sales"])
    apply_groups(acme.id, anna.id, ["sales"])
    with in_workspace(acme.id):
        told = AuditEntry.objects.filter(workspace_id=acme.id, kind="member.groups")
        assert list(told.values_list("subject_id", flat=True)) == [str(anna.id)]


def test_the_owner_and_the_last_administrator_keep_managing(acme: House, anna: User) -> None:
    known = roles(acme)
    set_mappings(acme.id, [Mapping("admins", (known["admin"],), ()), Mapping("sales", (known["salesperson"],), ())])
    apply_groups(acme.id, acme.owner.id, ["sales"])
    assert held(acme, acme.owner) == {"admin", "salesperson"}
    apply_groups(acme.id, anna.id, ["admins"])
    assert "admin" in held(acme, anna)
    apply_groups(acme.id, anna.id, ["sales"])
    assert held(acme, anna) == {"salesperson", "support", "read_only"}
    transfer_ownership(acme.id, acme.owner.id, anna.id)
    apply_groups(acme.id, acme.owner.id, ["sales"])
    assert held(acme, acme.owner) == {"salesperson"}
    apply_groups(acme.id, anna.id, ["sales"])
    assert "admin" in held(acme, anna)


def test_the_last_administrator_keeps_managing_where_the_owner_is_away(acme: House, anna: User) -> None:
    known = roles(acme)
    set_mappings(acme.id, [Mapping("admins", (known["admin"],), ()), Mapping("sales", (known["salesperson"],), ())])
    apply_groups(acme.id, anna.id, ["admins"])
    User.objects.filter(id=acme.owner.id).update(is_active=False)
    apply_groups(acme.id, anna.id, ["sales"])
    assert held(acme, anna) == {"salesperson", "support", "read_only", "admin"}


def test_who_is_left_with_no_role_gets_those_of_the_first_connection(acme: House, anna: User) -> None:
    known = roles(acme)
    set_mappings(acme.id, [Mapping("all", (known["support"], known["read_only"]), ())])
    apply_groups(acme.id, anna.id, ["all"])
    apply_groups(acme.id, anna.id, [])
    assert held(acme, anna) == set()
    with in_workspace(acme.id):
        SsoConnection.objects.create(workspace_id=acme.id, kind="oidc", name="Login", role_ids=[known["marketing"]])
    apply_groups(acme.id, anna.id, [])
    assert held(acme, anna) == {"marketing"}


def test_who_was_shut_out_stays_out(acme: House, anna: User) -> None:
    set_mappings(acme.id, [Mapping("sales", (roles(acme)["salesperson"],), ())])
    deactivate_member(acme.id, anna.id)
    apply_groups(acme.id, anna.id, ["sales"])
    assert not find(acme.id, anna.id).active


def test_a_stranger_and_another_workspace_are_left_alone(acme: House, globex: House, anna: User) -> None:
    set_mappings(acme.id, [Mapping("sales", (roles(acme)["salesperson"],), ())])
    apply_groups(acme.id, globex.owner.id, ["sales"])
    apply_groups(globex.id, anna.id, ["sales"])
    assert held(globex, globex.owner) == {"admin"}
    assert held(acme, anna) == {"support", "read_only"}
    assert list_mappings(globex.id) == []


def test_a_mapping_names_roles_and_teams_of_its_workspace(acme: House, globex: House) -> None:
    theirs = create_team(globex.id, name="Theirs").id
    for wrong in (
        Mapping("sales", (roles(globex)["admin"],), ()),
        Mapping("sales", (), (theirs,)),
        Mapping("", (), ()),
        Mapping("a" * 201, (), ()),
        Mapping("nul\x00", (), ()),
    ):
        with pytest.raises(Invalid):
            set_mappings(acme.id, [wrong])
    with pytest.raises(Invalid):
        set_mappings(acme.id, [Mapping("twice", (), ()), Mapping("twice", (), ())])
    assert list_mappings(acme.id) == []
