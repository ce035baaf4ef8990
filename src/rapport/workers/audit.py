"""The upkeep of the audit log: how far each chain has come is noted elsewhere, all are verified, old entries go."""

from procrastinate.contrib.django import app

from rapport.accounts.audit import anchors, upkeep
from rapport.accounts.audit.retention import shorten_all
from rapport.platform.queue import observed
from rapport.platform.settings import current


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


@app.periodic(cron="37 4 * * *")
@app.task(name="audit.shorten", queueing_lock="audit.shorten")
def remove_old(timestamp: int) -> None:
    """Every night, after the look: a log that is wrong keeps everything."""
    observed("audit.shorten", shorten)(timestamp=timestamp)


def anchor(timestamp: int) -> None:  # noqa: ARG001 - the queue says when
    """Notes how far each chain has come."""
    anchors.anchor_all()


def verify(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Walks all chains; what is wrong is in the log."""
    upkeep.watch()


def shorten(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Removes what the workspaces do not keep; fails and says which setting where the owner's address is missing."""
    shorten_all(current().owner_address)
