"""`rapport prepare`: the supervisor's first step, in one process because importing Django takes a second."""

from rapport.cli import demo
from rapport.platform.migrating import migrate
from rapport.platform.settings import current


def run() -> None:
    """Migrate, and make the demo workspace when there is no workspace and no user at all."""
    migrate(current().owner_address(), verbosity=0)
    demo.make_when_empty()
