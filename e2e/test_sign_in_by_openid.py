"""An administrator connects the organisation's OpenID provider; members sign in there, and only there."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest
from conftest import Server, call, expect_refusals, running, serious, sign_in, watched_page
from peers.names import Names, name_server
from peers.openid import Provider
from playwright.sync_api import Browser, Page, expect
from sso_screens import map_group, prove_domain, require

ANN = "ann@harbour.test"
#: The provider's own pages ask for them; there is no other machine in a test.
FONTS = "https://fonts.googleapis.com/**"
SECRET = "a secret between the two"


@pytest.fixture(scope="module")
def names() -> Iterator[Names]:
    """The DNS of the domain that is to be proven."""
    with name_server() as found:
        yield found


@pytest.fixture(scope="module")
def house(names: Names) -> Iterator[tuple[Server, Provider]]:
    """A Rapport of its own that may ask the provider on loopback, and the provider."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    allowed = {"RAPPORT_OUTGOING_ALLOW": f"127.0.0.1:{port}", "RAPPORT_DNS_SERVERS": names.place}
    with tempfile.TemporaryDirectory(prefix="rapport-e2e-") as data, running(Path(data), **allowed) as server:
        provider = Provider(port, f"{server.address}/sso/oidc/callback")
        provider.start()
        yield server, provider
        provider.stop()


@pytest.fixture
def administrator(browser: Browser, house: tuple[Server, Provider]) -> Iterator[Page]:
    for page in watched_page(browser, house[0], sign_in(browser, house[0])):
        page.route(FONTS, lambda route: route.fulfill(body="", content_type="text/css"))
        yield page


@pytest.fixture
def ann(browser: Browser, house: tuple[Server, Provider]) -> Iterator[Page]:
    """A window that nobody is signed in to."""
    for page in watched_page(browser, house[0], None):
        expect_refusals(page)
        page.route(FONTS, lambda route: route.fulfill(body="", content_type="text/css"))
        yield page


def test_members_sign_in_by_openid_and_only_so(
    administrator: Page, ann: Page, house: tuple[Server, Provider], names: Names
) -> None:
    provider = house[1]
    logout = connect(administrator, provider)
    provider.start(logout)
    prove_domain(administrator, names, "harbour.test")
    map_group(administrator, "crew", "Salesperson")
    expect(administrator.get_by_role("switch", name="Ask everybody to sign in through it")).to_be_disabled()

    ann.goto("/sign-in")
    ann.get_by_label("Email").fill(ANN)
    ann.keyboard.press("Enter")
    ann.get_by_role("button", name="Continue with Harbour").wait_for()
    expect(ann.get_by_label("Password", exact=True)).to_have_count(0)
    assert serious(ann) == []
    ann.get_by_role("button", name="Continue with Harbour").click()
    at_provider(ann, ANN)
    ann.get_by_role("navigation", name="Main").wait_for()
    me = call(ann, "GET", "/me")
    assert me["user"]["email"] == ANN
    assert [role["label"] for role in me["roles"]] == ["Salesperson"]
    ann.goto("/settings/security")
    expect(ann.get_by_text("Your organisation looks after this")).to_be_visible()

    try_oneself(administrator)
    require(administrator)

    ann.context.clear_cookies()
    ann.goto("/sign-in")
    ann.get_by_label("Email").fill(ANN)
    ann.keyboard.press("Enter")
    expect(ann.get_by_text("Your organisation asks everybody to sign in there.")).to_be_visible()
    ann.get_by_role("button", name="Continue with Harbour").click()
    at_provider(ann, ANN)
    ann.get_by_role("navigation", name="Main").wait_for()

    # Who signs out at the provider is signed out here: the provider says so behind the browser's back.
    rapport = ann.url
    ann.goto(f"{provider.issuer}/session/end")
    ann.get_by_role("button", name=re.compile("Yes, sign me out")).click()
    ann.wait_for_load_state()
    ann.goto(rapport)
    ann.wait_for_url(re.compile("/sign-in"))


def test_a_sign_in_that_fails_says_why(ann: Page) -> None:
    ann.goto("/sign-in?sso=deactivated&request=r42")
    expect(ann.get_by_role("alert")).to_have_text(
        "Your membership of this workspace was ended. Ask an administrator to let you back in. Request r42."
    )
    assert serious(ann) == []


def connect(page: Page, provider: Provider) -> str:
    """Adds the connection on the screen and checks it; the address for back-channel logout is the answer."""
    page.goto("/settings/sso")
    assert serious(page) == []
    page.get_by_role("button", name="Add a connection").click()
    page.get_by_role("menuitem").first.click()
    expect(page.get_by_text("/sso/oidc/callback")).to_be_visible()
    page.get_by_label("Name").fill("Harbour")
    page.get_by_label("Issuer").fill(provider.issuer)
    page.get_by_label("Client ID").fill("rapport")
    page.get_by_role("textbox", name="Client secret").fill(SECRET)
    assert serious(page) == []
    page.get_by_role("button", name="Add the connection").click()
    page.wait_for_url(re.compile("/settings/sso/[0-9a-f-]{36}"))
    page.get_by_role("button", name="Check it").click()
    checked = page.get_by_role("list", name="What was checked")
    expect(checked.get_by_role("listitem").first).to_be_visible()
    bad = checked.get_by_role("listitem").filter(has=page.get_by_role("img", name="Not good:"))
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text("An administrator has signed in by it")
    page.get_by_label("The groups are called").fill("groups")
    page.get_by_role("switch", name="Make an account for who is new").press("Space")
    page.get_by_role("combobox", name="Roles of who is new").click()
    page.get_by_role("option", name="Read-only").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save who comes in").click()
    expect(page.get_by_text("It was saved.")).to_be_visible()
    page.get_by_role("switch", name="Members can sign in by it").press("Space")
    expect(page.get_by_text("Members can sign in by Harbour now.")).to_be_visible()
    assert serious(page) == []
    [connection] = call(page, "GET", "/sso")["connections"]
    return str(connection["addresses"]["logout"])


def try_oneself(page: Page) -> None:
    """The demo user's address is of no proven domain, and that of a member: so it is recognised."""
    page.goto("/settings/sso")
    page.get_by_role("link", name="Harbour").click()
    page.get_by_role("button", name="Sign in by Harbour yourself").click()
    at_provider(page, "demo@rapport.test")
    page.wait_for_url(re.compile("/settings/sso"))


def at_provider(page: Page, email: str) -> None:
    """Signs in at the provider and consents, as its own pages ask."""
    page.get_by_placeholder("Enter any login").fill(email)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
