"""What single sign-on needs every night: providers change their keys, and say so in their metadata."""

from procrastinate.contrib.django import app

from rapport.accounts.sso.saml import door
from rapport.platform.queue import observed


@app.periodic(cron="42 3 * * *")
@app.task(name="sso.metadata", queueing_lock="sso.metadata")
def follow(timestamp: int) -> None:
    """Every night."""
    observed("sso.metadata", lambda **_: follow_metadata())(timestamp=timestamp)


def follow_metadata() -> None:
    """Reads the metadata of all connections that have its address."""
    door.follow_all()
