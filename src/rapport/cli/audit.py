"""`rapport audit verify`, `export`, `shorten`, `adopt` and `anchor`."""

import sys
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from typer import Exit, Option

from rapport.accounts.audit.anchors import anchor_all, unreachable
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.reading import Question
from rapport.accounts.audit.record import NOWHERE, record
from rapport.accounts.audit.shorten import shorten
from rapport.accounts.audit.upkeep import Checked, adopt, check
from rapport.cli.member import find_workspace
from rapport.features.auditing.table import write_table
from rapport.kernel.clock import now
from rapport.platform.settings import current

app = typer.Typer(no_args_is_help=True)
Place = Annotated[str | None, Option("--workspace", help="The workspace's name, when there are several.")]


@app.callback()
def audit() -> None:
    """Check, export and look after the audit log."""


@app.command()
def verify(
    workspace: Annotated[str | None, Option(help="The workspace's name; all of them when absent.")] = None,
) -> None:
    """Walk through the log and say the first wrong entry; the exit status is 0 only when all is right."""
    wrong = len(lost := unreachable())
    for problem in lost:
        print(f"no   These anchors could not be looked at: {problem}")
    for found in check(find_workspace(workspace).id if workspace else None):
        print(told(found))
        wrong += bool(found.verdict.problem)
    if wrong:
        raise Exit(1)


@app.command()
def export(
    output: Annotated[Path | None, Option(help="The file to write; the standard output when absent.")] = None,
    workspace: Place = None,
) -> None:
    """Write the whole log of a workspace as CSV, with the hashes."""
    place = find_workspace(workspace).id
    record(place, Kind.AUDIT_EXPORTED)
    with output.open("wb") if output else nullcontext(sys.stdout.buffer) as file:
        for piece in write_table(place, Question()):
            file.write(piece)


@app.command(name="shorten")
def remove_old(
    days: Annotated[int, Option(min=1, help="How many days are kept.")],
    workspace: Place = None,
) -> None:
    """Remove the entries of a workspace that are older; without this command all are kept for ever."""
    place = find_workspace(workspace).id
    removed = shorten(place, now() - timedelta(days=days), owner=current().owner_address())
    print(f"{removed} entries were removed.")


@app.command(name="adopt")
def sign_anew(
    workspace: Annotated[str | None, Option(help="The workspace's name; all of them when absent.")] = None,
) -> None:
    """Sign the log with today's key, after the key was changed or a backup was restored, and say so in the log."""
    chosen = find_workspace(workspace).id if workspace else None
    for found in list(check(chosen)):
        if found.verdict.problem:
            adopt(found.workspace_id)
            print(f"{named(found)}: signed anew.")


@app.command(name="anchor")
def note_now() -> None:
    """Note outside the database how far each log has come; the worker does so every ten minutes."""
    print(f"{anchor_all()} logs had something new.")


def told(found: Checked) -> str:
    """One line of the verification."""
    verdict = found.verdict
    if not verdict.problem:
        return f"yes  {named(found)}: {verdict.entries} entries, all as they were written."
    where = "" if verdict.seq is None else f" (entry {verdict.seq})"
    return f"no   {named(found)}: {verdict.problem}{where}"


def named(found: Checked) -> str:
    """A chain as people know it."""
    return "What belongs to no workspace" if found.workspace_id == NOWHERE else found.name or str(found.workspace_id)
