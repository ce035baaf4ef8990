"""`rapport check`."""

from contextlib import nullcontext

from typer import Exit

from rapport.platform.checks import findings
from rapport.platform.postgres.embedded import running
from rapport.platform.settings import current


def run() -> None:
    """Look at settings, database, roles and tables; the exit status is 0 only when all is right."""
    settings = current()
    wrong = 0
    with running(settings.data_dir) if settings.embedded else nullcontext():
        for finding in findings(settings):
            print(f"{'no ' if finding.problem else 'yes'}  {finding.name}{finding.problem and ': '}{finding.problem}")
            wrong += bool(finding.problem)
    if wrong:
        raise Exit(1)
