"""What the groups of a workspace's own directory mean here: roles and teams, kept as the directory says."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.members import is_managed, owner_of
from rapport.accounts.models import GroupMapping, Membership, MembershipRole, Role, SsoConnection, TeamMember
from rapport.accounts.scope import in_workspace, take_turns
from rapport.accounts.teams import TURNS, join_teams, known_teams
from rapport.accounts.workspaces import lock
from rapport.kernel.errors import FieldError, Invalid

MOST, LONGEST = 1000, 200


@dataclass(frozen=True, slots=True)
class Mapping:
    """Who is in the group has these roles and is in these teams."""

    group: str
    role_ids: tuple[UUID, ...]
    team_ids: tuple[UUID, ...]


def list_mappings(workspace_id: UUID) -> list[Mapping]:
    """All mappings by group."""
    with in_workspace(workspace_id):
        rows = GroupMapping.objects.filter(workspace_id=workspace_id).order_by("group")
        return [Mapping(row.group, tuple(row.role_ids), tuple(row.team_ids)) for row in rows]


def set_mappings(workspace_id: UUID, mappings: Sequence[Mapping]) -> None:
    """Exactly these from now on; members change when they next come. Raises `Invalid` naming what is wrong."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        groups = [mapping.group for mapping in mappings]
        if len(groups) > MOST or len(set(groups)) < len(groups) or not all(map(fits, groups)):
            detail = _("Name each group once, in at most 200 letters, and at most 1,000 groups.")
            raise Invalid(detail, [FieldError("mappings", "group", detail)])
        roles = {role_id for mapping in mappings for role_id in mapping.role_ids}
        if Role.objects.filter(workspace_id=workspace_id, id__in=roles).count() < len(roles):
            detail = _("Choose roles of this workspace.")
            raise Invalid(detail, [FieldError("roles", "unknown", detail)])
        known_teams(workspace_id, [team_id for mapping in mappings for team_id in mapping.team_ids])
        GroupMapping.objects.filter(workspace_id=workspace_id).delete()
        GroupMapping.objects.bulk_create(
            GroupMapping(
                workspace_id=workspace_id,
                group=mapping.group,
                role_ids=list(mapping.role_ids),
                team_ids=list(mapping.team_ids),
            )
            for mapping in mappings
        )
        record(workspace_id, Kind.GROUPS_MAPPED, data={"groups": len(groups), "roles": sorted(roles)})


def fits(group: str) -> bool:
    """Whether it can be the name of a group."""
    return bool(group.strip()) and len(group) <= LONGEST and "\x00" not in group


def apply_groups(workspace_id: UUID, user_id: UUID, groups: Collection[str]) -> None:
    """Gives the member what the mappings say of the groups they are in, and takes what only other groups give.

    Teams of no mapping stay, and roles as `wanted_roles` says. The owner and the last administrator keep the roles by
    which they manage.
    """
    with in_workspace(workspace_id):
        lock(workspace_id)
        if not Membership.objects.filter(workspace_id=workspace_id, user_id=user_id).exists():
            return
        mappings = list_mappings(workspace_id)
        mine = [mapping for mapping in mappings if mapping.group in groups]
        said = {
            **apply_roles(workspace_id, user_id, roles_in(mappings), roles_in(mine)),
            **apply_teams(workspace_id, user_id, teams_in(mappings), teams_in(mine)),
        }
        if any(said.values()):
            record(workspace_id, Kind.MEMBER_GROUPS, subject=Subject("user", user_id), data=said)


def roles_in(mappings: Iterable[Mapping]) -> set[UUID]:
    """All roles they give."""
    return {role_id for mapping in mappings for role_id in mapping.role_ids}


def teams_in(mappings: Iterable[Mapping]) -> set[UUID]:
    """All teams they give."""
    return {team_id for mapping in mappings for team_id in mapping.team_ids}


def apply_roles(workspace_id: UUID, user_id: UUID, managed: set[UUID], given: set[UUID]) -> dict[str, list[UUID]]:
    """Says what changed; `kept` are roles that the directory takes and the workspace needs."""
    roles = {role.id: role for role in Role.objects.filter(workspace_id=workspace_id)}
    mine = MembershipRole.objects.filter(workspace_id=workspace_id, user_id=user_id)
    held = set(mine.values_list("role_id", flat=True))
    wanted = wanted_roles(held, managed, given, beginnings(workspace_id)) & set(roles)
    managing = {role_id for role_id in held - wanted if "manage" in roles[role_id].special}
    change_held(workspace_id, user_id, held, wanted)
    kept: set[UUID] = set()
    if managing and not any("manage" in roles[role_id].special for role_id in wanted):
        needed = user_id == owner_of(workspace_id) or not is_managed(workspace_id)
        kept = managing if needed else kept
        change_held(workspace_id, user_id, wanted, wanted | kept)
    after = wanted | kept
    return {"added": sorted(after - held), "removed": sorted(held - after), "kept": sorted(kept)}


def change_held(workspace_id: UUID, user_id: UUID, held: set[UUID], wanted: set[UUID]) -> None:
    """Writes the difference between the roles."""
    mine = MembershipRole.objects.filter(workspace_id=workspace_id, user_id=user_id)
    if held - wanted:
        mine.filter(role_id__in=held - wanted).delete()
    MembershipRole.objects.bulk_create(
        MembershipRole(workspace_id=workspace_id, user_id=user_id, role_id=role_id) for role_id in wanted - held
    )


def wanted_roles(
    held: AbstractSet[UUID],
    managed: AbstractSet[UUID],
    given: AbstractSet[UUID],
    begun_with: Sequence[AbstractSet[UUID]],
) -> set[UUID]:
    """The roles of a member whose groups give `given`, of the `managed` ones that groups give at all.

    All others stay, but where they are just those with which one begins: two roles together allow more than either.
    Who would have none begins again, with the first of `begun_with`.
    """
    others = set(held - managed)
    if given and others in [each - managed for each in begun_with]:
        others = set()
    return others | given or set(next(iter(begun_with), ()))


def beginnings(workspace_id: UUID) -> list[set[UUID]]:
    """What each connection gives to who is new, that of the one that the workspace made first before the others."""
    mine = SsoConnection.objects.filter(workspace_id=workspace_id).order_by("created_at", "id")
    return [set(role_ids) for role_ids in mine.values_list("role_ids", flat=True)]


def apply_teams(workspace_id: UUID, user_id: UUID, managed: set[UUID], given: set[UUID]) -> dict[str, list[UUID]]:
    """Says what changed."""
    take_turns(workspace_id, TURNS)
    mine = TeamMember.objects.filter(workspace_id=workspace_id, user_id=user_id)
    held = set(mine.values_list("team_id", flat=True))
    leaving = (held & managed) - given
    if leaving:
        mine.filter(team_id__in=leaving).delete()
    joining = sorted(given - held)
    if joining:
        join_teams(workspace_id, user_id, joining)
    joined = set(mine.values_list("team_id", flat=True)) - held if joining else set()
    return {"teams_joined": sorted(joined), "teams_left": sorted(leaving)}
