"""`rapport worker`."""

from typing import Annotated

from typer import Option

from rapport.platform.preparing import wait_until_prepared
from rapport.platform.settings import current
from rapport.platform.worker import work


def run(
    *, alone: Annotated[bool, Option(help="No other worker exists: begin its lost jobs again at once.")] = False
) -> None:
    """Do the background jobs until SIGTERM."""
    wait_until_prepared(current().data_dir)
    work(current(), alone=alone)
