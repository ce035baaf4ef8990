"""Mail to a person: stored with the act that causes it, sent by the worker, tried again when the server refuses."""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from rapport.accounts.models import OutgoingMail
from rapport.kernel.clock import now
from rapport.platform.mail import deliver
from rapport.platform.queue import enqueue
from rapport.platform.sealing import seal, unseal

TASK = "mail.send"
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, as plain text."""

    subject: str
    text: str


def post(to: str, letter: Letter) -> None:
    """Sends the letter once the caller's transaction commits, and never otherwise."""
    content = {"to": to, "subject": " ".join(letter.subject.split()), "text": letter.text}
    with transaction.atomic():
        mail = OutgoingMail.objects.create(sealed=seal(orjson.dumps(content).decode()))
        enqueue(TASK, mail_id=str(mail.id))


def send(mail_id: UUID) -> None:
    """The worker's part. A worker that is killed in between sends it again, under the same Message-ID."""
    mail = OutgoingMail.objects.filter(id=mail_id).first()
    if mail is None:
        return
    content = orjson.loads(unseal(mail.sealed))
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    deliver(**content, message_id=f"<{mail.id}@{domain}>")
    mail.delete()


def forget_unsent() -> None:
    """What no server took for a week is given up: links in it are over by then."""
    OutgoingMail.objects.filter(created_at__lt=now() - KEPT).delete()
