"""Hands one text mail to the mail server, or to the folder that stands in for it."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage

from rapport.platform.settings import Settings
from rapport.platform.smtp import read_smtp

FOLDER = "rapport.platform.mail_folder.EmailBackend"
# Machines that answer mail by themselves (on holiday, mailbox full) leave these unanswered.
BY_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def mail_settings(settings: Settings) -> Mapping[str, Any]:
    """What Django has to know."""
    server = read_smtp(settings.smtp_url.get_secret_value()).django() if settings.smtp_url else {}
    sender = settings.mail_from or "Rapport <rapport@localhost>"
    return {"EMAIL_BACKEND": FOLDER, "DEFAULT_FROM_EMAIL": sender, **server}


def deliver(*, to: str, subject: str, text: str, message_id: str) -> None:
    """Sends it now, and raises what goes wrong. `message_id` lets a mailbox know a mail that is sent again."""
    message = EmailMessage(subject, text, to=[to], headers={"Message-ID": message_id, **BY_MACHINE})
    message.send()
