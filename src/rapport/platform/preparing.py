"""The time in which a supervisor brings a database up to date: who needs the tables waits for its end.

So the web server and the worker can load their code meanwhile, which takes about as long.
"""

from pathlib import Path

from rapport.platform.held import Held, hold

NAME = "preparing.lock"
FOREVER = float("inf")


def begin_preparing(data_dir: Path) -> Held:
    """Lets others wait until it is released, or until this process ends."""
    held = hold(data_dir / NAME, patience=FOREVER)
    assert held is not None, "Forever is long enough."
    return held


def wait_until_prepared(data_dir: Path) -> None:
    """Returns at once when nobody prepares."""
    data_dir.mkdir(parents=True, exist_ok=True)
    begin_preparing(data_dir).release()
