"""How an outgoing connection is made: the name is looked up once, every address checked, and a checked one used."""

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from time import monotonic
from typing import Any

import httpcore
from django.utils.translation import gettext as _

from rapport.platform.outgoing_address import AddressRefused
from rapport.platform.public_addresses import is_public

Resolve = Callable[[str, int], list[str]]
MOST_ADDRESSES = 4
# The system's look-up cannot be given a time; whoever waits for it here stops waiting, and a few may hang.
_lookups = ThreadPoolExecutor(8, thread_name_prefix="lookup")


def look_up(host: str, port: int) -> list[str]:
    """The addresses that the system knows for the name, each once. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


class Clock:
    """The time that is left for the whole of one request, however many reads and writes it takes."""

    def __init__(self, seconds: float) -> None:
        self.until = monotonic() + seconds

    def left(self, wanted: float | None = None) -> float:
        """What is left, or what is wanted if that is less. Raises when nothing is."""
        left = self.until - monotonic()
        if left <= 0:
            raise httpcore.TimeoutException
        return left if wanted is None else min(left, wanted)


class TimedStream(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the clock says."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self.stream, self.clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self.stream.read(max_bytes, self.clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends the bytes."""
        self.stream.write(buffer, self.clock.left(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate has to be the name's."""
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, self.clock.left(timeout)), self.clock)

    def get_extra_info(self, info: str) -> Any:
        """What the library asks about the connection."""
        return self.stream.get_extra_info(info)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to public addresses, and for a target that the operator `allowed` to any."""

    def __init__(self, clock: Clock, *, allowed: bool, resolve: Resolve = look_up) -> None:
        self.clock, self.allowed, self.resolve = clock, allowed, resolve
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the addresses that were checked: the name is not looked up again."""
        failed: Exception = httpcore.ConnectError()
        for address in self.addresses(host, port):
            try:
                stream = self.plain.connect_tcp(address, port, self.clock.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return TimedStream(stream, self.clock)
        raise failed

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of the name, if every one of them is public.

        A name that is unknown and one that leads into an inner network answer alike: what names there are in it is
        nobody's business either.
        """
        try:
            found = _lookups.submit(self.resolve, host, port).result(self.clock.left())
        except TooSlow as error:
            raise httpcore.ConnectTimeout from error
        except (OSError, UnicodeError):
            found = []
        if not found or not (self.allowed or all(map(is_public, found))):
            raise AddressRefused(
                _("%(host)s leads to no server on the public internet. Check the name; for a provider of your own "
                  "network the operator sets RAPPORT_OUTGOING_ALLOW.") % {"host": host}
            )  # fmt: skip
        return found[:MOST_ADDRESSES]

    def connect_unix_socket(self, *_words: Any, **_more: Any) -> httpcore.NetworkStream:
        """Never: a socket is a thing of this machine."""
        raise AddressRefused(_("This is no web address. Write it as https://login.example.com."))
