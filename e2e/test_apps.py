"""An administrator registers an app; a member lets it act for them, and takes that back."""

import base64
import hashlib
import json
import secrets
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from conftest import Server, call, expect_refusals, serious
from playwright.sync_api import Page, expect


@dataclass
class Client:
    """A small app: where it is answered, and what it needs to turn the answer into a token."""

    place: str
    client_id: str = ""
    secret: str = ""
    # Digits alone: whoever reads an address as numbers would change them.
    state: str = field(default_factory=lambda: str(secrets.randbelow(10**24)))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def asks(self, scope: str, **changed: str) -> str:
        """The address to which it sends a member."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": self.client_id, "redirect_uri": self.place, "scope": scope,
            "state": self.state, "code_challenge": challenge, "code_challenge_method": "S256", **changed,
        }  # fmt: skip
        return f"/oauth/authorize?{urllib.parse.urlencode(asked)}"

    def token(self, rapport: Server, code: str) -> str:
        """The access token for the code."""
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.place,
            "code_verifier": self.verifier, "client_id": self.client_id, "client_secret": self.secret,
        }  # fmt: skip
        sent = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"{rapport.address}/oauth/token", sent, timeout=20) as answer:
            return str(json.load(answer)["access_token"])


@pytest.fixture
def client() -> Iterator[Client]:
    """The app's own page, to which a member is sent back."""

    class Callback(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<link rel=icon href=data:,><h1>Back at the app</h1>")

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Callback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Client(f"http://127.0.0.1:{server.server_port}/callback")
    server.shutdown()
    server.server_close()


def test_a_member_lets_an_app_act_and_takes_it_back(page: Page, client: Client, rapport: Server) -> None:
    register(page, client)
    page.goto(client.asks("profile deals:read"))
    page.get_by_role("heading", name="Harbour reports asks to act for you").wait_for()
    expect(page.get_by_text("See who you are")).to_be_visible()
    expect(page.get_by_text("Either way you go on to 127.0.0.1.")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", name="Back at the app").wait_for()
    assert answered(page)["error"] == ["access_denied"]

    page.goto(client.asks("profile deals:read"))
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("heading", name="Back at the app").wait_for()
    said = answered(page)
    assert said["state"] == [client.state]
    token = client.token(rapport, said["code"][0])
    assert ask(rapport, token, "/deals?limit=1") == 200
    assert ask(rapport, token, "/people?limit=1") == 403

    page.goto("/settings/my-apps")
    row = page.get_by_role("row").filter(has_text="Harbour reports")
    expect(row.get_by_text("See who you are")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="Take back what Harbour reports may do").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("No app acts for you")).to_be_visible()
    assert ask(rapport, token, "/deals?limit=1") == 401

    remove(page)


def test_what_cannot_be_allowed_says_why(page: Page) -> None:
    expect_refusals(page)
    page.goto("/oauth/authorize?response_type=code&client_id=nobody")
    page.get_by_role("heading", name="This cannot be allowed").wait_for()
    expect(page.get_by_role("alert")).to_contain_text("There is no such app.")
    assert serious(page) == []


def register(page: Page, client: Client) -> None:
    page.goto("/settings/apps")
    page.get_by_role("button", name="Register an app").click()
    page.get_by_label("Name").fill("Harbour reports")
    page.get_by_label("Where members are sent back to").fill(client.place)
    page.get_by_role("checkbox", name="Read Deals").check()
    assert serious(page) == []
    page.get_by_role("button", name="Register it").click()
    shown = page.get_by_role("dialog", name="The secret of Harbour reports")
    client.secret = shown.locator("code").first.inner_text()
    client.client_id = shown.locator("dd code").inner_text()
    assert serious(page) == []
    shown.get_by_role("button", name="Done").click()
    expect(page.get_by_role("table", name="Apps").get_by_text("Harbour reports")).to_be_visible()


def remove(page: Page) -> None:
    page.goto("/settings/apps")
    page.get_by_role("button", name="What to do with Harbour reports").click()
    page.get_by_role("menuitem", name="Remove the app").click()
    dialog = page.get_by_role("dialog", name="Remove Harbour reports?")
    expect(dialog.get_by_role("button", name="Remove the app")).to_be_disabled()
    dialog.get_by_label("Type “Harbour reports” to go on").fill("Harbour reports")
    dialog.get_by_role("button", name="Remove the app").click()
    expect(page.get_by_text("No apps yet")).to_be_visible()
    assert call(page, "GET", "/apps")["apps"] == []


def answered(page: Page) -> dict[str, list[str]]:
    """What Rapport told the app, in the address."""
    return urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)


def ask(rapport: Server, token: str, path: str) -> int:
    """How the API answers the app."""
    request = urllib.request.Request(f"{rapport.address}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
