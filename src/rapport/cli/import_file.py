"""`rapport import`."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import orjson
from typer import Argument, Exit, Option

from rapport.cli.member import acting_member, find_object
from rapport.features.importing.now import run_import_now
from rapport.features.importing.outcome import Summary

SHOWN_REASONS = 20


def run(
    object: Annotated[str, Argument(help="What the rows are, such as people.")],  # noqa: A002 - the word in the help
    file: Annotated[Path, Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file.")],
    workspace: Annotated[str | None, Option(help="The workspace's name, when there are several.")] = None,
    user: Annotated[str | None, Option(help="The email of the member who imports; an administrator if absent.")] = None,
    match: Annotated[list[str] | None, Option(help="The field by which a row finds its record.")] = None,
    mode: Annotated[Literal["create", "update", "both"] | None, Option(help="What may be done with a row.")] = None,
    *,
    dry_run: Annotated[bool, Option("--dry-run", help="Write nothing, only say what would happen.")] = False,
    json: Annotated[bool, Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Import a CSV or XLSX file. The exit status is 0 only when no row failed."""
    context = acting_member(workspace, user)
    key = find_object(object).key
    summary = run_import_now(context, key, file, match=match, mode=mode, dry_run=dry_run)
    if json:
        sys.stdout.buffer.write(orjson.dumps(summary.as_json(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    else:
        tell(summary)
    if summary.failed:
        raise Exit(1)


def tell(summary: Summary) -> None:
    """The summary for people."""
    told = summary.as_json()
    counts = {word: count for word, count in told.items() if isinstance(count, int)}
    print(", ".join(f"{word} {count}" for word, count in counts.items()))
    for word, count in told["also_created"].items():
        print(f"also created: {count} {word}")
    for reason in told["reasons"][:SHOWN_REASONS]:
        print(f"{reason['status']} {reason['count']}: {reason['detail']} (first in row {reason['row']})")
