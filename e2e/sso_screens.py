"""What an administrator does on the settings of single sign-on, whatever the provider speaks."""

from conftest import call, expect_refusals, serious
from peers.names import Names
from playwright.sync_api import Page, expect


def prove_domain(page: Page, names: Names, domain: str) -> None:
    """Adds the domain and looks for its record, first in vain."""
    page.goto("/settings/sso")
    page.get_by_role("textbox", name="Domain").fill(domain)
    page.get_by_role("button", name="Add the domain").click()
    expect_refusals(page)
    page.get_by_role("button", name="Look for it now").click()
    expect(page.get_by_role("alert")).to_contain_text("The DNS has no such record yet")
    [added] = call(page, "GET", "/sso")["domains"]
    names.texts[added["record"]["name"]] = added["record"]["value"]
    page.get_by_role("button", name="Look for it now").click()
    expect(page.get_by_role("list", name="Domains").get_by_text("Proven")).to_be_visible()


def map_group(page: Page, group: str, role: str) -> None:
    """Gives a role to a group of the provider."""
    page.get_by_role("button", name="Add a group").click()
    page.get_by_role("combobox", name="Group", exact=True).fill(group)
    page.get_by_role("combobox", name=f"Roles of {group}").click()
    page.get_by_role("option", name=role).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save the groups").click()
    expect(page.get_by_text("It holds from the next sign-in of each member on.")).to_be_visible()
    assert serious(page) == []


def require(page: Page) -> None:
    """Shuts all other doors."""
    page.goto("/settings/sso")
    page.get_by_role("switch", name="Ask everybody to sign in through it").press("Space")
    page.get_by_role("button", name="Ask everybody").click()
    expect(page.get_by_text("Everybody signs in through it now.")).to_be_visible()
