"""`rapport describe`."""

from typing import Annotated

from typer import Argument

from rapport.cli.description import sections
from rapport.cli.member import find_object


def run(object: Annotated[str, Argument(help="The object, such as deal.")]) -> None:  # noqa: A002 - the word in the help
    """Show every route, column, index, rule, action and listener of one object, with file and line."""
    for title, lines in sections(find_object(object)):
        print(f"{title}\n{'-' * len(title)}")
        print(*(f"  {line}" for line in lines or ["none"]), sep="\n", end="\n\n")
