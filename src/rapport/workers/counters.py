"""The upkeep of counters: those that are missing are made, many rows become few, and what disagrees is counted anew."""

from procrastinate.contrib.django import app

from rapport.platform.queue import observed
from rapport.records.counters import mend, upkeep


@app.periodic(cron="* * * * *")
@app.task(name="counters.upkeep", queueing_lock="counters.upkeep")
def keep_up(timestamp: int) -> None:
    """Every minute."""
    observed("counters.upkeep", lambda **_: upkeep())(timestamp=timestamp)


@app.periodic(cron="57 3 * * *")
@app.task(name="counters.mend", queueing_lock="counters.mend")
def compare(timestamp: int) -> None:
    """Every night."""
    observed("counters.mend", lambda **_: mend())(timestamp=timestamp)
