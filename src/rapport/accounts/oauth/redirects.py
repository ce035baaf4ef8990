"""Redirect addresses of apps: which may be registered, and which one of a request is one of those."""

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.utils.translation import gettext as _

from rapport.kernel.errors import FieldError

FIELD = "redirect_uris"
MOST, LONGEST = 10, 500
# What RFC 3986 allows, without the fragment and without the star that other products read as a wildcard.
ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()+,;=%]+")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# Parameters of our answer: an address that brings its own could make an app read those instead.
OURS = frozenset({"code", "state", "iss", "error", "error_description", "error_uri"})


def problems(addresses: object, *, confidential: bool) -> list[FieldError]:
    """What is wrong with the addresses of an app, one sentence each."""
    if not isinstance(addresses, list) or not all(isinstance(each, str) for each in addresses):
        return [FieldError(FIELD, "invalid", _("Give the redirect addresses as a list of texts."))]
    if not 1 <= len(addresses) <= MOST or len(set(addresses)) != len(addresses):
        return [FieldError(FIELD, "count", _("Give one to ten redirect addresses, each once."))]
    sentences = [sentence for each in addresses if (sentence := objection(each, confidential=confidential))]
    return [FieldError(FIELD, "invalid", sentence) for sentence in dict.fromkeys(sentences)]


def objection(address: str, *, confidential: bool) -> str:
    """Why the address may not be registered; empty when it may."""
    parts = split(address)
    if parts is None or "@" in parts.netloc:
        return _("Write a redirect address as https://app.example.com/callback: no spaces, no user name, no *, no #.")
    if OURS & {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}:
        return _("Leave code, state, iss and error out of the redirect address: the answer brings them.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return _("Use https, or http on 127.0.0.1, [::1] or localhost for a program on the user's own machine.")
    private = "." in parts.scheme and not confidential
    if parts.hostname if parts.scheme in {"http", "https"} else private and (parts.netloc or parts.path):
        return ""
    return _("Use https. Only an app without a secret may have a scheme of its own, such as com.example.app:/callback.")


def split(address: str) -> SplitResult | None:
    """The parts of an address that is written plainly; None for any other text."""
    if len(address) > LONGEST or not ALLOWED.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        _valid = parts.port
    except ValueError:
        return None
    return parts if parts.scheme and address.startswith(f"{parts.scheme}:") else None


def matches(registered: str, asked: str, *, confidential: bool) -> bool:
    """Whether the asked address is the registered one, to the letter; on its own machine a program finds a free port
    only when it runs, so there the port of an app without a secret may be another."""
    if registered == asked:
        return True
    mine, theirs = split(registered), split(asked)
    if confidential or mine is None or theirs is None or mine.scheme != "http" or mine.hostname not in LOOPBACK:
        return False
    return without_port(mine) == without_port(theirs)


def without_port(parts: SplitResult) -> tuple[str, ...]:
    """All that has to agree besides the port; a user name before the host is a part of it."""
    host = parts.netloc.removesuffix(f":{parts.port}") if parts.port is not None else parts.netloc
    return (parts.scheme, host, parts.path, parts.query)
