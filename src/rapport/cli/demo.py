"""`rapport demo`, and the demo workspace of an empty Rapport."""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated

from django.db import transaction
from typer import Option

from rapport.accounts.impersonate import context_of
from rapport.accounts.models import User, Workspace
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import create_workspace
from rapport.cli.member import acting_member
from rapport.kernel.context import Context
from rapport.platform.settings import current

WORKSPACE = "Acme Demo"
EMAIL = "demo@rapport.test"
PASSWORD_FILE = "demo-password"  # noqa: S105 - the name of a file
FEW_HUNDRED = 300


def run(
    records: Annotated[int, Option(help="How many deals; companies and people follow.", min=1)] = FEW_HUNDRED,
    workspace: Annotated[str | None, Option(help="The workspace's name, when there are several.")] = None,
) -> None:
    """Add believable records to a workspace."""
    fill(acting_member(workspace, None), records)


def make_when_empty() -> None:
    """The demo workspace and its user, when there is nobody and nothing yet."""
    if Workspace.objects.exists() or User.objects.exists():
        return
    password = token_urlsafe(12)
    with transaction.atomic():
        user = create_user(email=EMAIL, name="Dana Demo", password=password)
        workspace = create_workspace(name=WORKSPACE, owner=user)
        keep_password(current().data_dir / PASSWORD_FILE, password)
    fill(context_of(workspace.id, user.id), FEW_HUNDRED)


def keep_password(path: Path, password: str) -> None:
    """For whoever can read the data folder."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)


def fill(context: Context, records: int) -> None:
    """Hands over to the generator."""
    if find_spec("rapport.features.demo"):
        import_module("rapport.features.demo").fill(context, records)
