"""A workspace asks everybody for a second factor; a newcomer sets one up before anything else and signs in with it."""

import base64
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from conftest import Server, call, mailed_link, serious, watched_page
from playwright.sync_api import Browser, Page, Route, expect

VERA = "vera@factors.test"
PASSWORD = "plain velvet comet"
REFUSAL = """{"type": "urn:rapport:problem:reauthenticate", "title": "Sign in once more", "status": 401,
"detail": "Sign in once more.", "request_id": "r1", "errors": []}"""


@pytest.fixture
def newcomer(browser: Browser, rapport: Server) -> Iterator[Page]:
    """A window that nobody is signed in to; it is refused until it has a factor."""
    for page in watched_page(browser, rapport, None):
        page.watched.refusals_expected = True  # type: ignore[attr-defined]
        yield page


def test_a_newcomer_sets_up_an_app_first(page: Page, newcomer: Page, rapport: Server) -> None:
    # allauth answers 404 where there is no app yet, which the browser reports.
    page.watched.refusals_expected = True  # type: ignore[attr-defined]
    page.goto("/settings/rules")
    rule = page.get_by_role("switch", name="Everybody needs a second factor")
    expect(rule).to_be_disabled()
    page.get_by_role("link", name="Go to your security").click()
    set_up_app(page)
    try:
        page.goto("/settings/rules")
        rule.click()
        expect(rule).to_be_checked()
        assert serious(page) == []
        call(page, "POST", "/invitations", {"email": VERA, "roles": ["salesperson"]})
        join_with_app(newcomer, rapport)
    finally:
        call(page, "PATCH", "/security", {"requires_second_factor": False})
        page.goto("/settings/security")
        page.get_by_role("button", name="Remove the authenticator app").click()
        page.get_by_role("button", name="Remove", exact=True).click()
        expect(page.get_by_role("button", name="Set up an authenticator app")).to_be_visible()


def join_with_app(newcomer: Page, rapport: Server) -> None:
    newcomer.goto(mailed_link(rapport, VERA, "/join"))
    newcomer.get_by_label("Your name").fill("Vera")
    newcomer.get_by_label("A password").fill(PASSWORD)
    newcomer.get_by_role("button", name="Join", exact=True).click()
    newcomer.get_by_role("heading", name="Set up a second factor").wait_for()
    assert serious(newcomer) == []
    secret = set_up_app(newcomer)
    newcomer.get_by_role("navigation", name="Main").wait_for()

    newcomer.get_by_title("Your menu").click()
    newcomer.get_by_role("menuitem", name="Sign out").click()
    newcomer.get_by_label("Email").fill(VERA)
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.get_by_role("button", name="Sign in", exact=True).click()
    newcomer.get_by_label("Code").fill("000000")
    newcomer.get_by_role("button", name="Go on").click()
    expect(newcomer.get_by_role("alert")).to_be_visible()
    # A code counts once: that of the next half minute is taken as well.
    newcomer.get_by_label("Code").fill(code_of(secret, ahead=1))
    newcomer.get_by_role("button", name="Go on").click()
    newcomer.get_by_role("navigation", name="Main").wait_for()


def set_up_app(page: Page) -> str:
    """Types what an app would show, and keeps the recovery codes; the secret is the answer."""
    page.get_by_role("button", name="Set up an authenticator app").click()
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    secret = page.get_by_role("dialog").locator("[class*=secret]").inner_text()
    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_role("list", name="Your recovery codes").get_by_role("listitem")).to_have_count(10)
    page.get_by_role("button", name="I have kept them").click()
    return secret


def code_of(secret: str, *, ahead: int = 0) -> str:
    """RFC 6238, as any authenticator app does it."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, counter, "sha1").digest()
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_what_needs_a_fresh_proof_goes_on_after_it(page: Page, rapport: Server) -> None:
    page.watched.refusals_expected = True  # type: ignore[attr-defined]
    asked: list[str] = []

    def refuse_first(route: Route) -> None:
        """As after ten minutes, which nobody waits for here; the second try reaches the server."""
        if route.request.method == "POST" and not asked:
            asked.append(route.request.url)
            route.fulfill(status=401, content_type="application/problem+json", body=REFUSAL)
        else:
            route.continue_()

    page.route("**/api/v1/me/tokens", refuse_first)
    page.goto("/settings/tokens")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Name").fill("Website form")
    page.get_by_role("button", name="Make the token").click()
    proof = page.get_by_role("dialog", name="Is it you?")
    assert serious(page) == []
    proof.get_by_label("Your password").fill("not the password")
    proof.get_by_role("button", name="Go on").click()
    expect(proof.get_by_text("This is not your password.")).to_be_visible()
    proof.get_by_label("Your password").fill(rapport.password)
    proof.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("dialog", name="Your new token").get_by_text("rpt_")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="End the token Website form").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("No tokens yet")).to_be_visible()
