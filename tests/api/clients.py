"""A client of the API as a browser is one: a session cookie, a CSRF cookie and its header."""

import time
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpResponse
from django.test import Client

from rapport.accounts.models import User
from rapport.accounts.sessions import SessionStore

BASE = "/api/v1"


class ApiClient:
    """Sends JSON and reads JSON."""

    def __init__(self, client: Client, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if body is None else orjson.dumps(body)
        return self.client.generic(
            method.upper(), BASE + path, data, content_type="application/json", headers=self.headers | named
        )

    def get(self, path: str, **headers: str) -> Any:
        return read(self.send("get", path, **headers), 200)

    def post(self, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        return read(self.send("post", path, body, **headers), status)

    def patch(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        return read(self.send("patch", path, body, **headers), status)


def read(response: HttpResponse, status: int) -> Any:
    assert response.status_code == status, response.content.decode()
    return orjson.loads(response.content) if response.content else None


def sign_in(user: User) -> ApiClient:
    store = SessionStore()
    store[SESSION_KEY] = str(user.id)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    store["account_authentication_methods_user"] = str(user.id)
    store.create()
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    token = "a" * 32
    client.cookies["csrftoken"] = token
    return ApiClient(client, {"X-CSRFToken": token})


def stranger_client() -> ApiClient:
    token = "a" * 32
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = token
    return ApiClient(client, {"X-CSRFToken": token})
