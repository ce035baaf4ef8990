"""Teams: making and nesting them, who is in them, and what that means for a member."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import Membership, Team, TeamMember
from rapport.accounts.scope import in_workspace, take_turns
from rapport.kernel.context import NO_TEAMS, Teams
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound

LONGEST_NAME = 80
DEEPEST = 10
# All changes of teams take turns: of two moves at once neither would see the circle that both close.
TURNS = "teams"


@lru_cache(maxsize=4096)
def read_teams(text: str | None) -> tuple[Teams, bool]:
    """The answer of `rapport_teams`, and whether any record is shared with the member. Kept: few serve all."""
    if text is None:
        return NO_TEAMS, False
    found = json.loads(text)
    if "below" not in found:
        return NO_TEAMS, found["shared"]
    main = found["main"]
    below, above, members = (tuple(map(UUID, found[key])) for key in ("below", "above", "members"))
    return Teams(UUID(main) if main else None, below, above, members), found["shared"]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team with its members' ids; `main` are those whose new records belong to it."""

    id: UUID
    name: str
    parent: UUID | None
    members: tuple[UUID, ...]
    main: tuple[UUID, ...]


def list_teams(workspace_id: UUID) -> list[TeamRow]:
    """All teams by name."""
    with in_workspace(workspace_id):
        teams = list(Team.objects.filter(workspace_id=workspace_id).order_by("name"))
        members = list(TeamMember.objects.filter(workspace_id=workspace_id).order_by("user_id"))
    return [
        TeamRow(
            team.id,
            team.name,
            team.parent_id,
            tuple(m.user_id for m in members if m.team_id == team.id),
            tuple(m.user_id for m in members if m.team_id == team.id and m.main),
        )
        for team in teams
    ]


def create_team(workspace_id: UUID, *, name: str, parent: UUID | None = None) -> Team:
    """A new team, within another when `parent` is given. Raises `Invalid` naming the wrong part."""
    with in_workspace(workspace_id):
        take_turns(workspace_id, TURNS)
        name = checked_name(workspace_id, name, None)
        check_parent(workspace_id, parent, None)
        made = Team.objects.create(workspace_id=workspace_id, name=name, parent_id=parent)
        record(workspace_id, Kind.TEAM_MADE, subject=Subject("team", made.id), data={"parent": parent})
        return made


def update_team(
    workspace_id: UUID, team_id: UUID, *, name: str | None = None, parent: UUID | Literal[""] | None = None
) -> None:
    """Changes what is given; the empty text as parent makes it stand alone. Raises `NotFound` or `Invalid`."""
    with in_workspace(workspace_id):
        take_turns(workspace_id, TURNS)
        find_team(workspace_id, team_id)
        given: dict[str, str | UUID | None] = {}
        if name is not None:
            given["name"] = checked_name(workspace_id, name, team_id)
        if parent is not None:
            check_parent(workspace_id, parent or None, team_id)
            given["parent_id"] = parent or None
        if given:
            Team.objects.filter(workspace_id=workspace_id, id=team_id).update(**given)
            said = {"renamed": name is not None, "moved": parent is not None, "parent": given.get("parent_id")}
            record(workspace_id, Kind.TEAM_CHANGED, subject=Subject("team", team_id), data=said)


def delete_team(workspace_id: UUID, team_id: UUID) -> None:
    """Removes a team that nothing belongs to. Raises `Conflict` while teams or records are in it."""
    with in_workspace(workspace_id):
        take_turns(workspace_id, TURNS)
        find_team(workspace_id, team_id)
        if Team.objects.filter(workspace_id=workspace_id, parent_id=team_id).exists():
            raise Conflict(_("There are teams within this one. Move or delete them first."))
        try:
            with transaction.atomic():
                Team.objects.filter(workspace_id=workspace_id, id=team_id).delete()
        except IntegrityError as error:
            raise Conflict(_("Records still belong to this team. Give them to another team first.")) from error
        record(workspace_id, Kind.TEAM_DELETED, subject=Subject("team", team_id))


def set_team_members(workspace_id: UUID, team_id: UUID, members: Sequence[UUID], *, main: Sequence[UUID] = ()) -> None:
    """Exactly these members; for those in `main` it becomes the team of their new records."""
    with in_workspace(workspace_id):
        take_turns(workspace_id, TURNS)
        find_team(workspace_id, team_id)
        known = Membership.objects.filter(workspace_id=workspace_id, user_id__in=members)
        unknown = set(members) - set(known.values_list("user_id", flat=True))
        if unknown:
            detail = _("Choose members of this workspace.")
            raise Invalid(detail, [FieldError("members", "unknown", detail)])
        if set(main) - set(members):
            detail = _("It can be the main team of its members only.")
            raise Invalid(detail, [FieldError("main", "unknown", detail)])
        TeamMember.objects.filter(workspace_id=workspace_id, user_id__in=main, main=True).update(main=False)
        mine = TeamMember.objects.filter(workspace_id=workspace_id, team_id=team_id)
        before = set(mine.values_list("user_id", flat=True))
        mine.delete()
        TeamMember.objects.bulk_create(
            TeamMember(workspace_id=workspace_id, team_id=team_id, user_id=user, main=user in main)
            for user in dict.fromkeys(members)
        )
        said = {"added": sorted(set(members) - before), "removed": sorted(before - set(members)), "main": main}
        record(workspace_id, Kind.TEAM_MEMBERS, subject=Subject("team", team_id), data=said)


def known_teams(workspace_id: UUID, team_ids: Sequence[UUID]) -> list[UUID]:
    """These teams, within the caller's transaction. Raises `Invalid` for one that is not of this workspace."""
    known = set(Team.objects.filter(workspace_id=workspace_id, id__in=team_ids).values_list("id", flat=True))
    if set(team_ids) - known:
        detail = _("Choose teams of this workspace.")
        raise Invalid(detail, [FieldError("teams", "unknown", detail)])
    return list(dict.fromkeys(team_ids))


def join_teams(workspace_id: UUID, user_id: UUID, team_ids: Sequence[UUID]) -> None:
    """Adds the member to those of these teams that are still there; the first is for their new records if none is."""
    with in_workspace(workspace_id):
        take_turns(workspace_id, TURNS)
        there = set(Team.objects.filter(workspace_id=workspace_id, id__in=team_ids).values_list("id", flat=True))
        joined = [team_id for team_id in team_ids if team_id in there]
        has_main = TeamMember.objects.filter(workspace_id=workspace_id, user_id=user_id, main=True).exists()
        TeamMember.objects.bulk_create(
            [
                TeamMember(workspace_id=workspace_id, team_id=team_id, user_id=user_id, main=not (at or has_main))
                for at, team_id in enumerate(joined)
            ],
            ignore_conflicts=True,
        )


def find_team(workspace_id: UUID, team_id: UUID) -> Team:
    """The team, within the caller's transaction; raises `NotFound`."""
    found = Team.objects.filter(workspace_id=workspace_id, id=team_id).first()
    if found is None:
        raise NotFound(_("There is no such team. Look at the list of teams again."))
    return found


def checked_name(workspace_id: UUID, name: str, team_id: UUID | None) -> str:
    """A team's name that no other team has; raises `Invalid`."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        detail = _("Write the team's name in at most 80 letters.")
        raise Invalid(detail, [FieldError("name", "required", detail)])
    others = Team.objects.filter(workspace_id=workspace_id, name=name)
    if (others.exclude(id=team_id) if team_id else others).exists():
        detail = _("There is a team of this name already. Choose another name.")
        raise Invalid(detail, [FieldError("name", "taken", detail)])
    return name


def check_parent(workspace_id: UUID, parent: UUID | None, team_id: UUID | None) -> None:
    """Whether the team may stand within the other: teams nest, but not in a circle. Raises `Invalid`."""
    parents: dict[UUID, UUID | None] = dict(
        Team.objects.filter(workspace_id=workspace_id).values_list("id", "parent_id")
    )
    if parent is not None and parent not in parents:
        detail = _("Choose a team of this workspace.")
        raise Invalid(detail, [FieldError("parent", "unknown", detail)])
    above, depth = parent, 0
    while above is not None:
        depth += 1
        if above == team_id or depth >= DEEPEST:
            detail = _("A team cannot stand within itself, and teams nest ten deep at most. Choose another team.")
            raise Invalid(detail, [FieldError("parent", "circle", detail)])
        above = parents[above]
