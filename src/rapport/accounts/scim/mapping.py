"""What a change of the directory's groups means for the roles and teams of those in them, however many they are.

It is the same sum as `apply_groups` makes for one member, read for all of them at once and written once for all who
change alike.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.groups import Mapping, apply_groups, list_mappings, roles_in, teams_in, wanted_roles
from rapport.accounts.members import role_ids, roles_of
from rapport.accounts.models import DirectoryGroup, DirectoryMember, MembershipRole, TeamMember
from rapport.accounts.scim.roles import starting_roles
from rapport.accounts.scope import take_turns
from rapport.accounts.teams import TURNS

TOLD_AT_ONCE = 500
MOST_IN_ONE = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """What some members get and lose."""

    added: frozenset[UUID]
    removed: frozenset[UUID]
    joined: frozenset[UUID]
    left: frozenset[UUID]


def regroup(workspace_id: UUID, user_ids: Collection[UUID]) -> None:
    """Gives these users what the mappings say of their groups, within the caller's transaction.

    Who would be left with no role gets those with which users begin.
    """
    mappings = list_mappings(workspace_id) if user_ids else []
    if mappings:
        take_turns(workspace_id, TURNS)
        for part in parts(user_ids):
            regroup_part(workspace_id, part, mappings)


def parts(user_ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """As many at once as one statement takes values."""
    ordered = sorted(user_ids)
    for begin in range(0, len(ordered), MOST_IN_ONE):
        yield ordered[begin : begin + MOST_IN_ONE]


def regroup_part(workspace_id: UUID, user_ids: Sequence[UUID], mappings: Sequence[Mapping]) -> None:
    """As many of them as fit into one statement."""
    mine: dict[str, Any] = {"workspace_id": workspace_id, "user_id__in": user_ids}
    inside = names_by_user(workspace_id, user_ids)
    roles = by_user(MembershipRole.objects.filter(**mine).values_list("user_id", "role_id"))
    teams = by_user(TeamMember.objects.filter(**mine).values_list("user_id", "team_id"))
    managing = {role.id for role in roles_of(workspace_id) if "manage" in role.special}
    least = set(role_ids(workspace_id, starting_roles(workspace_id)))
    alike: dict[Change, list[UUID]] = {}
    for user_id in user_ids:
        names = inside.get(user_id, set())
        fitting = [mapping for mapping in mappings if mapping.group in names]
        held, in_teams = roles.get(user_id, set()), teams.get(user_id, set())
        wanted = wanted_roles(held, roles_in(mappings), roles_in(fitting), [least])
        if (held - wanted) & managing:
            # Whether the workspace can do without is decided one by one.
            apply_groups(workspace_id, user_id, names)
            continue
        given = teams_in(fitting)
        left = (in_teams & teams_in(mappings)) - given
        change = Change(*map(frozenset, (wanted - held, held - wanted, given - in_teams, left)))
        alike.setdefault(change, []).append(user_id)
    for change, users in alike.items():
        write(workspace_id, change, users)


def write(workspace_id: UUID, change: Change, users: Sequence[UUID]) -> None:
    """One change of all who change alike: as many statements for one as for many."""
    if not (change.added or change.removed or change.joined or change.left):
        return
    mine: dict[str, Any] = {"workspace_id": workspace_id, "user_id__in": users}
    MembershipRole.objects.filter(**mine, role_id__in=change.removed).delete()
    MembershipRole.objects.bulk_create(
        [MembershipRole(workspace_id=workspace_id, user_id=u, role_id=role) for u in users for role in change.added],
        batch_size=MOST_IN_ONE,
    )
    TeamMember.objects.filter(**mine, team_id__in=change.left).delete()
    settled = set(TeamMember.objects.filter(**mine, main=True).values_list("user_id", flat=True))
    # The first team of somebody who has none is the one of their new records.
    TeamMember.objects.bulk_create(
        [
            TeamMember(workspace_id=workspace_id, user_id=user, team_id=team, main=not at and user not in settled)
            for user in users
            for at, team in enumerate(sorted(change.joined))
        ],
        batch_size=MOST_IN_ONE,
    )
    said = {
        "added": sorted(change.added), "removed": sorted(change.removed),
        "teams_joined": sorted(change.joined), "teams_left": sorted(change.left),
    }  # fmt: skip
    for begin in range(0, len(users), TOLD_AT_ONCE):
        part = users[begin : begin + TOLD_AT_ONCE]
        record(workspace_id, Kind.MEMBER_GROUPS, data={**said, "users": part})


def names_by_user(workspace_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """What the groups of each user are called: mappings name them by display name or by external id."""
    inside = DirectoryMember.objects.filter(workspace_id=workspace_id, user_id__in=user_ids)
    pairs = by_user(inside.values_list("user_id", "group_id"))
    held = DirectoryGroup.objects.filter(workspace_id=workspace_id, id__in=set().union(*pairs.values()))
    names = {group.id: {group.display_name, group.external_id or group.display_name} for group in held}
    return {user_id: set().union(*(names[group] for group in groups)) for user_id, groups in pairs.items()}


def by_user(pairs: Any) -> dict[UUID, set[UUID]]:
    """Ids by the user they belong to."""
    found: dict[UUID, set[UUID]] = {}
    for user_id, each in pairs:
        found.setdefault(user_id, set()).add(each)
    return found
