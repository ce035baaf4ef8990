"""The upkeep of the audit log: how far each chain has come is noted outside the database, and all are verified."""

from procrastinate.contrib.django import app

from rapport.accounts.audit import anchors, upkeep
from rapport.platform.queue import observed


@app.periodic(cron="*/10 * * * *")
@app.task(name="audit.anchor", queueing_lock="audit.anchor")
def note(timestamp: int) -> None:
    """Every ten minutes."""
    observed("audit.anchor", anchor)(timestamp=timestamp)


@app.periodic(cron="7 4 * * *")
@app.task(name="audit.verify", queueing_lock="audit.verify")
def look(timestamp: int) -> None:
    """Every night."""
    observed("audit.verify", verify)(timestamp=timestamp)


def anchor(timestamp: int) -> None:  # noqa: ARG001 - the queue says when
    """Notes how far each chain has come."""
    anchors.anchor_all()


def verify(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Walks all chains; what is wrong is in the log."""
    upkeep.watch()
