"""`rapport backup`."""

from pathlib import Path
from typing import Annotated

from typer import Argument

from rapport.platform.backup import write_backup
from rapport.platform.settings import current


def run(file: Annotated[Path, Argument(help="The file to write.")]) -> None:
    """Write the database and all stored files into one file. Rapport may run meanwhile."""
    write_backup(current(), file)
    print(f"The backup was written to {file}.")
