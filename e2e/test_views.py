"""Somebody narrows a list, keeps it as a view, and hands its address to a colleague."""

import re
from collections.abc import Iterator

import pytest
from conftest import call, serious
from playwright.sync_api import Page, expect


@pytest.fixture
def no_views(page: Page) -> Iterator[None]:
    """Whatever views the test saves are deleted after it."""
    yield
    for view in call(page, "GET", "/views")["views"]:
        call(page, "DELETE", f"/views/{view['id']}")


def count(page: Page) -> int:
    text = page.get_by_text(re.compile(r"^[\d,]+ deals?$")).inner_text()
    return int(re.sub(r"\D", "", text))


def add_filter(page: Page, field: str) -> None:
    page.get_by_role("button", name="Add a filter").click()
    page.get_by_role("dialog", name="Add a filter").get_by_role("button", name=field, exact=True).click()


def test_a_filter_narrows_at_once_and_says_how_many(page: Page) -> None:
    page.goto("/deals?view=all")
    expect(page.locator('[data-row="0"]')).to_be_visible()
    every = count(page)
    add_filter(page, "Owner")
    panel = page.get_by_role("dialog", name="Add a filter")
    panel.get_by_role("combobox", name="Owner", exact=True).click()
    page.get_by_role("option", name=re.compile("^Me")).click()
    expect(page.get_by_role("button", name="Owner is me", exact=True)).to_be_visible()
    wanted = call(page, "GET", '/deals?count=true&limit=1&filter={"field":"owner","op":"eq","value":"me"}')
    mine = wanted["total"]["count"]
    expect(panel.get_by_text(f"{mine} match")).to_be_visible()
    assert 0 < mine < every

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove the filter: Owner is me").click()
    expect(page.get_by_text(re.compile(rf"^{every:,} deals$"))).to_be_visible()


def test_relative_dates_and_fields_one_step_away(page: Page) -> None:
    page.goto("/deals?view=all")
    add_filter(page, "Close date")
    page.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name="next 90 days").click()
    expect(page.get_by_role("button", name="Close date next 90 days", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    add_filter(page, "Company: Industry")
    page.get_by_role("combobox", name="Industry", exact=True).click()
    page.get_by_role("option", name="Software").click()
    expect(page.get_by_role("button", name="Company: Industry is Software", exact=True)).to_be_visible()
    condition = (
        '{"and":[{"field":"close_on","op":"within","value":{"from":0,"to":90,"unit":"day"}},'
        '{"field":"company.industry","op":"eq","value":"software"}]}'
    )
    answer = call(page, "GET", f"/deals?count=true&limit=1&filter={condition}")
    expect(page.get_by_role("dialog").get_by_text(re.compile(f"^{answer['total']['count']} match"))).to_be_visible()


def test_any_of_several_conditions(page: Page) -> None:
    page.goto("/deals?view=all")
    page.get_by_role("button", name="Add a filter").click()
    page.get_by_role("button", name="Group of conditions: all, any, none").click()
    panel = page.get_by_role("dialog", name="Add a filter")
    for at, word in enumerate(("renewal", "pilot")):
        panel.get_by_role("button", name="Condition", exact=True).click()
        panel.get_by_role("combobox", name="Field").nth(at).click()
        page.get_by_role("option", name="Name", exact=True).click()
        panel.get_by_role("textbox", name="Name").nth(at).fill(word)
    contains = [f'{{"field":"name","op":"contains","value":"{word}"}}' for word in ("renewal", "pilot")]
    answer = call(page, "GET", f'/deals?count=true&limit=1&filter={{"or":[{",".join(contains)}]}}')
    expect(panel.get_by_text(re.compile(f"^{answer['total']['count']} match"))).to_be_visible()
    words = "Name contains renewal or Name contains pilot"
    expect(page.get_by_role("button", name=words, exact=True)).to_be_visible()


def test_the_address_is_the_view(page: Page, other_page: Page) -> None:
    page.goto("/deals?view=all")
    page.get_by_role("grid").get_by_role("button", name="Close date").click()
    page.get_by_role("button", name="Columns and height of rows").click()
    page.get_by_role("checkbox", name="Priority", exact=True).uncheck()
    page.get_by_role("checkbox", name="Discount", exact=True).check()
    page.keyboard.press("Escape")
    headings = page.get_by_role("columnheader").all_inner_texts()
    assert "Discount" in headings
    assert "Priority" not in headings

    other_page.goto(page.url)
    expect(other_page.locator('[data-row="0"]')).to_be_visible()
    assert other_page.get_by_role("columnheader").all_inner_texts() == headings
    first = page.locator('[data-row="0"] [data-cell="0"]').inner_text()
    expect(other_page.locator('[data-row="0"] [data-cell="0"]')).to_have_text(first)


@pytest.mark.usefixtures("no_views")
def test_save_as_save_and_reset_are_there_only_when_something_changed(page: Page) -> None:
    page.goto("/deals?view=all")
    expect(page.locator('[data-row="0"]')).to_be_visible()
    for name in ("Save", "Save as", "Reset"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)

    page.get_by_role("grid").get_by_role("button", name="Owner").click()
    page.get_by_role("button", name="Save as", exact=True).click()
    dialog = page.get_by_role("dialog", name="Save as a new view")
    dialog.get_by_label("Name").fill("By owner")
    dialog.get_by_label("Everybody in the workspace").check()
    dialog.get_by_role("button", name="Save").click()
    tab = page.get_by_role("navigation", name="Views").get_by_role("button", name="By owner", exact=True)
    expect(tab).to_have_attribute("aria-current", "page")
    saved = call(page, "GET", "/views?object=deal")["views"]
    assert [(view["label"], view["sort"], view["shared"]) for view in saved] == [("By owner", "owner", True)]

    page.get_by_role("grid").get_by_role("button", name="Owner").click()
    page.get_by_role("button", name="Reset", exact=True).click()
    page.wait_for_url(lambda url: "sort=" not in url)
    page.get_by_role("grid").get_by_role("button", name="Owner").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Reset", exact=True)).to_have_count(0)
    assert call(page, "GET", "/views?object=deal")["views"][0]["sort"] == "-owner"


@pytest.mark.usefixtures("no_views")
def test_a_view_is_renamed_made_private_and_deleted_with_undo(page: Page) -> None:
    values = {"object": "deal", "label": "Mine to keep", "sort": "name", "shared": True}
    saved = call(page, "POST", "/views", values)
    page.goto(f"/deals?view={saved['id']}&layout=table")
    menu = page.get_by_role("button", name="What to do with the view Mine to keep")
    menu.click()
    page.get_by_role("menuitem", name="Make it private").click()
    expect(page.get_by_role("img", name="Only you see it")).to_be_visible()
    menu.click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Renamed")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="What to do with the view Renamed").click()
    page.get_by_role("menuitem", name="Delete").click()
    tab = page.get_by_role("navigation", name="Views").get_by_role("button", name=re.compile("^Renamed"))
    expect(tab).to_have_count(0)
    page.get_by_label("Notices").get_by_role("button", name="Undo").click()
    expect(tab).to_be_visible()


def test_axe_finds_nothing_serious_in_the_panels(page: Page) -> None:
    page.goto("/deals?view=open&layout=table")
    page.get_by_role("button", name=re.compile("^Stage: Group is")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Columns and height of rows").click()
    expect(page.get_by_role("checkbox", name="Priority", exact=True)).to_be_visible()
    assert serious(page) == []
