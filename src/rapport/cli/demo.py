"""`rapport demo`, and the demo workspace of an empty Rapport."""

import sys
from typing import Annotated

from typer import Option

from rapport.features.demo.make import make_demo, nobody_is_here, settle


def run(
    records: Annotated[
        int | None, Option(help="How many deals; as many people and half as many companies come with them.", min=1)
    ] = None,
) -> None:
    """Fill the demo workspace with believable records; it is made when it is not there."""
    made = make_demo(records, tell=progress if sys.stderr.isatty() else None)
    settle()
    print(f"{made.workspace} has {made.records:,} more records, made in {made.seconds:.1f} s.")
    if made.password:
        print(f"Sign in as {made.email} with the password {made.password}")


def progress(made: int) -> None:
    """One line that counts."""
    print(f"\r{made:,} records", end="", file=sys.stderr, flush=True)


def make_when_empty() -> None:
    """The demo workspace and its user, when there is nobody and nothing yet."""
    if nobody_is_here():
        make_demo()
        settle()
