"""What users make us ask never reaches the inside, whatever form its address takes."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import chain, repeat

import dns.resolver
import httpcore
import httpx
import pytest
from dnslib import QTYPE, RR, A, DNSRecord
from dnslib.server import BaseResolver, DNSHandler, DNSServer

from rapport.platform import outgoing_address
from rapport.platform.outgoing import AddressRefused, GuardedTransport, NotFetched, fetch, taking_turns
from rapport.platform.outgoing_network import Clock, GuardedNetwork
from rapport.platform.public_addresses import is_public
from rapport.platform.settings import current
from tests.platform.listener import Listener, counting

NAME = "login.example.com"


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """A server on loopback whose port counts as the usual one, so that nothing but the host can be what is refused."""
    with counting() as listener:
        for scheme in ("http", "https"):
            monkeypatch.setitem(outgoing_address.PORTS, scheme, listener.port)
        yield listener


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch, inside: Listener) -> Iterator[Listener]:
    """The same server, named by the operator."""
    monkeypatch.setenv("RAPPORT_OUTGOING_ALLOW", f"127.0.0.1:{inside.port},idp.internal:{inside.port}")
    current.cache_clear()
    yield inside
    monkeypatch.undo()
    current.cache_clear()


def ask(url: str, *addresses: str, **limits: float) -> bytes:
    """As `fetch` asks, over plain http too, with these addresses for every name."""
    resolve = (lambda _host, _port: list(addresses)) if addresses else None
    transport = GuardedTransport(https_only=False, **({"resolve": resolve} if resolve else {}), **limits)
    outgoing_address.read_target(url, https_only=False)
    with httpx.Client(transport=transport, trust_env=False) as client:
        return client.get(url).content


def test_servers_that_hang_leave_threads_for_others(allowed: Listener) -> None:
    """Half of a process's threads may wait for other servers; who comes then is told at once."""
    held = [taking_turns() for _turn in range(current().web_threads // 2)]
    with ExitStack() as stack:
        for turn in held:
            stack.enter_context(turn)
        before = allowed.connections
        with pytest.raises(NotFetched, match="waiting for other servers"):
            ask(f"http://127.0.0.1:{allowed.port}/")
        assert allowed.connections == before
    with suppress(NotFetched):  # it says nothing, but it is asked
        ask(f"http://127.0.0.1:{allowed.port}/")
    assert allowed.connections == before + 1


HOSTS = (
    # Every way to write 127.0.0.1, and names that mean it.
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1",
    "0177.0.0.01", "017700000001", "127.0.0.01", "127.000.000.001", "00000127.0.0.1", "127.0x0.0.1", "0.0.0.0", "0",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001:0:7f00:1::80ff:fffe]",
    "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[::1", "::1", "[127.0.0.1]", "[v1.127]", "[fd00:ec2::254]",
    "localhost", "LOCALHOST", "localhost.", "localhost.localdomain.", "ip6-localhost", "intranet", "metadata",
    "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "ｌocalhost", "lo\u00adcalhost", "locⓐlhost",
    "login.example.com@127.0.0.1", "login.example.com:x@127.0.0.1", "login.example.com%40127.0.0.1", "@127.0.0.1",
    "127.0.0.1%23.example.com", "127.0.0.1%2f.example.com", "127.0.0.1%00.example.com", "%31%32%37.0.0.1",
    "127.0.0.1\\@login.example.com", "login.example.com\\@127.0.0.1", "127.0.0.1 .example.com", "127.0.0.1\t",
    "127.0.0.1\r\nHost: a", "127.0.0.1\x00.example.com", "169.254.169.254", "0xa9fea9fe", "2852039166",
    "[::ffff:169.254.169.254]", "100.100.100.200", "192.0.0.192", "168.63.129.16", "-a.example.com", "a..example.com",
    ".example.com", "example.com..", "*.example.com", "exa_mple.com", "a" * 64 + ".example.com", "8.8.8.8", "",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS, ids=ascii)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_form_of_a_host_reaches_the_inside(inside: Listener, scheme: str, host: str) -> None:
    with pytest.raises(AddressRefused):
        ask(f"{scheme}://{host}:{inside.port}/", "127.0.0.1")
    assert inside.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_x", "dict://127.0.0.1:{port}/d:x",
        "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "//127.0.0.1:{port}/", "data:,x",
        "http:127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}\\", " http://127.0.0.1:{port}/",
        "jar:http://127.0.0.1:{port}/!/", "ws://127.0.0.1:{port}/", "http://login.example.com:{port}/#@127.0.0.1:{port}/",
        "http://login.example.com:{port}#@127.0.0.1/", "http://login.example.com:{port}\n@127.0.0.1:{port}/",
        "http://user:word@login.example.com:{port}/", "http://login.example.com:{port}?@127.0.0.1:{port}@/\\",
        "http://login.example.com:99999/", "http://login.example.com:-1/", "http://login.example.com:８０/",
        "http://login.example.com:0x50/", "http://login.example.com:{port}/" + "a" * 2048,
    ],
)  # fmt: skip
def test_no_form_of_an_address_reaches_the_inside(inside: Listener, url: str) -> None:
    with pytest.raises(AddressRefused):
        ask(url.replace("{port}", str(inside.port)), "127.0.0.1")
    assert inside.connections == 0


INNER = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254",
    "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:0:a00:1::", "2001:2::1", "2001:10::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "2606:4700::1%lo", "127.1", "0177.0.0.1", "no address", "",
)  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_inside_is_refused_like_one_that_leads_nowhere(inside: Listener, address: str) -> None:
    said = set()
    for answer in ([address], ["8.8.8.8", address], []):
        with pytest.raises(AddressRefused) as refused:
            ask(f"http://{NAME}:{inside.port}/", *answer or [""])
        said.add(str(refused.value))
    assert len(said) == 1
    assert inside.connections == 0


def test_servers_of_the_internet_are_public() -> None:
    for address in (
        "8.8.8.8",
        "1.1.1.1",
        "172.32.0.1",
        "2606:4700:4700::1111",
        "2a00:1450:4001:806::200e",
        "64:ff9b::8.8.8.8",
    ):
        assert is_public(address), address


class Rebinding(BaseResolver):
    """A public address the first time, loopback ever after."""

    asked = 0

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        self.asked += 1
        reply = request.reply()
        reply.add_answer(RR(request.q.qname, QTYPE.A, rdata=A("8.8.8.8" if self.asked == 1 else "127.0.0.1"), ttl=0))
        return reply


class Noting(httpcore.NetworkBackend):
    """Notes where a connection would go, and makes none."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def connect_tcp(self, host: str, *_words: object, **_more: object) -> httpcore.NetworkStream:
        self.addresses.append(host)
        raise httpcore.ConnectError


def test_a_name_that_changes_its_mind_is_looked_up_once() -> None:
    rebinding = Rebinding()
    server = DNSServer(rebinding, port=0, address="127.0.0.1")
    server.start_thread()
    try:
        asking = dns.resolver.Resolver(configure=False)
        asking.nameservers, asking.port = ["127.0.0.1"], server.server.server_address[1]

        def resolve(host: str, _port: int) -> list[str]:
            return [record.to_text() for record in asking.resolve(host)]

        network = GuardedNetwork(Clock(5), allowed=False, resolve=resolve)
        network.plain = noting = Noting()
        with pytest.raises(httpcore.ConnectError):
            network.connect_tcp(NAME, 443)
        assert noting.addresses == ["8.8.8.8"]
        assert rebinding.asked == 1
        with pytest.raises(AddressRefused):
            network.connect_tcp(NAME, 443)
        assert noting.addresses == ["8.8.8.8"]
    finally:
        server.stop()
        server.server.server_close()


@pytest.mark.parametrize(
    "url", ["http://login.example.com/", "https://login.example.com:8443/", "https://a.example.com:0/"]
)
def test_other_ports_and_plain_http_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        fetch(url)


def test_the_environment_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch, inside: Listener) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{inside.port}")
    with pytest.raises(NotFetched):
        fetch("https://nowhere.invalid/")
    assert inside.connections == 0


def test_what_the_operator_allows_is_asked(allowed: Listener) -> None:
    allowed.answer = iter([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"])
    assert fetch(f"http://127.0.0.1:{allowed.port}/") == b"{}"
    assert allowed.connections == 1
    allowed.answer = iter([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"])
    assert ask(f"http://idp.internal:{allowed.port}/", "127.0.0.1") == b"{}"
    assert allowed.connections == 2
    for other in (
        f"http://127.0.0.1:{allowed.port + 1}/",
        f"http://127.0.0.2:{allowed.port}/",
        f"http://localhost:{allowed.port}/",
    ):
        with pytest.raises(AddressRefused):
            fetch(other)


def test_a_redirect_is_not_followed(allowed: Listener) -> None:
    with counting() as other:
        for status in (301, 302, 303, 307, 308):
            there = f"Location: http://127.0.0.1:{other.port}/\r\n".encode()
            allowed.answer = iter([b"HTTP/1.1 %d Go\r\n" % status + there + b"Content-Length: 0\r\n\r\n"])
            with pytest.raises(NotFetched, match="sends on to another address"):
                fetch(f"http://127.0.0.1:{allowed.port}/")
        assert other.connections == 0
    assert allowed.connections == 5


BEGIN = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (chain([BEGIN + b"\r\n"], repeat(b"x" * 65_536)), "larger than 1024 kB"),
        (
            chain([BEGIN + b"Transfer-Encoding: chunked\r\n\r\n"], repeat(b"10000\r\n" + b"x" * 65_536 + b"\r\n")),
            "larger",
        ),
        ([BEGIN + b"Content-Length: 99999999999\r\n\r\n", b"x" * (2 << 20)], "larger than 1024 kB"),
        ([BEGIN + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"], "packed"),
        (chain([BEGIN], repeat(b"X-More: " + b"x" * 4096 + b"\r\n")), "did not answer as a web server does"),
        ([b"SSH-2.0-OpenSSH_9\r\n"], "did not answer as a web server does"),
        ([BEGIN + b"Content-Length: 10\r\n\r\nshort"], "did not answer as a web server does"),
        ([], "did not answer as a web server does"),
    ],
)
def test_an_answer_is_small_and_well_formed(allowed: Listener, answer: list[bytes], sentence: str) -> None:
    allowed.answer = iter(answer)
    with pytest.raises(NotFetched, match=sentence):
        fetch(f"http://127.0.0.1:{allowed.port}/")


def drip(first: bytes, each: bytes) -> Iterator[bytes]:
    """Each part comes soon enough for any single read."""
    yield first
    for _time in range(100):
        time.sleep(0.05)
        yield each


@pytest.mark.parametrize(
    "answer", [(b"", b"x"), (BEGIN, b"X-A: b\r\n"), (BEGIN + b"\r\n", b"x"), (b"", b"HTTP/1.1 100 Go\r\n\r\n")]
)
def test_the_time_is_for_the_whole_of_it(allowed: Listener, answer: tuple[bytes, bytes]) -> None:
    allowed.answer = drip(*answer)
    with pytest.raises(NotFetched, match="did not answer in time"):
        ask(f"http://127.0.0.1:{allowed.port}/", seconds=0.4)


def test_a_look_up_that_hangs_is_not_waited_for() -> None:
    transport = GuardedTransport(seconds=0.2, resolve=lambda _host, _port: time.sleep(1) or [])
    with httpx.Client(transport=transport) as client, pytest.raises(NotFetched, match="did not answer in time"):
        client.get(f"https://{NAME}/")


def test_a_certificate_of_nobody_is_refused(monkeypatch: pytest.MonkeyPatch, allowed: Listener) -> None:
    allowed.answer = iter([BEGIN + b"Content-Length: 2\r\n\r\n{}"])
    with pytest.raises(NotFetched, match="could not be reached"):
        fetch(f"https://127.0.0.1:{allowed.port}/")


def test_there_is_no_way_to_a_unix_socket() -> None:
    with pytest.raises(AddressRefused):
        GuardedNetwork(Clock(1), allowed=True).connect_unix_socket("/run/docker.sock")
