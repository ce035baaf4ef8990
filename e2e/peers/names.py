"""A DNS server on loopback that says what a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dnslib import QTYPE, RR, TXT, DNSRecord
from dnslib.server import BaseResolver, DNSLogger, DNSServer


@dataclass
class Names(BaseResolver):  # type: ignore[misc]  # dnslib says nothing of its types
    """TXT records by name, and where they are asked for."""

    texts: dict[str, str] = field(default_factory=dict)
    place: str = ""

    def resolve(self, request: DNSRecord, _handler: object) -> DNSRecord:
        reply = request.reply()
        text = self.texts.get(str(request.q.qname).rstrip("."))
        if text and request.q.qtype == QTYPE.TXT:
            reply.add_answer(RR(request.q.qname, QTYPE.TXT, rdata=TXT(text), ttl=1))
        return reply


@contextmanager
def name_server() -> Iterator[Names]:
    """Answers until the end, at a port that is free."""
    names = Names()
    server = DNSServer(names, address="127.0.0.1", port=0, logger=DNSLogger("-request,-reply"))
    names.place = f"127.0.0.1:{server.server.server_address[1]}"
    server.start_thread()
    try:
        yield names
    finally:
        server.stop()
        server.server.server_close()
