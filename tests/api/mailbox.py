"""Reads the mail that waits, as the worker would send it."""

import re
from dataclasses import dataclass

import orjson

from rapport.accounts.models import OutgoingMail
from rapport.platform.sealing import unseal


@dataclass(frozen=True)
class Mail:
    """One mail; `key` is the token of its link."""

    to: str
    subject: str
    text: str

    @property
    def key(self) -> str:
        return re.search(r"\?(?:token|key)=(\S+)", self.text)[1]


def waiting() -> list[Mail]:
    """All of them, the oldest first."""
    return [Mail(**orjson.loads(unseal(mail.sealed))) for mail in OutgoingMail.objects.order_by("id")]


def newest(to: str) -> Mail:
    return [mail for mail in waiting() if mail.to == to][-1]
