"""Finds the command, prepares what it needs, and says every refusal as a sentence."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

import django
import psycopg
import typer

from rapport.cli.commands import COMMANDS, Command, Needs
from rapport.kernel.errors import Refusal
from rapport.platform import logs
from rapport.platform.misconfigured import Misconfigured
from rapport.platform.postgres.embedded import running
from rapport.platform.settings import current

HELP = frozenset({"--help", "-h"})
WRONG_SETTINGS = 2
REFUSED = 1
# No state at all, a broken connection, a wrong password, a missing database, a server that starts or stops.
UNREACHABLE_STATES = frozenset({"08", "28", "3D", "57"})
UNREACHABLE = "The database does not answer. Look at RAPPORT_DATABASE_URL and at the server."


def main() -> None:
    """The entry point."""
    words = sys.argv[1:]
    chosen = next((command for command in COMMANDS if words and command.name == words[0]), None)
    try:
        if chosen is None:
            application(None, None)(words)
            return
        with prepared(chosen, only_help=bool(HELP.intersection(words))) as module:
            application(chosen, module)(words)
    except Misconfigured as problem:
        print(problem, file=sys.stderr)
        sys.exit(WRONG_SETTINGS)
    except Refusal as refusal:
        further = (f"{wrong.field}: {wrong.detail}" for wrong in refusal.errors if wrong.detail != str(refusal))
        print(refusal, *further, sep="\n", file=sys.stderr)
        sys.exit(REFUSED)
    except Exception as failure:
        if not unreachable(failure.__cause__ or failure):
            raise
        print(UNREACHABLE, file=sys.stderr)
        sys.exit(WRONG_SETTINGS)


def unreachable(failure: BaseException) -> bool:
    """Whether the database could not be reached, rather than refused a statement."""
    state = getattr(failure, "sqlstate", None)
    return isinstance(failure, psycopg.OperationalError) and (state is None or state[:2] in UNREACHABLE_STATES)


def application(chosen: Command | None, module: ModuleType | None) -> typer.Typer:
    """The chosen command, and of the others the names: importing all would cost a second and some memory."""
    app = typer.Typer(
        name="rapport", help="Rapport, the open CRM.", no_args_is_help=True, add_completion=False,
        rich_markup_mode=None, pretty_exceptions_enable=False, context_settings={"help_option_names": sorted(HELP)},
    )  # fmt: skip
    for command in COMMANDS:
        if command is not chosen or module is None:
            app.command(command.name, help=command.help, hidden=command.hidden)(nothing)
        elif isinstance(verbs := getattr(module, "app", None), typer.Typer):
            app.add_typer(verbs, name=command.name, help=command.help)
        else:
            run: Callable[..., None] = module.run
            app.command(command.name, hidden=command.hidden)(run)
    return app


def nothing() -> None:
    """Stands for a command that was not chosen."""


@contextmanager
def prepared(command: Command, *, only_help: bool) -> Iterator[ModuleType]:
    """The command's module, with settings, log, Django and database as it needs them."""
    settings = current()
    logs.configure(settings.log_level, settings.log_format)
    if command.needs >= Needs.DJANGO:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
        django.setup()
    module = import_module(f"rapport.cli.{command.module}")
    if command.needs < Needs.DATABASE or only_help or not settings.embedded:
        yield module
        return
    with running(settings.data_dir):
        yield module
