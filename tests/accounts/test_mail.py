"""A mail exists when its act commits, lies sealed until it is sent, and is sent by the worker's task."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from rapport.accounts.mail import Letter, forget_unsent, post, send
from rapport.accounts.models import OutgoingMail
from rapport.kernel.clock import now
from rapport.platform.sealing import Unreadable, seal, sealer, unseal
from rapport.workers.mail import send_mail
from tests.mail_server import mail_server

LETTER = Letter("Hello\nthere", "Follow this link: https://example.com/secret")
pytestmark = pytest.mark.django_db


def test_a_mail_goes_with_its_transaction() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        post("ann@example.com", LETTER)
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()
    post("ann@example.com", LETTER)
    [job] = ProcrastinateJob.objects.all()
    [mail] = OutgoingMail.objects.all()
    assert (job.task_name, job.args) == ("mail.send", {"mail_id": str(mail.id)})


def test_neither_table_holds_anybody_s_data() -> None:
    post("ann@example.com", LETTER)
    stored = str(OutgoingMail.objects.values().get()) + str(ProcrastinateJob.objects.values().get())
    assert "ann" not in stored
    assert "secret" not in stored


def test_it_is_sent_once_and_forgotten(settings) -> None:
    post("ann@example.com", LETTER)
    mail = OutgoingMail.objects.get()
    with mail_server() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        box.refuse = "451 Try again later"
        with pytest.raises(OSError, match="451"):
            send(mail.id)
        assert OutgoingMail.objects.exists()
        box.refuse = ""
        send(mail.id)
        send(mail.id)
    [got] = box.mails
    assert (got["To"], got["Subject"]) == ("ann@example.com", "Hello there")
    assert got["Message-ID"] == f"<{mail.id}@localhost>"
    assert "secret" in got.get_content()
    assert not OutgoingMail.objects.exists()


def test_the_worker_knows_the_task() -> None:
    from procrastinate.contrib.django import app

    assert app.tasks["mail.send"].retry_strategy
    post("ann@example.com", LETTER)
    OutgoingMail.objects.update(created_at=now() - timedelta(days=8))
    forget_unsent()
    assert not OutgoingMail.objects.exists()
    assert callable(send_mail)


def test_an_older_key_still_opens_and_a_strange_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_keys(*keys: str) -> None:
        sealer.cache_clear()
        monkeypatch.setattr("rapport.platform.settings.Settings.sealing_keys", lambda _settings: keys)

    with_keys("a" * 32)
    old = seal("secret")
    with_keys("b" * 32, "a" * 32)
    assert unseal(old) == "secret"
    with_keys("b" * 32)
    with pytest.raises(Unreadable):
        unseal(old)
    sealer.cache_clear()
