"""Changes of members, roles and teams take turns: two at the same moment leave what one after another would leave."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection, transaction

from rapport.access.roles import create_role, delete_role, update_role
from rapport.accounts.members import change, list_roster
from rapport.accounts.models import Role, Workspace
from rapport.accounts.roles import SPECIAL
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team, delete_team, join_teams, list_teams, set_team_members, update_team
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from tests.accounts.houses import PASSWORD, House, house
from tests.accounts.test_races import outcome
from tests.every_object.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acme(transactional_db: None) -> House:
    return house("Acme", "olga@acme.test")


def overlapping(*acts: Callable[[], Any]) -> list[str]:
    """What became of each, when no transaction ends before all have acted, or one is seen to wait for another."""
    done = Barrier(len(acts))

    def held(act: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            with transaction.atomic():
                act()
                with suppress(BrokenBarrierError):
                    done.wait(1)

        return run

    return sorted(together(*(outcome(held(act)) for act in acts)))


def colleague(acme: House, *roles: str) -> Any:
    user = create_user(email=f"{roles[0]}@acme.test", name=roles[0].title(), password=PASSWORD)
    add_member(acme.id, user, roles)
    return user


def managers(acme: House) -> list[str]:
    with in_workspace(acme.id):
        able = set(Role.objects.filter(special__contains=["manage"]).values_list("key", flat=True))
    return [each.email for each in list_roster(acme.id) if each.active and able & {key for key, _name in each.roles}]


def test_a_role_and_the_last_administrator_do_not_go_at_once(acme: House) -> None:
    Workspace.objects.filter(id=acme.id).update(owner=None)
    ruling = create_role(acme.id, {"name": "Ruling", "special": list(SPECIAL)})
    colleague(acme, ruling.key)
    done = overlapping(
        lambda: update_role(acme.id, ruling.id, {"special": []}),
        lambda: change(acme.id, acme.owner.id, roles=["support"], active=None),
    )
    assert done == ["conflict", "done"]
    assert len(managers(acme)) == 1


def test_a_role_is_deleted_or_given_but_not_both(acme: House) -> None:
    role = create_role(acme.id, {"name": "Brief"})
    done = overlapping(lambda: delete_role(acme.id, role.id), lambda: colleague(acme, role.key))
    assert done in (["conflict", "done"], ["done", "invalid"])


def test_two_roles_of_one_name_are_not_made_at_once(acme: House) -> None:
    done = overlapping(*[lambda: create_role(acme.id, {"name": "Twice"})] * 2)
    assert done == ["done", "invalid"]


def test_two_teams_of_one_name_are_not_made_at_once(acme: House) -> None:
    assert overlapping(*[lambda: create_team(acme.id, name="North")] * 2) == ["done", "invalid"]
    assert [team.name for team in list_teams(acme.id)] == ["North"]


def test_two_who_fill_a_team_at_once_both_succeed(acme: House) -> None:
    team = create_team(acme.id, name="North").id
    sam = colleague(acme, "support").id
    fill = lambda: set_team_members(acme.id, team, [acme.owner.id, sam], main=[sam])  # noqa: E731 - said twice below
    assert overlapping(fill, fill, lambda: join_teams(acme.id, sam, [team])) == ["done"] * 3
    [row] = list_teams(acme.id)
    assert (set(row.members), row.main) == ({acme.owner.id, sam}, (sam,))


def test_two_teams_do_not_both_become_somebodys_main_team(acme: House) -> None:
    north, south = (create_team(acme.id, name=name).id for name in ("North", "South"))
    me = acme.owner.id
    fill = [lambda team=team: set_team_members(acme.id, team, [me], main=[me]) for team in (north, south)]
    assert overlapping(*fill) == ["done"] * 2
    assert sorted(len(team.main) for team in list_teams(acme.id)) == [0, 1]


def test_a_team_is_renamed_and_moved_at_once(acme: House) -> None:
    top, team = (create_team(acme.id, name=name).id for name in ("Top", "North"))
    done = overlapping(lambda: update_team(acme.id, team, name="South"), lambda: update_team(acme.id, team, parent=top))
    assert done == ["done"] * 2
    found = next(row for row in list_teams(acme.id) if row.id == team)
    assert (found.name, found.parent) == ("South", top)


def test_a_team_is_filled_or_gone(acme: House) -> None:
    team = create_team(acme.id, name="North").id
    done = overlapping(lambda: delete_team(acme.id, team), lambda: set_team_members(acme.id, team, [acme.owner.id]))
    assert done in (["done", "done"], ["done", "not-found"])
    assert list_teams(acme.id) == []
    team = create_team(acme.id, name="South").id
    done = overlapping(lambda: delete_team(acme.id, team), lambda: create_team(acme.id, name="In", parent=team))
    assert done in (["conflict", "done"], ["done", "invalid"])


def test_a_workspace_that_is_changed_still_takes_new_rows(acme: House) -> None:
    """The lock on the workspace lets pass what only points at it."""
    with in_workspace(acme.id):
        Workspace.objects.select_for_update(no_key=True).get(id=acme.id)

        def point() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            create_team(acme.id, name="Meanwhile")

        together(point)
