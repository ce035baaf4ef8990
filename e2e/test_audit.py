"""An administrator reads in the audit log what was done, narrows it, and takes it along."""

import re

from conftest import call, serious
from playwright.sync_api import Page, expect


def test_what_was_done_is_found_opened_and_exported(page: Page) -> None:
    team = call(page, "POST", "/teams", {"name": "Log readers"})
    call(page, "PATCH", f"/teams/{team['id']}", {"name": "Readers of the log"})
    page.goto("/settings/audit")
    changed = page.get_by_role("button", name="Changed the team Readers of the log")
    expect(changed).to_be_visible()

    changed.click()
    assert serious(page) == []
    expect(page.get_by_text("team.changed", exact=True)).to_be_visible()
    page.get_by_role("button", name="All about the same").click()
    expect(page).to_have_url(re.compile(f"about=team%3A{team['id']}"))
    entries = page.locator("ol button[aria-expanded]")
    expect(entries).to_have_count(2)

    page.reload()
    expect(entries).to_have_count(2)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export these").click()
    kinds = [line.count("team.") for line in taken.value.path().read_text().splitlines()[1:]]
    assert len(kinds) == 2
    assert all(kinds)

    page.get_by_role("combobox", name="What was done").fill("Roles")
    page.get_by_role("option", name="Roles: all").click()
    expect(page.get_by_text("Nothing in the log fits")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    page.get_by_role("combobox", name="When", exact=True).click()
    page.get_by_role("option", name="Today").click()
    expect(page.get_by_role("button", name="Exported the audit log")).to_be_visible()
    call(page, "DELETE", f"/teams/{team['id']}")


def test_the_log_can_be_read_on_the_phone(phone: Page) -> None:
    phone.goto("/settings/audit")
    phone.locator("ol button[aria-expanded]").first.tap()
    expect(phone.get_by_role("button", name="All of this kind")).to_be_visible()
    assert serious(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
