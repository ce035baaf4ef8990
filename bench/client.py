"""A signed-in browser, as fast as Python can be one: a kept-alive socket and answers read by their length."""

import json
import socket
from typing import Any
from uuid import UUID


class Client:
    """One connection with a session cookie."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def request(self, method: str, path: str, body: bytes = b"", content_type: str = "application/json") -> bytes:
        """The bytes of one request, for `answer`."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
        if method != "GET":
            head += f"X-CSRFToken: {self.cookies.get('csrftoken', '')}\r\nContent-Type: {content_type}\r\n"
            head += f"Content-Length: {len(body)}\r\nReferer: http://127.0.0.1:{self.port}/\r\n"
        return head.encode() + b"\r\n" + body

    def answer(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Sends and waits: status, head, body."""
        self.socket.sendall(request)
        while b"\r\n\r\n" not in self.buffer:
            self.receive()
        head, _sep, rest = self.buffer.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _sep, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        self.buffer = rest
        while len(self.buffer) < length:
            self.receive()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return int(head[9:12]), head, body

    def receive(self) -> None:
        """More bytes."""
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("The server closed the connection.")
        self.buffer += more

    def call(self, method: str, path: str, value: Any = None) -> Any:
        """JSON there and back; keeps the cookies that come."""
        body = b"" if value is None else json.dumps(value, default=as_text).encode()
        status, head, answer = self.answer(self.request(method, path, body))
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"set-cookie:"):
                name, _sep, kept = line[11:].decode().strip().partition(";")[0].partition("=")
                self.cookies[name] = kept
        if status >= 400 and "/auth/session" not in path:
            raise RuntimeError(f"{method} {path}: {status} {answer[:500]!r}")
        return json.loads(answer) if answer[:1] in b"{[" else None


def as_text(value: Any) -> str:
    """Ids in JSON."""
    assert isinstance(value, UUID)
    return str(value)


def sign_in(port: int, email: str, password: str) -> Client:
    """A client with a session."""
    client = Client(port)
    client.call("GET", "/_allauth/browser/v1/auth/session")
    client.call("POST", "/_allauth/browser/v1/auth/login", {"email": email, "password": password})
    client.call("GET", "/api/v1/me")
    return client
