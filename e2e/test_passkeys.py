"""Somebody is invited by mail, joins, makes a passkey, and signs in with it alone: a real browser's own WebAuthn."""

from collections.abc import Iterator

import pytest
from conftest import Server, call, mailed_link, serious, watched_page
from playwright.sync_api import Browser, Page, expect

NINA = "nina@passkeys.test"
PASSWORD = "quiet iron meadow"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def newcomer(browser: Browser, rapport: Server) -> Iterator[Page]:
    """A window of somebody whose device can make passkeys; they need a name for a host, which an address is not."""
    at_name = Server(rapport.address.replace("127.0.0.1", "localhost"), rapport.data)
    for page in watched_page(browser, at_name, None):
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        page.watched.refusals_expected = True  # type: ignore[attr-defined]
        yield page


def test_a_passkey_alone_signs_in(page: Page, newcomer: Page, rapport: Server) -> None:
    call(page, "POST", "/invitations", {"email": NINA, "roles": ["salesperson"]})
    newcomer.goto(mailed_link(rapport, NINA, "/join"))
    newcomer.get_by_label("Your name").fill("Nina")
    newcomer.get_by_label("A password").fill(PASSWORD)
    newcomer.get_by_role("button", name="Join", exact=True).click()
    newcomer.get_by_role("navigation", name="Main").wait_for()

    newcomer.goto("/settings/security")
    newcomer.get_by_role("button", name="Add a passkey").click()
    newcomer.get_by_label("Name").fill("Laptop")
    newcomer.get_by_role("button", name="Go on").click()
    codes = newcomer.get_by_role("list", name="Your recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    assert serious(newcomer) == []
    [recovery] = codes.all_inner_texts()[:1]
    newcomer.get_by_role("button", name="I have kept them").click()
    expect(newcomer.get_by_role("list", name="Second factor").get_by_text("Laptop")).to_be_visible()

    sign_out(newcomer)
    newcomer.get_by_role("button", name="Use a passkey").click()
    newcomer.get_by_role("navigation", name="Main").wait_for()
    me = call(newcomer, "GET", "/me")
    assert (me["user"]["email"], me["user"]["second_factor"]) == (NINA, True)

    sign_out(newcomer)
    newcomer.get_by_label("Email").fill(NINA)
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.get_by_role("button", name="Sign in", exact=True).click()
    newcomer.get_by_label("Recovery code").fill("00000000")
    newcomer.get_by_role("button", name="Go on").click()
    expect(newcomer.get_by_role("alert")).to_be_visible()
    newcomer.get_by_label("Recovery code").fill(recovery)
    newcomer.get_by_role("button", name="Go on").click()
    newcomer.get_by_role("navigation", name="Main").wait_for()


def test_a_forgotten_password_is_set_anew(newcomer: Page, page: Page, rapport: Server) -> None:
    olga = "olga@passkeys.test"
    call(page, "POST", "/invitations", {"email": olga, "roles": ["salesperson"]})
    token = mailed_link(rapport, olga, "/join").partition("token=")[2]
    newcomer.goto("/sign-in")
    call(newcomer, "POST", "/join", {"token": token, "name": "Olga", "password": PASSWORD})
    newcomer.goto("/")
    sign_out(newcomer)

    newcomer.get_by_role("button", name="Forgotten your password?").click()
    newcomer.get_by_label("Email").fill(olga)
    newcomer.get_by_role("button", name="Mail me a link").click()
    expect(newcomer.get_by_role("status")).to_contain_text("a mail is on its way")
    newcomer.goto(mailed_link(rapport, olga, "/reset-password"))
    newcomer.get_by_label("New password").fill("password123")
    newcomer.get_by_role("button", name="Set the password").click()
    expect(newcomer.locator("[class*=InputWrapper-error]")).to_be_visible()
    newcomer.get_by_label("New password").fill("brisk copper lantern")
    newcomer.get_by_role("button", name="Set the password").click()

    newcomer.get_by_label("Email").fill(olga)
    newcomer.get_by_label("Password", exact=True).fill("brisk copper lantern")
    newcomer.get_by_role("button", name="Sign in", exact=True).click()
    newcomer.get_by_role("navigation", name="Main").wait_for()


def sign_out(page: Page) -> None:
    page.get_by_title("Your menu").click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
