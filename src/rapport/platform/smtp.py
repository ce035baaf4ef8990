"""Where outgoing mail goes, as one address: `smtp://user:password@host:587` or `smtps://…`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

STARTTLS, IMPLICIT, NONE = "starttls", "implicit", "none"
PORTS = {STARTTLS: 587, IMPLICIT: 465, NONE: 25}
SECONDS = 20
FORM = "write it as smtp://user:password@host:587, smtps://user:password@host:465 or smtp://host:25?tls=none"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """`tls` is `starttls`, `implicit` or `none`; the last is for a relay on the same machine or network."""

    host: str
    port: int
    user: str
    password: str
    tls: str

    def django(self) -> dict[str, Any]:
        """Django's settings; its backend checks the server's certificate."""
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_TLS": self.tls == STARTTLS,
            "EMAIL_USE_SSL": self.tls == IMPLICIT,
            "EMAIL_TIMEOUT": SECONDS,
        }


def read_smtp(url: str) -> SmtpServer:
    """The server of the address. Raises `ValueError` when it is none."""
    try:
        parts = urlsplit(url)
        port, words = parts.port, parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    except ValueError as error:
        raise ValueError(FORM) from error
    tls = IMPLICIT if parts.scheme == "smtps" else NONE if words == {"tls": [NONE]} else STARTTLS
    unknown = words and (words != {"tls": [NONE]} or parts.scheme == "smtps")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or unknown:
        raise ValueError(FORM)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if tls == NONE and password:
        raise ValueError("a password is sent over TLS only; leave out ?tls=none")
    return SmtpServer(parts.hostname, port or PORTS[tls], user, password, tls)
