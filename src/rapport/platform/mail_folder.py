"""Mail without a mail server: each message becomes a file in the data folder, and the log says where."""

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from rapport.kernel.clock import now

NAME = "mail"
log = structlog.get_logger("mail")


class EmailBackend(BaseEmailBackend):
    """Django's backend while RAPPORT_SMTP_URL is unset. The folder is for whoever runs the server alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Writes them; says how many."""
        for message in email_messages:
            path = write(settings.RAPPORT.data_dir / NAME, message.message().as_bytes())
            log.warning("mail written to a file, since RAPPORT_SMTP_URL is not set", file=str(path))
        return len(email_messages)


def write(folder: Path, content: bytes) -> Path:
    """One file, readable by its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{now():%Y-%m-%dT%H-%M-%S}-{uuid4().hex[:8]}.eml"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path
