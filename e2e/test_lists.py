"""Somebody works in a list like in a spreadsheet: moves, edits, copies, selects, peeks, and takes it all back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import call, expect_refusals, serious
from playwright.sync_api import BrowserContext, Locator, Page, expect

FILTER = '{"field":"name","op":"starts","value":"Row trial"}'
#: Only the deals of these tests, in a known order: name, amount, close date, owner.
LIST = (
    "/deals?view=all&sort=name&columns=%5B%22name%22%2C%22amount%22%2C%22close_on%22%2C%22owner%22%2C%22tags%22%5D"
    f"&filter={FILTER}"
)
AMOUNT, CLOSES, OWNER, TAGS = 1, 2, 3, 4


@pytest.fixture
def deals(page: Page) -> Iterator[list[dict[str, Any]]]:
    """Five deals of their own."""
    values = [
        {"op": "create", "values": {"name": f"Row trial {at}", "amount": 1000 * at, "close_on": f"2030-01-0{at}"}}
        for at in range(1, 6)
    ]
    made = call(page, "POST", "/deals/bulk", {"operations": values})
    yield [call(page, "GET", f"/deals/{result['id']}") for result in made["results"]]
    kept = call(page, "GET", f"/deals?fields=name&filter={FILTER}")["records"]
    if kept:
        call(page, "POST", "/deals/bulk", {"operations": [{"op": "delete", "id": one["id"]} for one in kept]})


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f'[data-row="{row}"] [data-cell="{column}"]')


def cursor_is_at(page: Page, row: int, column: int) -> None:
    expect(page.locator(f'[data-row="{row}"] [data-cell="{column}"][data-cursor]')).to_be_visible()


def notice(page: Page) -> Locator:
    return page.get_by_label("Notices")


def open_list(page: Page) -> None:
    page.goto(LIST)
    expect(page.locator('[data-row="4"]')).to_be_visible()


def test_arrows_move_enter_edits_escape_cancels_tab_goes_on(page: Page, deals: list[dict[str, Any]]) -> None:
    open_list(page)
    cell(page, 0, AMOUNT).click()
    page.keyboard.press("ArrowDown")
    cursor_is_at(page, 1, AMOUNT)

    page.keyboard.press("Enter")
    page.keyboard.type("777")
    page.keyboard.press("Escape")
    expect(cell(page, 1, AMOUNT)).to_have_text("€2,000")

    page.keyboard.press("Enter")
    page.keyboard.type("4321")
    page.keyboard.press("Enter")
    expect(cell(page, 1, AMOUNT)).to_have_text("€4,321")
    cursor_is_at(page, 2, AMOUNT)

    page.keyboard.press("Enter")
    page.keyboard.type("99")
    page.keyboard.press("Tab")
    cursor_is_at(page, 2, CLOSES)
    expect(cell(page, 2, AMOUNT)).to_have_text("€99")
    assert call(page, "GET", f"/deals/{deals[2]['id']}")["amount"]["amount"] == "99"
    page.keyboard.press("Control+z")
    expect(cell(page, 2, AMOUNT)).to_have_text("€3,000")


def test_a_refused_edit_goes_back_and_says_why(page: Page, deals: list[dict[str, Any]]) -> None:
    refusal = '{"title": "No", "detail": "The books are closed.", "errors": []}'
    page.route(f"**/deals/{deals[0]['id']}", lambda route: route.fulfill(
        status=403, body=refusal, content_type="application/problem+json"
    ) if route.request.method == "PATCH" else route.fallback())  # fmt: skip
    expect_refusals(page)
    open_list(page)
    cell(page, 0, AMOUNT).dblclick()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(notice(page).get_by_text("Amount was not saved.")).to_be_visible()
    expect(notice(page).get_by_text("The books are closed.")).to_be_visible()
    expect(cell(page, 0, AMOUNT)).to_have_text("€1,000")


def test_a_range_is_copied_and_pasted_as_one_change(
    page: Page, context_of_page: BrowserContext, deals: list[dict[str, Any]]
) -> None:
    context_of_page.grant_permissions(["clipboard-read", "clipboard-write"])
    open_list(page)
    cell(page, 0, AMOUNT).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "1000 EUR\t2030-01-01\n2000 EUR\t2030-01-02"
    cell(page, 3, AMOUNT).click()
    page.keyboard.press("Control+v")
    expect(cell(page, 3, AMOUNT)).to_have_text("€1,000")
    expect(cell(page, 4, CLOSES)).to_have_text("Jan 2, 2030")
    expect(notice(page).get_by_text("2 records were changed.")).to_be_visible()
    notice(page).get_by_role("button", name="Undo").last.click()
    expect(cell(page, 4, CLOSES)).to_have_text("Jan 5, 2030")
    assert call(page, "GET", f"/deals/{deals[3]['id']}")["amount"]["amount"] == "4000"


def test_what_cannot_be_pasted_is_named(
    page: Page, context_of_page: BrowserContext, deals: list[dict[str, Any]]
) -> None:
    context_of_page.grant_permissions(["clipboard-read", "clipboard-write"])
    open_list(page)
    page.evaluate("navigator.clipboard.writeText('a lot\\t2030-02-03\\tNobody\\n7,500')")
    cell(page, 1, AMOUNT).click()
    page.keyboard.press("Control+v")
    expect(notice(page).get_by_text("2 cells were not pasted.")).to_be_visible()
    expect(notice(page).get_by_text(re.compile("Amount, row 2: Type an amount"))).to_be_visible()
    expect(notice(page).get_by_text(re.compile("Owner, row 2: “Nobody” is none of the choices"))).to_be_visible()
    expect(cell(page, 1, CLOSES)).to_have_text("Feb 3, 2030")
    expect(cell(page, 2, AMOUNT)).to_have_text("€7,500")
    assert call(page, "GET", f"/deals/{deals[1]['id']}")["amount"]["amount"] == "2000"


def test_the_side_panel_walks_the_list_and_back_restores_it(page: Page, deals: list[dict[str, Any]]) -> None:
    open_list(page)
    page.locator('[data-row="3"] [data-tick]').click()
    cell(page, 1, AMOUNT).click()
    page.keyboard.press("Space")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", name="Row trial 2")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("heading", name="Row trial 3")).to_be_visible()
    cursor_is_at(page, 2, AMOUNT)

    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(f"/deals/{deals[2]['id']}"))
    page.go_back()
    expect(panel.get_by_role("heading", name="Row trial 3")).to_be_visible()
    cursor_is_at(page, 2, AMOUNT)
    expect(page.get_by_text("1 selected")).to_be_visible()
    page.get_by_role("grid").focus()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_many_are_changed_and_taken_back_as_one(page: Page, deals: list[dict[str, Any]]) -> None:
    open_list(page)
    page.locator('[data-row="0"] [data-tick]').click()
    page.locator('[data-row="3"] [data-tick]').click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="What to do with the selection")
    expect(bar.get_by_text("4 selected")).to_be_visible()
    bar.get_by_role("button", name="Select all 5").click()
    expect(bar.get_by_text("5 selected")).to_be_visible()

    bar.get_by_role("button", name="Tag").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Add these tags").fill("autumn")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Apply").click()
    expect(notice(page).get_by_text("Tags was changed in 5 records.")).to_be_visible()
    expect(cell(page, 4, TAGS)).to_have_text("autumn")
    assert call(page, "GET", f"/deals/{deals[0]['id']}")["tags"] == ["autumn"]

    notice(page).get_by_role("button", name="Undo").last.click()
    expect(notice(page).get_by_text("5 records are as they were before.")).to_be_visible()
    assert call(page, "GET", f"/deals/{deals[0]['id']}")["tags"] == []


def test_deleted_rows_go_at_once_and_come_back(page: Page, deals: list[dict[str, Any]]) -> None:
    open_list(page)
    for row in (0, 1):
        page.locator(f'[data-row="{row}"] [data-tick]').click()
    page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
    expect(notice(page).get_by_text("2 records were deleted.")).to_be_visible()
    expect(cell(page, 0, 0)).to_have_text("Row trial 3")
    notice(page).get_by_role("button", name="Undo").last.click()
    expect(cell(page, 0, 0)).to_have_text("Row trial 1")
    assert call(page, "GET", f"/deals/{deals[0]['id']}")["deleted_at"] is None


def test_another_users_change_appears_without_moving_the_cursor(
    page: Page, other_page: Page, deals: list[dict[str, Any]]
) -> None:
    open_list(page)
    cell(page, 2, OWNER).click()
    call(other_page, "PATCH", f"/deals/{deals[1]['id']}", {"amount": 31_000})
    expect(cell(page, 1, AMOUNT)).to_have_text("€31,000")
    cursor_is_at(page, 2, OWNER)


def test_a_header_sorts_and_shift_adds_a_key(page: Page) -> None:
    page.goto("/companies")
    grid = page.get_by_role("grid")
    grid.get_by_role("button", name="Employees").click()
    page.wait_for_url(re.compile("sort=employees"))
    grid.get_by_role("button", name="Industry").click(modifiers=["Shift"])
    page.wait_for_url(re.compile("sort=employees%2Cindustry"))
    expect(grid.get_by_role("columnheader", name=re.compile("^Employees"))).to_have_attribute("aria-sort", "ascending")


def test_only_what_is_on_the_screen_is_drawn(page: Page) -> None:
    page.goto("/people?sort=name")
    grid = page.get_by_role("grid")
    expect(page.locator('[data-row="0"]')).to_be_visible()
    total = int(re.sub(r"\D", "", page.get_by_text(re.compile(r"^[\d,]+\+? people$")).inner_text()))
    grid.evaluate("element => element.scrollTo(0, element.scrollHeight)")
    expect(page.locator(f'[data-row="{total - 1}"]')).to_be_visible()
    assert page.locator("[data-row]").count() < 80
    grid.evaluate("element => element.scrollTo(0, 0)")
    expect(page.locator('[data-row="0"]')).to_be_visible()


def test_an_empty_list_says_what_to_do(page: Page) -> None:
    page.goto('/deals?view=all&filter={"field":"name","op":"eq","value":"No such deal"}')
    expect(page.get_by_role("heading", name="No deals match")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator('[data-row="0"]')).to_be_visible()


def test_a_failure_names_the_request(page: Page) -> None:
    body = '{"title": "Broken", "detail": "The server could not do this.", "request_id": "r-123", "errors": []}'
    page.route("**/api/v1/deals?*", lambda route: route.fulfill(
        status=422, body=body, content_type="application/problem+json"
    ))  # fmt: skip
    expect_refusals(page)
    page.goto("/deals?view=all")
    expect(page.get_by_role("heading", name="This list could not be loaded")).to_be_visible()
    expect(page.get_by_text("r-123")).to_be_visible()
    page.unroute("**/api/v1/deals?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator('[data-row="0"]')).to_be_visible()


def test_the_phone_shows_cards(phone: Page) -> None:
    phone.goto("/people")
    first = phone.get_by_role("list", name="People").get_by_role("link").first
    expect(first).to_be_visible()
    first.tap()
    phone.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}"))


@pytest.mark.parametrize("address", ["/deals?view=all", "/people", "/companies"])
def test_axe_finds_nothing_serious(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator('[data-row="0"]')).to_be_visible()
    page.locator('[data-row="1"] [data-tick]').click()
    cell(page, 2, 2).click()
    page.keyboard.press("Space")
    expect(page.get_by_role("complementary").get_by_role("heading", name="History")).to_be_visible()
    assert serious(page) == []


def test_axe_finds_nothing_serious_on_the_phone(phone: Page) -> None:
    phone.goto("/companies")
    expect(phone.get_by_role("list", name="Companies").get_by_role("link").first).to_be_visible()
    assert serious(phone) == []
