"""An administrator says who may see what; a colleague joins and sees just that."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Server, call, mailed_link, serious, watched_page
from playwright.sync_api import Browser, Page, expect

PIA = "pia@access.test"


@pytest.fixture
def colleague(browser: Browser, rapport: Server) -> Iterator[Page]:
    """A window that nobody is signed in to; what its owner may not see is refused."""
    for page in watched_page(browser, rapport, None):
        page.watched.refusals_expected = True  # type: ignore[attr-defined]
        yield page


def test_a_colleague_sees_the_deals_of_their_team_without_amounts(page: Page, colleague: Page, rapport: Server) -> None:
    make_team(page)
    make_role(page)
    invite(page)
    join(colleague, mailed_link(rapport, PIA, "/join"))
    put_into_team(page)

    [team] = [each["id"] for each in call(page, "GET", "/teams")["teams"] if each["name"] == "Islands"]
    owned = {"owner": "me", "amount": 4200}
    ours = call(page, "POST", "/deals", {"name": "Ferry line", "team": team, **owned})
    theirs = call(page, "POST", "/deals", {"name": "Mountain rail", **owned})

    colleague.goto("/deals?layout=table")
    table = colleague.get_by_role("grid", name="Deals")
    expect(table.get_by_text("Ferry line")).to_be_visible()
    expect(table.get_by_text("Mountain rail")).to_have_count(0)
    expect(table.get_by_role("columnheader", name="Amount")).to_have_count(0)
    colleague.goto(f"/deals/{ours['id']}")
    expect(colleague.get_by_role("heading", name="Ferry line")).to_be_visible()
    expect(colleague.get_by_text("4,200")).to_have_count(0)
    colleague.goto(f"/deals/{theirs['id']}")
    expect(colleague.get_by_role("heading", name="Mountain rail")).to_have_count(0)

    share(page, theirs)
    colleague.reload()
    expect(colleague.get_by_role("heading", name="Mountain rail")).to_be_visible()
    explain(page)

    page.get_by_role("tab", name="Share").click()
    page.get_by_role("button", name="Take it back from Pia Lund").click()
    expect(page.get_by_text("It is shared with nobody.")).to_be_visible()
    colleague.reload()
    expect(colleague.get_by_role("heading", name="Mountain rail")).to_have_count(0)


def make_team(page: Page) -> None:
    page.goto("/settings/teams")
    page.get_by_role("button", name="New team").click()
    page.get_by_label("Name").fill("Islands")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Teams").get_by_text("Islands")).to_be_visible()
    assert serious(page) == []


def make_role(page: Page) -> None:
    page.goto("/settings/roles")
    page.get_by_role("button", name="New role").click()
    page.get_by_label("Name").fill("Islander")
    page.get_by_role("combobox", name="View Deals").select_option("team")
    page.get_by_role("combobox", name="Edit Deals").select_option("all")
    page.watched.refusals_expected = True  # type: ignore[attr-defined]
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="let “view” reach as far")).to_be_visible()
    page.get_by_role("combobox", name="Edit Deals").select_option("own")
    page.get_by_label("Find a field").fill("amount")
    page.get_by_role("combobox", name="Amount of Deals", exact=True).select_option("hidden")
    assert serious(page) == []
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/settings/roles/[0-9a-f-]{36}"))
    page.watched.refusals_expected = False  # type: ignore[attr-defined]


def invite(page: Page) -> None:
    page.goto("/settings/members")
    page.get_by_role("button", name="Invite").click()
    page.get_by_label("Email").fill(PIA)
    page.get_by_role("checkbox", name="Islander").check()
    assert serious(page) == []
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("table", name="Invited").get_by_text(PIA)).to_be_visible()
    assert serious(page) == []


def join(colleague: Page, link: str) -> None:
    colleague.goto(link)
    colleague.get_by_label("Your name").fill("Pia Lund")
    assert serious(colleague) == []
    colleague.get_by_label("A password").fill("slow amber harbour")
    colleague.get_by_role("button", name="Join", exact=True).click()
    colleague.get_by_role("navigation", name="Main").wait_for()
    colleague.get_by_title("Your menu").click()
    expect(colleague.get_by_role("menuitem", name="Security")).to_be_visible()
    expect(colleague.get_by_role("menuitem", name="Workspace settings")).to_have_count(0)


def put_into_team(page: Page) -> None:
    page.goto("/settings/teams")
    page.get_by_role("list", name="Teams").get_by_role("button", name="Islands 0 members").click()
    dialog = page.get_by_role("dialog", name="Islands")
    dialog.get_by_role("combobox", name="Add a member").click()
    page.get_by_role("option", name="Pia Lund").click()
    dialog.get_by_label("Main team of Pia Lund").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("list", name="Teams").get_by_role("button", name="Islands 1 member")).to_be_visible()


def share(page: Page, record: dict[str, Any]) -> None:
    page.goto(f"/deals/{record['id']}")
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog", name="Mountain rail")
    dialog.get_by_role("combobox", name="Share with").fill("Pia")
    page.get_by_role("option", name="Pia Lund").click()
    dialog.get_by_role("button", name="Share", exact=True).click()
    expect(dialog.get_by_role("list", name="Shared with").get_by_text("Pia Lund")).to_be_visible()
    assert serious(page) == []


def explain(page: Page) -> None:
    page.get_by_role("tab", name="Who may see it, and why").click()
    page.get_by_role("combobox", name="Who").click()
    page.get_by_role("option", name="Pia Lund").click()
    verdict = page.get_by_role("dialog").get_by_role("status")
    expect(verdict.get_by_text("This record is shared with Pia Lund.")).to_be_visible()
    page.get_by_role("combobox", name="May do").click()
    page.get_by_role("option", name="Edit").click()
    expect(verdict.get_by_text("No.", exact=True)).to_be_visible()
