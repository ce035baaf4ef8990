"""A directory as Rapport sees one: a program with a provisioning token, over real HTTP or straight to the views."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from urllib.parse import quote
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import httpx
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from scim2_client import BaseSyncSCIMClient

from rapport.accounts.scim.tokens import create_token

BASE = "/scim/v2"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


class Directory:
    """Sends SCIM and reads SCIM, without a cookie."""

    def __init__(self, workspace_id: UUID) -> None:
        made, self.token = create_token(workspace_id, name="Entra ID", expires_at=None)
        self.token_id = made.id
        self.client = Client(enforce_csrf_checks=True)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        named = {"Authorization": f"Bearer {self.token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method.upper(), BASE + path, data, content_type="application/scim+json", headers=named
        )

    def ask(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        answer = self.send(method, path, body, **headers)
        assert answer.status_code == status, (answer.status_code, answer.content.decode())
        return json.loads(answer.content) if answer.content else None

    def refused(self, method: str, path: str, body: Any = None, status: int = 400, **headers: str) -> Any:
        """The error, whose form is RFC 7644's."""
        error = self.ask(method, path, body, status, **headers)
        assert error["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
        assert error["status"] == str(status)
        assert error["detail"]
        return error

    def user(self, name: str, *, status: int = 201, **more: Any) -> Any:
        body = {"schemas": [USER], "userName": name, "active": True, "displayName": name.partition("@")[0].title()}
        return self.ask("post", "/Users", body | more, status)

    def group(self, name: str, *members: Any, status: int = 201, **more: Any) -> Any:
        body = {"schemas": [GROUP], "displayName": name, "members": [{"value": each["id"]} for each in members]}
        return self.ask("post", "/Groups", body | more, status)

    def patch(self, path: str, *operations: Any, status: int = 200) -> Any:
        return self.ask("patch", path, {"schemas": [PATCH], "Operations": list(operations)}, status)

    def listed(self, kind: str, text: str, more: str = "") -> Any:
        """The list that a filter finds."""
        return self.ask("get", f"/{kind}?filter={quote(text)}{more}")

    def found(self, kind: str, text: str) -> list[str]:
        """What a filter finds, by user name or display name, the oldest first."""
        answer = self.listed(kind, text, "&count=200")
        assert answer["totalResults"] == len(answer.get("Resources", []))
        return [each.get("userName") or each["displayName"] for each in answer.get("Resources", [])]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library calls it so
        """Says nothing."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def serving() -> Iterator[str]:
    """The application as it runs, on a port of loopback; yields where."""
    application = get_wsgi_application()

    def answer(environ: Any, start_response: Any) -> Any:
        try:
            return list(application(environ, start_response))
        finally:
            connection.close()

    with make_server("127.0.0.1", 0, answer, server_class=Threaded, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(10)


class HttpClient(BaseSyncSCIMClient):
    """scim2-client over real HTTP."""

    def __init__(self, address: str, token: str, **more: Any) -> None:
        super().__init__(**more)
        headers = {"Authorization": f"Bearer {token}"}
        self.http = httpx.Client(base_url=f"{address}{BASE}", headers=headers, timeout=60)

    def _stays_under_base_url(self, endpoint: str) -> bool:
        return str(self.http.build_request("GET", endpoint).url).startswith(str(self.http.base_url))

    def _parse_json(self, response: Any) -> Any:
        return response.json()

    def request(self, method: str, url: str, **more: Any) -> Any:
        return self.http.request(method, url, **more)
