"""The background job that sends mail."""

from uuid import UUID

from procrastinate.contrib.django import app

from rapport.accounts.mail import TASK, forget_unsent, send
from rapport.platform.queue import observed, task


@task(TASK, retries=8)
def send_mail(mail_id: str) -> None:
    """Tried for almost three hours: mail servers that refuse for now are back by then."""
    send(UUID(mail_id))


@app.periodic(cron="57 3 * * *")
@app.task(name="mail.clear", queueing_lock="mail.clear")
def clear_mail(timestamp: int) -> None:
    """Every night."""
    observed("mail.clear", lambda **_: forget_unsent())(timestamp=timestamp)
