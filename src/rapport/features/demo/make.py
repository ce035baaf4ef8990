"""Makes the demo: the workspace, its members, and its records."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from django.db import connections

from rapport.accounts.models import User, Workspace
from rapport.features.demo.filling import fill_workspace
from rapport.features.demo.workspace import EMAIL, NAME, demo_place
from rapport.platform.migrating import owner_connection
from rapport.platform.settings import current

RECORDS = 320


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was made, and how to sign in."""

    workspace_id: UUID
    workspace: str
    email: str
    password: str | None
    records: int
    seconds: float


def nobody_is_here() -> bool:
    """Whether the database has no workspace and no user at all."""
    return not Workspace.objects.exists() and not User.objects.exists()


def make_demo(records: int | None = None, *, tell: Callable[[int], None] | None = None) -> DemoResult:
    """The workspace "Acme Demo" with this many deals and as many of all else as that needs; adds to one made before.

    `tell` hears how many records there are after each commit.
    """
    began, made = monotonic(), 0
    place = demo_place(current().data_dir)
    for made, left in fill_workspace(place.workspace_id, place.members, records or RECORDS):
        if tell is not None and left:
            tell(made)
    return DemoResult(place.workspace_id, NAME, EMAIL, place.password, made, monotonic() - began)


def settle() -> None:
    """After many records: the planner learns what there is, and which pages of an index need no second look."""
    with owner_connection(current().owner_address()) as alias, connections[alias].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
