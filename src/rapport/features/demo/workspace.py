"""The demo's workspace, its members, and the password of the one who signs in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import choice
from uuid import UUID

from django.db import transaction

from rapport.accounts.models import User, Workspace
from rapport.accounts.teams import create_team, list_teams, set_team_members
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member, create_workspace
from rapport.features.demo.values import CURRENCY
from rapport.records.samples import Member

NAME = "Acme Demo"
EMAIL = "demo@rapport.test"
PASSWORD_FILE = "demo-password.txt"  # noqa: S105 - the name of a file
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
OWNER = "Dana Umber"
COLLEAGUES = (
    ("Mira Kohl", "salesperson"),
    ("Tomas Sund", "salesperson"),
    ("Ines Orta", "salesperson"),
    ("Rob Bale", "manager"),
    ("Lena Voss", "marketing"),
)
# A manager sees what the teams within theirs own.
TEAMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Sales": ("", ("Rob Bale",)),
    "Sales North": ("Sales", ("Mira Kohl", "Tomas Sund")),
    "Sales South": ("Sales", ("Ines Orta",)),
    "Marketing": ("", ("Lena Voss",)),
}


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """Where the demo is, and who is there; `password` is None when it was made before and its file is gone."""

    workspace_id: UUID
    members: tuple[Member, ...]
    password: str | None


def demo_place(folder: Path) -> DemoPlace:
    """The demo's workspace, made when it is not there."""
    with transaction.atomic():
        user, password = demo_user(folder)
        found = Workspace.objects.filter(name=NAME, id__in=user.workspace_ids).first()
        workspace = found or create_workspace(name=NAME, owner=user, currency=CURRENCY, time_zone="Europe/Berlin")
        colleagues = [colleague(workspace.id, name, role) for name, role in COLLEAGUES]
        teams = demo_teams(workspace.id, {member.name: member.id for member in colleagues})
    members = (Member(user.id, user.name), *(replace(one, team=teams.get(one.id)) for one in colleagues))
    return DemoPlace(workspace.id, members, password)


def demo_user(folder: Path) -> tuple[User, str | None]:
    """Who signs in. A user who is there already keeps their password, whether or not its file is still there."""
    kept = folder / PASSWORD_FILE
    user = User.objects.filter(email=EMAIL).first()
    if user is not None:
        return user, kept.read_text().strip() if kept.exists() else None
    password = "-".join("".join(choice(LETTERS) for _letter in range(5)) for _part in range(3))
    user = create_user(email=EMAIL, name=OWNER, password=password)
    keep(kept, password)
    return user, password


def keep(path: Path, password: str) -> None:
    """For the eyes of the one who runs the server."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{password}\n")


def demo_teams(workspace_id: UUID, ids: Mapping[str, UUID]) -> dict[UUID, UUID]:
    """The teams with their members, made when they are not there; answers the team of each member."""
    known = {team.name: team.id for team in list_teams(workspace_id)}
    belongs: dict[UUID, UUID] = {}
    for name, (parent, names) in TEAMS.items():
        members = [ids[one] for one in names]
        if name not in known:
            known[name] = create_team(workspace_id, name=name, parent=known.get(parent)).id
            set_team_members(workspace_id, known[name], members, main=members)
        belongs |= dict.fromkeys(members, known[name])
    return belongs


def colleague(workspace_id: UUID, name: str, role: str) -> Member:
    """A member who owns records and cannot sign in."""
    email = f"{name.lower().replace(' ', '.')}@rapport.test"
    user = User.objects.filter(email=email).first() or create_user(email=email, name=name, password=None)
    if workspace_id not in user.workspace_ids:
        add_member(workspace_id, user, (role,))
    return Member(user.id, name)
