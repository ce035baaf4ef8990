"""An administrator looks at Rapport as a colleague: sees what they see, changes nothing, and stops again."""

from conftest import call, expect_refusals, serious
from playwright.sync_api import Page, expect


def test_an_administrator_sees_what_a_colleague_sees(page: Page, other_page: Page) -> None:
    [mira] = [user["id"] for user in call(page, "GET", "/users")["users"] if user["name"] == "Mira Kohl"]
    before = call(page, "GET", "/deals?limit=1&count=true")["total"]["count"]
    hidden = call(page, "POST", "/deals", {"name": "Quiet talks", "owner": "me", "private": True})

    page.goto("/settings/members")
    page.get_by_role("button", name="What to do with Mira Kohl").click()
    page.get_by_role("menuitem", name="See Rapport as they do").click()
    banner = page.get_by_text("You see Rapport as Mira Kohl. Nothing can be changed.")
    expect(banner).to_be_visible()
    assert serious(page) == []

    page.goto("/deals?layout=table")
    expect(page.get_by_role("grid", name="Deals")).to_be_visible()
    expect(page.get_by_role("button", name="New deal")).to_be_disabled()
    expect(page.get_by_text("Quiet talks")).to_have_count(0)
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.goto("/deals")
    page.locator("[data-card]").first.wait_for()
    card = page.locator("[data-card]").first.get_attribute("data-card")
    page.goto(f"/deals/{card}")
    reason = "You see Rapport as Mira Kohl. Stop that first."
    expect(page.get_by_role("group", name="Stage").get_by_role("button").first).to_have_attribute("title", reason)

    expect_refusals(page)
    page.goto(f"/deals/{hidden['id']}")
    expect(page.get_by_role("heading", name="Quiet talks")).to_have_count(0)
    answer = page.evaluate(
        """async ([id, member]) => (await fetch(`/api/v1/deals/${id}`, {method: "PATCH", headers: {
          "Content-Type": "application/json", "X-View-As": member,
          "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1]}, body: '{"name": "Changed"}'})).status""",
        [card, mira],
    )
    assert answer == 403

    # The mode is this tab's: another window goes on as oneself.
    other_page.goto(f"/deals/{hidden['id']}")
    expect(other_page.get_by_role("heading", name="Quiet talks")).to_be_visible()

    page.get_by_role("button", name="Stop", exact=True).click()
    expect(banner).to_have_count(0)
    expect(page.get_by_role("heading", name="Quiet talks")).to_be_visible()
    call(page, "DELETE", f"/deals/{hidden['id']}")
    assert call(page, "GET", "/deals?limit=1&count=true")["total"]["count"] == before


def test_the_why_of_a_record_leads_there_and_the_log_tells_of_it(page: Page) -> None:
    page.goto("/deals")
    page.locator("[data-card]").first.wait_for()
    page.goto(f"/deals/{page.locator('[data-card]').first.get_attribute('data-card')}")
    heading = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("tab", name="Who may see it, and why").click()
    page.get_by_role("combobox", name="Who").click()
    page.get_by_role("option", name="Rob Bale").click()
    page.get_by_role("button", name="See Rapport as Rob Bale").click()
    expect(page.get_by_text("You see Rapport as Rob Bale.")).to_be_visible()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.goto("/settings/audit?kind=member.viewed_as")
    expect(page.get_by_role("button", name="Looked at the workspace as Rob Bale").first).to_be_visible()
