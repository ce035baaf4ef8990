"""`rapport token create`."""

from typing import Annotated

import typer
from typer import Option

from rapport.accounts.tokens import create_token
from rapport.cli.member import find_user, find_workspace

app = typer.Typer(no_args_is_help=True)


@app.callback()
def tokens() -> None:
    """Make API tokens."""


@app.command()
def create(
    user: Annotated[str, Option(help="The email of the user whose rights the token has.")],
    name: Annotated[str, Option(help="What the token is for.")],
    workspace: Annotated[str | None, Option(help="The workspace's name, when there are several.")] = None,
) -> None:
    """Make a token and print it; it is shown this once."""
    _token, text = create_token(workspace_id=find_workspace(workspace).id, user_id=find_user(user).id, name=name)
    print(text)
