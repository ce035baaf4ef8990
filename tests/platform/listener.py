"""A listener on loopback that counts who connects, and says what it is told to say."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread


@dataclass
class Listener:
    """`answer` is sent as it stands, part by part, for as long as somebody listens."""

    port: int = 0
    connections: int = 0
    answer: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                try:
                    connection.recv(65_536)
                    for part in self.answer:
                        connection.sendall(part)
                except OSError:
                    continue


@contextmanager
def counting() -> Iterator[Listener]:
    """Listens on IPv4's and, where there is one, IPv6's loopback, on one port."""
    with socket.create_server(("127.0.0.1", 0)) as first:
        found = Listener(first.getsockname()[1])
        sockets = [first]
        with suppress(OSError):  # a machine without IPv6
            sockets.append(socket.create_server(("::1", found.port), family=socket.AF_INET6))
        threads = [Thread(target=found.serve, args=(each,)) for each in sockets]
        for thread in threads:
            thread.start()
        try:
            yield found
        finally:
            for each in sockets:
                each.shutdown(socket.SHUT_RDWR)
                each.close()
            for thread in threads:
                thread.join()
