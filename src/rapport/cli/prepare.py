"""`rapport prepare`: the supervisor's first step, in one process because importing Django takes a second."""

from rapport.cli import demo
from rapport.platform.migrating import migrate
from rapport.platform.settings import current
from rapport.records.counters import build_missing


def run() -> None:
    """Migrate, count what is not counted yet, and make the demo workspace when there is no workspace and no user."""
    migrate(current().owner_address(), verbosity=0)
    build_missing()
    demo.make_when_empty()
