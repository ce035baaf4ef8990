"""A workspace connects its SAML provider on the settings screen; its people come in by it, and nobody else does."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from conftest import Server, call, expect_refusals, running, serious, sign_in, watched_page
from peers.names import Names, name_server
from playwright.sync_api import Browser, Page, expect
from sso_screens import map_group, prove_domain, require

from tests.accounts.saml.simplesaml import PASSWORDS, SimpleSaml, simple_saml

ANNA = "anna@acme.test"
CONTINUE = "Continue with Acme login"


@dataclass
class Place:
    """A Rapport, the provider of its workspace, and the DNS."""

    rapport: Server
    provider: SimpleSaml
    names: Names


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """The provider is `localhost` and Rapport 127.0.0.1: for a browser those are two sites, so what the provider has
    it post to Rapport brings no cookie along."""
    with (
        tempfile.TemporaryDirectory(prefix="rapport-e2e-") as data,
        tempfile.TemporaryDirectory() as folder,
        name_server() as names,
        simple_saml(Path(folder) / "provider", host="localhost") as provider,
        running(
            Path(data), RAPPORT_DNS_SERVERS=names.place, RAPPORT_OUTGOING_ALLOW=urlsplit(provider.address).netloc
        ) as rapport,
    ):
        yield Place(rapport, provider, names)


@pytest.fixture
def owner(browser: Browser, place: Place) -> Iterator[Page]:
    yield from watched_page(browser, place.rapport, sign_in(browser, place.rapport))


@pytest.fixture
def stranger(browser: Browser, place: Place) -> Iterator[Page]:
    """A window that nobody is signed in to."""
    for page in watched_page(browser, place.rapport, None):
        expect_refusals(page)
        yield page


def test_people_come_in_by_the_saml_provider_of_their_workspace(place: Place, owner: Page, stranger: Page) -> None:
    start = connect(owner, place.provider)
    prove_domain(owner, place.names, "acme.test")
    map_group(owner, "Sales", "Admin")

    come_by_it(stranger)
    me = call(stranger, "GET", "/me")
    assert (me["user"]["email"], me["user"]["name"]) == (ANNA, "Anna Ma")
    # What their group gives; what everybody new gets is for whom no group gives anything.
    assert {role["label"] for role in me["roles"]} == {"Admin"}

    # An administrator has come by it, so it may be the only way in: a password alone opens nothing any more.
    require(stranger)
    owner.goto("/deals")
    expect(owner.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    stranger.context.clear_cookies()
    come_by_it(stranger, only=True)

    # Whoever the provider vouches for, but not as somebody of a domain of this workspace, stays out.
    stranger.context.clear_cookies()
    stranger.goto(start)
    at_the_provider(stranger, "mallory")
    expect(stranger.get_by_role("alert")).to_contain_text("The domain of your email address is not proven here")
    assert serious(stranger) == []
    assert not {"sessionid"} & {cookie.get("name") for cookie in stranger.context.cookies(place.rapport.address)}


def connect(page: Page, provider: SimpleSaml) -> str:
    """Adds the connection by the provider's metadata, and switches it on; says where a sign-in by it begins."""
    page.goto("/settings/sso")
    page.get_by_role("button", name="Add a connection").click()
    page.get_by_role("menuitem", name="SAML 2.0").click()
    page.get_by_label("Name").fill("Acme login")
    page.get_by_text("Metadata as text").click()
    page.get_by_label("Metadata", exact=True).fill(provider.metadata())
    assert serious(page) == []
    page.get_by_role("button", name="Add the connection").click()
    page.wait_for_url(re.compile("/settings/sso/[0-9a-f-]{36}"))
    expect(page.get_by_text("It was added, and is off.")).to_be_visible()
    [connection] = call(page, "GET", "/sso")["connections"]
    assert not connection["enabled"]
    addresses = connection["addresses"]
    expect(page.get_by_text(addresses["metadata"]).first).to_be_visible()
    provider.know(httpx.get(addresses["metadata"]).raise_for_status().content)
    page.get_by_label("The groups are called").fill("groups")
    page.get_by_role("switch", name="Make an account for who is new").press("Space")
    page.get_by_role("button", name="Save who comes in").click()
    expect(page.get_by_text("It was saved.")).to_be_visible()
    page.get_by_role("switch", name="Members can sign in by it").press("Space")
    expect(page.get_by_text("Members can sign in by Acme login now.")).to_be_visible()
    assert serious(page) == []
    return str(addresses["start"])


def come_by_it(page: Page, *, only: bool = False) -> None:
    """Anna signs in from the page that everybody signs in on."""
    page.goto("/sign-in")
    page.get_by_label("Email").fill(ANNA)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=CONTINUE).wait_for()
    if only:
        expect(page.get_by_text("Your organisation asks everybody to sign in there.")).to_be_visible()
    page.get_by_role("button", name=CONTINUE).click()
    at_the_provider(page, "anna")
    page.get_by_role("navigation", name="Main").wait_for()


def at_the_provider(page: Page, name: str) -> None:
    """Signs in on the provider's own page."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORDS[name])
    page.get_by_role("button", name="Login").click()
