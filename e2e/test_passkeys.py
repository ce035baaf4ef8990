"""Somebody is invited by mail, joins, makes a passkey, and signs in with it alone: a real browser's own WebAuthn."""

import re
import time
from email import message_from_bytes, policy
from typing import Any

from conftest import Server, new_context
from playwright.sync_api import Browser, Page

NINA = "nina@passkeys.test"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
SEND = """async ([method, path, body]) => {
  const csrf = (document.cookie.match(/csrftoken=([^;]+)/) || [])[1] || "";
  const headers = {"Content-Type": "application/json", "X-CSRFToken": csrf};
  const answer = await fetch(path, {method, headers, body: body ? JSON.stringify(body) : undefined});
  return [answer.status, await answer.json()];
}"""
MAKE = """async (options) => (await navigator.credentials.create(
  {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)})).toJSON()"""
USE = """async (options) => (await navigator.credentials.get(
  {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)})).toJSON()"""
AUTH = "/_allauth/browser/v1"


def send(page: Page, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    return page.evaluate(SEND, [method, path, body])


def mailed_key(server: Server, to: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for file in (server.data / "mail").glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            if mail["To"] == to:
                return re.search(r"token=(\S+)", mail.get_content())[1]
        time.sleep(0.2)
    raise AssertionError("The invitation was not mailed.")


def test_a_passkey_alone_signs_in(page: Page, browser: Browser, rapport: Server) -> None:
    page.goto("/")
    assert send(page, "POST", "/api/v1/invitations", {"email": NINA, "roles": ["salesperson"]})[0] == 201
    key = mailed_key(rapport, NINA)
    context = new_context(browser, Server(rapport.address.replace("127.0.0.1", "localhost"), rapport.data))
    theirs = context.new_page()
    theirs.goto("/sign-in")
    devices = context.new_cdp_session(theirs)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    joining = {"token": key, "name": "Nina", "password": "quiet iron meadow"}
    assert send(theirs, "POST", "/api/v1/join", joining)[0] == 201

    _status, answer = send(theirs, "GET", f"{AUTH}/account/authenticators/webauthn?passwordless")
    made = theirs.evaluate(MAKE, answer["data"]["creation_options"]["publicKey"])
    added = send(theirs, "POST", f"{AUTH}/account/authenticators/webauthn", {"name": "Laptop", "credential": made})
    assert (added[0], added[1]["data"]["is_passwordless"]) == (200, True)

    send(theirs, "DELETE", f"{AUTH}/auth/session")
    assert send(theirs, "GET", "/api/v1/me")[0] == 401
    _status, answer = send(theirs, "GET", f"{AUTH}/auth/webauthn/login")
    used = theirs.evaluate(USE, answer["data"]["request_options"]["publicKey"])
    assert send(theirs, "POST", f"{AUTH}/auth/webauthn/login", {"credential": used})[0] == 200
    status, me = send(theirs, "GET", "/api/v1/me")
    assert (status, me["user"]["email"], me["user"]["second_factor"]) == (200, NINA, True)
    context.close()
