"""The one door for requests that a user's address makes us send: checked, short, small, and never led elsewhere."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import cast

import httpcore
import httpx
from django.utils.translation import gettext as _

from rapport.platform.outgoing_address import AddressRefused, NotFetched, read_target
from rapport.platform.outgoing_network import Clock, GuardedNetwork, Resolve, look_up
from rapport.platform.settings import current

__all__ = ["AddressRefused", "GuardedTransport", "NotFetched", "fetch", "outgoing_client"]

MOST_BYTES = 1 << 20
# Servers that hang must not hold all threads of a web process: half of them answer whatever happens.
turns = BoundedSemaphore(max(1, current().web_threads // 2))
SECONDS = 10.0
PLAIN = "identity"


class GuardedTransport(httpx.BaseTransport):
    """What any httpx client sends by. `seconds` are for the whole of a request, `most_bytes` for its answer."""

    def __init__(
        self,
        *,
        https_only: bool = True,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
        resolve: Resolve = look_up,
    ) -> None:
        self.https_only, self.seconds, self.most_bytes, self.resolve = https_only, seconds, most_bytes, resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The whole answer, read already. Raises `NotFetched`."""
        url = request.url
        target = read_target(str(url), https_only=self.https_only)
        network = GuardedNetwork(Clock(self.seconds), allowed=target.allowed, resolve=self.resolve)
        request.headers["Accept-Encoding"] = PLAIN  # a few bytes could unfold to gigabytes
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=cast("httpx.SyncByteStream", request.stream),
        )
        # A pool of its own: no connection outlives the request whose clock it has.
        pool = httpcore.ConnectionPool(ssl_context(), network_backend=network)
        with taking_turns(), telling(target.host), pool:
            answer = pool.handle_request(sent)
            try:
                return httpx.Response(answer.status, headers=answer.headers, content=self.body(answer))
            finally:
                answer.close()

    def body(self, answer: httpcore.Response) -> bytes:
        """The body, unless it is larger than it may be or packed."""
        for name, value in answer.headers:
            if name.lower() == b"content-encoding" and value.lower() != PLAIN.encode():
                raise NotFetched(_("The server sent its answer packed, although it was asked not to."))
        read = bytearray()
        for part in answer.iter_stream():
            read += part
            if len(read) > self.most_bytes:
                raise NotFetched(
                    _("The answer of the server is larger than %(most)d kB.") % {"most": self.most_bytes >> 10}
                )
        return bytes(read)


@contextmanager
def taking_turns() -> Iterator[None]:
    """Raises `NotFetched` rather than wait where many wait for other servers already."""
    if not turns.acquire(blocking=False):
        raise NotFetched(_("Rapport is waiting for other servers just now. Try again in a few seconds."))
    try:
        yield
    finally:
        turns.release()


@contextmanager
def telling(host: str) -> Iterator[None]:
    """Says in a sentence what the connection ended with; a port that is closed and one that is silent sound alike."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise NotFetched(_("%(host)s did not answer in time. Try again later.") % {"host": host}) from error
    except httpcore.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLCertVerificationError):
            raise NotFetched(
                _("%(host)s has a certificate that is not valid: %(why)s.")
                % {"host": host, "why": error.__cause__.verify_message}
            ) from error
        raise NotFetched(_("%(host)s could not be reached. Check the address.") % {"host": host}) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotFetched(_("%(host)s did not answer as a web server does.") % {"host": host}) from error


@lru_cache(maxsize=1)
def ssl_context() -> ssl.SSLContext:
    """Whose certificates are trusted: the public authorities, or those of the file that SSL_CERT_FILE names."""
    return httpx.create_ssl_context()


def outgoing_client(**limits: float) -> httpx.Client:
    """A client that follows no redirect and knows no proxy; `limits` are the words of `GuardedTransport`."""
    transport = GuardedTransport(**limits)  # type: ignore[arg-type] # whole numbers where those are wanted
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False)


def fetch(url: str, *, accept: str = "application/json", most_bytes: int = MOST_BYTES) -> bytes:
    """The body of what is there. Raises `NotFetched`, also for any status but 200."""
    _target = read_target(url)  # httpx would mend some of what is refused
    with outgoing_client(most_bytes=most_bytes) as client:
        answer = client.get(url, headers={"Accept": accept})
    if answer.is_redirect:
        raise NotFetched(_("The server sends on to another address. Enter the final address."))
    if answer.status_code != HTTPStatus.OK:
        raise NotFetched(
            _("The server answered with %(status)d instead of 200. Check the address.") % {"status": answer.status_code}
        )
    return answer.content
