"""`rapport makemigrations`."""

from typing import Annotated

import typer
from django.core.management import call_command

OBJECTS = "objects"
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")]


def run(dry_run: Dry = False) -> None:  # noqa: FBT002 - typer's way to say an option
    """Write the migration of what was changed in the objects' declarations. Read it, then commit it with them."""
    call_command("makemigrations", OBJECTS, dry_run=dry_run)
