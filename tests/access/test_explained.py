"""What `explain` says is what the doors do: over random roles, teams, shares and records, and without exception."""

from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from rapport.access.explain import Subject, explain
from rapport.access.models import RecordShare
from rapport.access.roles import ACTIONS, always_seen, create_role
from rapport.accounts.impersonate import context_of, roles_of
from rapport.accounts.roles import ORDER
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import create_team, list_teams, set_team_members
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.kernel.context import Reach
from rapport.kernel.errors import Forbidden
from rapport.records.operation import Delete, Operation, Update
from rapport.records.sharing import standing_to
from rapport.records.write import write
from rapport.schema.registry import registry
from tests.records.desks import PASSWORD, Desk, desk, id_of

ROUNDS, USERS, RECORDS = 6, 8, 80
FIELDS = {"amount": 5, "discount": 7, "description": "new", "priority": 2}


class _Back(Exception):  # noqa: N818 - not an error
    """The way out of a transaction without a trace."""


def random_role(random: Random, name: str) -> dict[str, Any]:
    view = random.choice(list(Reach))
    within = [reach for reach in Reach if ORDER[reach] <= ORDER[view]]
    grant = {"view": view, "create": random.choice(list(Reach))}
    grant |= {action: random.choice(within) for action in ("edit", "delete")}
    rights = {key: random.choice(["hidden", "read", "edit"]) for key in random.sample(sorted(FIELDS), 2)}
    special = ["bulk"] + (["private"] if random.random() < 0.3 else [])
    return {
        "name": name,
        "grants": {random.choice(["*", "deal"]): grant},
        "fields": {"deal": rights},
        "special": special,
    }


def people(random: Random, boss: Desk) -> list[Desk]:
    roles = [create_role(boss.workspace_id, random_role(random, f"Role {n}")).key for n in range(6)]
    teams: list[UUID] = []
    for n in range(6):
        parent = random.choice([None, *teams])
        teams.append(create_team(boss.workspace_id, name=f"Team {n}", parent=parent).id)
    users = []
    for n in range(USERS):
        user = create_user(email=f"u{n}@{boss.workspace_id.hex[-8:]}.test", name=f"User {n}", password=PASSWORD)
        add_member(boss.workspace_id, user, random.sample(roles, random.choice([1, 1, 2, 3])))
        users.append(user)
    for team in teams:
        set_team_members(boss.workspace_id, team, [u.id for u in random.sample(users, random.choice([0, 1, 2, 3]))])
    return [Desk(boss.workspace_id, user, context_of(boss.workspace_id, user.id)) for user in users]


def records(random: Random, boss: Desk, desks: list[Desk]) -> list[UUID]:
    teams = [team.id for team in list_teams(boss.workspace_id)]
    made = []
    for n in range(RECORDS):
        owner = random.choice([None, *(str(d.user.id) for d in desks)])
        team = random.choice([None, None, *map(str, teams)])
        private = random.random() < 0.3
        made.append(id_of(boss.create("deal", name=f"Deal {n}", owner=owner, team=team, private=private, amount=1)))
    with in_workspace(boss.workspace_id):
        for record in random.sample(made, RECORDS // 3):
            whom = random.choice([{"user_id": random.choice(desks).user.id}, {"team_id": random.choice(teams)}])
            RecordShare.objects.create(
                workspace_id=boss.workspace_id, object="deal", record_id=record, edit=random.random() < 0.5, **whom
            )
    return made


def done(who: Desk, operations: list[Operation]) -> list[bool]:
    """What the write door does with each, and then takes back."""
    statuses: list[str] = []
    try:
        with transaction.atomic():
            outcome = write(who.context, "deal", operations, partial=True)
            statuses = [result.status for result in outcome.results]
            raise _Back  # noqa: TRY301 - raising is the way out
    except _Back:
        return [status != "failed" for status in statuses]
    except Forbidden:
        return [False] * len(operations)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_the_doors_do_what_is_explained(seed: int) -> None:
    random = Random(seed)
    boss = desk(f"Seed {seed}", f"boss{seed}@explained.test")
    desks = people(random, boss)
    made = records(random, boss, desks)
    deal = registry.object("deal")
    cases = 0
    for who in desks:
        subject = Subject(who.context, who.user.name, tuple(roles_of(boss.workspace_id, who.user.id)))
        standings = {record: standing_to(who.context, deal, record) for record in made}
        said = {
            (record, action): explain(subject, action, deal, standings[record]).allowed
            for record, action in product(made, ("view", "edit", "delete"))
        }
        try:
            listed = {UUID(r["id"]): r for r in who.list("deal", limit=200)["records"]}
        except Forbidden:
            listed = {}
        assert set(listed) == {record for record in made if said[record, "view"]}
        changed = done(who, [Update(record, {"name": "Another name"}) for record in made])
        assert changed == [said[record, "edit"] for record in made]
        deleted = done(who, [Delete(record) for record in made])
        assert deleted == [said[record, "delete"] for record in made]
        for field, value in FIELDS.items():
            fields = {
                (record, action): explain(subject, action, deal, standings[record], field=field).allowed
                for record, action in product(made, ("view", "edit"))
            }
            assert [field in listed.get(record, {}) for record in made] == [fields[record, "view"] for record in made]
            changed = done(who, [Update(record, {field: value}) for record in made])
            assert changed == [fields[record, "edit"] for record in made], field
            cases += len(fields)
        cases += len(said)
    assert cases == USERS * RECORDS * (3 + 2 * len(FIELDS)) > 10_000 / ROUNDS


def test_nobody_hides_what_a_record_is_known_by() -> None:
    assert {"name", "owner", "team", "private", "stage"} <= always_seen(registry.object("deal"))
    assert set(ACTIONS) == {"view", "create", "edit", "delete"}
