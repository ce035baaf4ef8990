"""Web addresses that people type and Rapport then asks: what they may look like, and what the operator allows."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from rapport.platform.host_port import read_host_port
from rapport.platform.settings import current

LONGEST = 2048
PORTS = {"https": 443, "http": 80}
# Names as the public DNS has them. The last part begins with a letter, so that no way of writing an IPv4 address fits.
NAME = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\Z")
PRINTABLE = re.compile(r"[!-~]+\Z")


class NotFetched(Exception):  # noqa: N818 - what happened, which callers tell
    """Nothing came back that can be used; the text is a sentence for whoever typed the address."""


class AddressRefused(NotFetched):
    """The address is not one that Rapport asks."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to connect to. `allowed` by the operator: the port, plain http and an inner address are as they want it."""

    scheme: str
    host: str
    port: int
    allowed: bool


def read_target(url: str, *, https_only: bool = True) -> Target:
    """The target of the address. Raises `AddressRefused` with the sentence that says what is wrong."""
    if len(url) > LONGEST or not PRINTABLE.match(url) or "\\" in url:
        raise AddressRefused(_("Write the address in plain letters, such as https://login.example.com."))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(_("This is no web address. Write it as https://login.example.com.")) from error
    if parts.scheme not in PORTS or not host:
        raise AddressRefused(_("This is no web address. Write it as https://login.example.com."))
    if "@" in parts.netloc or "#" in url:
        raise AddressRefused(_("Leave out what stands before “@” or after “#” in the address."))
    port = PORTS[parts.scheme] if port is None else port
    target = Target(parts.scheme, host, port, allowed=(host, port) in allowed_targets())
    if not target.allowed:
        require_public(target, https_only=https_only)
    return target


def require_public(target: Target, *, https_only: bool) -> None:
    """Raises `AddressRefused` when the target is no server of the public internet by its looks alone."""
    if not NAME.match(target.host):
        raise AddressRefused(
            _("Write the full name of the host, such as login.example.com: no number, no short name, no last dot.")
        )
    if https_only and target.scheme != "https":
        raise AddressRefused(_("The address has to begin with https://."))
    if target.port not in PORTS.values():
        raise AddressRefused(
            _("Port %(port)d is not asked. Use the usual port, or let the operator set RAPPORT_OUTGOING_ALLOW.")
            % {"port": target.port}
        )


def allowed_targets() -> frozenset[tuple[str, int]]:
    """The hosts and ports that the operator allows, whatever network they are in."""
    return frozenset(read_host_port(text) for text in current().outgoing_allow)
