"""Mail reaches a real server, encrypted where it must be, and is never lost silently where there is none."""

import ssl
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPNotSupportedError
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from rapport.platform.mail import deliver, mail_settings
from rapport.platform.settings import Settings
from rapport.platform.smtp import SmtpServer, read_smtp
from tests.mail_server import PASSWORD, USER, mail_server, make_certificate

FROM = "Rapport <rapport@example.com>"
LOGIN = f"{USER}:{quote(PASSWORD, safe='')}"


def sending_by(settings, url: str) -> None:
    for name, value in mail_settings(Settings(smtp_url=SecretStr(url), mail_from=FROM)).items():
        setattr(settings, name, value)


def send() -> None:
    deliver(
        to="ann@example.com", subject="Grüße", text="Dear Ann,\n\n\u017dofie is here.", message_id="<1@example.com>"
    )


def test_a_relay_gets_the_whole_mail(settings) -> None:
    with mail_server() as box:
        sending_by(settings, f"smtp://127.0.0.1:{box.port}?tls=none")
        send()
    [mail] = box.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == (FROM, "ann@example.com", "Grüße")
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<1@example.com>", "auto-generated")
    assert mail["Date"]
    assert mail.get_content().split("\r\n") == ["Dear Ann,", "", "\u017dofie is here.", ""]


def test_a_password_goes_over_tls_only(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    with mail_server(certificate) as box:
        sending_by(settings, f"smtp://{LOGIN}@127.0.0.1:{box.port}")
        with pytest.raises(ssl.SSLCertVerificationError):
            send()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send()
        assert box.encrypted == [True]
        sending_by(settings, f"smtp://{USER}:wrong@127.0.0.1:{box.port}")
        with pytest.raises(SMTPAuthenticationError):
            send()
    with mail_server() as plain:
        sending_by(settings, f"smtp://{LOGIN}@127.0.0.1:{plain.port}")
        with pytest.raises(SMTPNotSupportedError):
            send()
        assert plain.mails == []


def test_a_server_that_refuses_is_heard(settings) -> None:
    with mail_server() as box:
        box.refuse = "451 Try again later"
        sending_by(settings, f"smtp://127.0.0.1:{box.port}?tls=none")
        with pytest.raises(SMTPDataError):
            send()


def test_without_a_server_the_mail_is_a_file_of_its_owner(settings, tmp_path: Path) -> None:
    here = Settings(data_dir=tmp_path)
    for name, value in {**mail_settings(here), "RAPPORT": here}.items():
        setattr(settings, name, value)
    send()
    [file] = (tmp_path / "mail").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("ann@example.com", "Grüße")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer("mail.example.com", 587, "", "", "starttls")),
        ("smtps://ann:b%40c@mail.example.com", SmtpServer("mail.example.com", 465, "ann", "b@c", "implicit")),
        ("smtp://127.0.0.1:2525?tls=none", SmtpServer("127.0.0.1", 2525, "", "", "none")),
    ],
)
def test_an_address_says_where_and_how(url: str, server: SmtpServer) -> None:
    assert read_smtp(url) == server


@pytest.mark.parametrize(
    "url",
    ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://h:99999", "smtp://h/box", "smtp://h?tls=off",
     "smtp://h?x=1", "smtps://h?tls=none", "smtp://ann:b@h?tls=none"],
)  # fmt: skip
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"smtp://|TLS"):
        read_smtp(url)
