"""`rapport restore`."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from rapport.platform.backup import read_backup
from rapport.platform.migrating import migrate
from rapport.platform.settings import current


def run(file: Annotated[Path, Argument(exists=True, dir_okay=False, readable=True, help="The backup.")]) -> None:
    """Fill an empty Rapport from a backup, and bring its tables up to date."""
    settings = current()
    read_backup(settings, file)
    migrate(settings.owner_address(), verbosity=0)
    print("The backup was restored. Everybody signs in anew.")
