"""`rapport user create` and `rapport user remove-factors`."""

from secrets import token_urlsafe
from typing import Annotated

import typer
from django.db import transaction
from typer import Option

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.roles import SEED_ROLES
from rapport.accounts.second_factor import strip
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member
from rapport.cli.member import find_user, find_workspace

ROLES = ", ".join(role.key for role in SEED_ROLES)
app = typer.Typer(no_args_is_help=True)


@app.callback()
def users() -> None:
    """Make users, and help those who cannot sign in."""


@app.command()
def create(
    email: Annotated[str, Option(help="What the user signs in with.")],
    name: Annotated[str, Option(help="The user's name.")],
    role: Annotated[list[str], Option(help=f"A role in the workspace: {ROLES}. May be given several times.")],
    workspace: Annotated[str | None, Option(help="The workspace's name, when there are several.")] = None,
    *,
    password_stdin: Annotated[bool, Option(help="Read the password from the standard input.")] = False,
) -> None:
    """Make a user who belongs to a workspace, and print the generated password unless one is given."""
    password = input() if password_stdin else token_urlsafe(12)
    place = find_workspace(workspace)
    with transaction.atomic():
        made = create_user(email=email, name=name, password=password)
        add_member(place.id, made, role)
        record(place.id, Kind.JOINED, subject=Subject("user", made.id), data={"roles": role})
    print("The user was created." if password_stdin else password)


@app.command()
def remove_factors(email: Annotated[str, Option(help="The email of the user who lost theirs.")]) -> None:
    """Remove a user's second factors, end their sessions and revoke their tokens."""
    strip(find_user(email).id)
    print("The second factors were removed. The user signs in with the password alone and sets them up anew.")
