"""A record page: facts edited in place, stages, actions, history with undo, neighbours, deletion and restore."""

import re
from typing import Any

import pytest
from conftest import call, expect_refusals, serious
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def deal(page: Page) -> dict[str, Any]:
    """An open deal with a company and a person."""
    company = call(page, "POST", "/companies", {"name": "Record Trial Works"})
    person = call(page, "POST", "/people", {"first_name": "Tilda", "last_name": "Trial"})
    made = call(page, "POST", "/deals", {
        "name": "Record trial", "company": company["id"], "amount": 52_000, "people": [person["id"]],
        "close_on": "2030-12-18",
    })  # fmt: skip
    return dict(made)


def open_page(page: Page, deal: dict[str, Any]) -> None:
    page.goto(f"/deals/{deal['id']}")
    expect(page.get_by_role("heading", level=1, name="Record trial")).to_be_visible()


def fact(page: Page, label: str) -> Locator:
    """The value of a fact."""
    return page.get_by_role("region", name="Details").locator(f"dt:text-is('{label}') + dd")


def told(page: Page, words: str) -> Locator:
    """A notice with these words."""
    return page.get_by_label("Notices").get_by_text(words)


def test_one_request_brings_the_page(page: Page, deal: dict[str, Any]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if f"/{deal['id']}" in request.url else None)
    open_page(page, deal)
    expect(page.get_by_text("€52,000 closes")).to_be_visible()
    expect(page.get_by_role("region", name="People").get_by_text("Tilda Trial")).to_be_visible()
    expect(page.get_by_text("created this deal")).to_be_visible()
    assert [url.split("/api/v1")[1] for url in asked if "/api/" in url] == [f"/deals/{deal['id']}/page"]


def test_a_fact_is_edited_where_it_stands_and_told_in_the_history(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    page.get_by_role("button", name="Edit Amount").click()
    page.keyboard.type("61000")
    page.keyboard.press("Enter")
    expect(fact(page, "Amount")).to_have_text("€61,000")
    entry = page.get_by_role("listitem").filter(has_text="changed amount")
    expect(entry).to_contain_text("€52,000")
    expect(entry).to_contain_text("€61,000")
    assert call(page, "GET", f"/deals/{deal['id']}")["amount"]["amount"] == "61000"
    entry.hover()
    entry.get_by_role("button", name="Undo").click()
    expect(fact(page, "Amount")).to_have_text("€52,000")
    expect(page.get_by_text("Undo of an earlier change")).to_be_visible()


def test_escape_leaves_a_fact_as_it_was(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    page.get_by_role("button", name="Edit Amount").click()
    page.keyboard.type("1")
    page.keyboard.press("Escape")
    expect(fact(page, "Amount")).to_have_text("€52,000")
    assert call(page, "GET", f"/deals/{deal['id']}")["version"] == deal["version"]


def test_the_title_is_edited_in_the_heading(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    page.get_by_role("heading", level=1).get_by_role("button").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Record trial, two sites")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Record trial, two sites")).to_be_visible()
    expect(page).to_have_title("Record trial, two sites · Rapport")


def test_empty_facts_can_be_hidden(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    details = page.get_by_role("region", name="Details")
    expect(details.get_by_text("Discount")).to_be_visible()
    details.get_by_role("button", name="Hide empty").click()
    expect(details.get_by_text("Discount")).to_be_hidden()
    details.get_by_role("button", name=re.compile("^Show .* empty$")).click()
    expect(details.get_by_text("Discount")).to_be_visible()


def test_the_bar_moves_the_stage(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    bar = page.get_by_role("group", name="Stage")
    bar.get_by_role("button", name="Proposal").click()
    expect(told(page, "Moved to Proposal.")).to_be_visible()
    expect(bar.get_by_role("button", name="Proposal")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("listitem").filter(has_text="moved stage")).to_contain_text("Proposal")


def test_lost_asks_why_and_won_is_one_click(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    page.get_by_role("button", name="Mark lost").click()
    dialog = page.get_by_role("dialog", name="Mark lost")
    dialog.get_by_label("Lost because").click()
    page.get_by_role("option", name="Bad timing").click()
    dialog.get_by_role("button", name="Mark lost").click()
    expect(told(page, "Marked lost.")).to_be_visible()
    expect(page.get_by_role("group", name="Stage").get_by_role("button", name="Lost")).to_be_visible()
    page.get_by_label("Notices").get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Mark won").click()
    expect(told(page, "Marked won.")).to_be_visible()
    found = call(page, "GET", f"/deals/{deal['id']}")
    assert (found["stage"]["group"], found["lost_reason"]) == ("won", None)


def test_neighbours_of_the_list_it_came_from(page: Page) -> None:
    page.goto("/deals")
    page.locator("[data-card]").nth(1).focus()
    ids = [card.get_attribute("data-card") for card in page.locator("[data-card]").all()[:3]]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"peek.*{ids[1]}"))
    page.get_by_role("button", name="Open the page").click()
    page.wait_for_url(re.compile(f"/deals/{ids[1]}"))
    expect(page.get_by_text(re.compile(r"^2 of \d+"))).to_be_visible()
    page.get_by_role("button", name="Next record").click()
    page.wait_for_url(re.compile(f"/deals/{ids[2]}"))
    expect(page.get_by_text(re.compile(r"^3 of \d+"))).to_be_visible()
    page.keyboard.press("k")
    page.wait_for_url(re.compile(f"/deals/{ids[1]}"))


def test_a_related_record_is_created_linked(page: Page, deal: dict[str, Any]) -> None:
    page.goto(f"/companies/{deal['company']['id']}")
    page.get_by_role("region", name="Deals").get_by_role("button", name="New deal here").click()
    dialog = page.get_by_role("dialog", name="New deal")
    expect(dialog.get_by_label("Company")).to_have_value("Record Trial Works")
    dialog.get_by_label("Name").fill("Second deal of the works")
    dialog.get_by_role("button", name="Create deal").click()
    expect(page.get_by_role("region", name="Deals").get_by_text("Second deal of the works")).to_be_visible()
    page.get_by_role("region", name="Deals").get_by_title("Show all as a list").click()
    expect(page.get_by_role("link", name="Second deal of the works")).to_be_visible()
    expect(page.get_by_text("Record trial", exact=True)).to_be_visible()


def test_deleting_can_be_undone_and_a_deleted_page_restores(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    page.get_by_role("button", name="More about this deal").click()
    page.get_by_role("menuitem", name="Delete this deal").click()
    expect(told(page, "Record trial was deleted.")).to_be_visible()
    expect_refusals(page)
    page.goto(f"/deals/{deal['id']}")
    expect(page.get_by_role("heading", name="This deal was deleted")).to_be_visible()
    expect(page.get_by_text("Dana Umber deleted it on")).to_be_visible()
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_role("heading", level=1, name="Record trial")).to_be_visible()


def test_an_unknown_record_is_said_to_be_unknown(page: Page) -> None:
    expect_refusals(page)
    page.goto("/deals/01900000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="There is no such deal")).to_be_visible()


def test_what_was_typed_into_a_new_record_survives_a_reload(page: Page) -> None:
    page.goto("/companies")
    page.get_by_role("button", name="New company").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Half typed")
    page.reload()
    page.get_by_role("button", name="New company").click()
    expect(page.get_by_role("dialog").get_by_label("Name")).to_have_value("Half typed")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="New company").click()
    expect(page.get_by_role("dialog").get_by_label("Name")).to_have_value("")


def test_errors_stand_beside_their_fields(page: Page) -> None:
    expect_refusals(page)
    page.goto("/people")
    page.get_by_role("button", name="New person").click()
    dialog = page.get_by_role("dialog", name="New person")
    dialog.get_by_label("Email").fill("nobody@@nowhere")
    dialog.get_by_label("Last name").fill("Nobody")
    dialog.get_by_role("button", name="Create person").click()
    expect(dialog.get_by_label("Email")).to_have_attribute("aria-invalid", "true")


def test_a_link_may_be_made_from_within_the_form(page: Page) -> None:
    page.goto("/deals")
    page.get_by_role("button", name="New deal", exact=True).click()
    dialog = page.get_by_role("dialog", name="New deal")
    dialog.get_by_label("Name").fill("Deal of a new company")
    dialog.get_by_label("Company").click()
    page.keyboard.type("Brand New Trial Ltd")
    page.get_by_role("option", name="New company").click()
    inner = page.get_by_role("dialog", name="New company")
    expect(inner.get_by_label("Name")).to_have_value("Brand New Trial Ltd")
    inner.get_by_role("button", name="Create company").click()
    expect(dialog.get_by_label("Company")).to_have_value("Brand New Trial Ltd")
    expect(dialog.get_by_label("Name")).to_have_value("Deal of a new company")
    dialog.get_by_role("button", name="Create deal").click()
    expect(told(page, "Deal of a new company was created.")).to_be_visible()


def test_the_phone_moves_a_stage_and_shows_its_zones(phone: Page) -> None:
    made = call(phone, "POST", "/deals", {"name": "Phone record trial"})
    phone.goto(f"/deals/{made['id']}")
    phone.get_by_role("button", name="Qualified").tap()
    phone.get_by_role("menuitem", name="Discovery").tap()
    expect(told(phone, "Moved to Discovery.")).to_be_visible()
    phone.get_by_role("tab", name="Details").tap()
    expect(phone.get_by_role("region", name="Details").get_by_text("Close date")).to_be_visible()
    assert serious(phone) == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_axe_finds_nothing_serious(page: Page, deal: dict[str, Any]) -> None:
    open_page(page, deal)
    expect(page.get_by_text("created this deal")).to_be_visible()
    assert serious(page) == []


def test_two_edits_of_one_field_ask_which_value_stays(page: Page, other_page: Page, deal: dict[str, Any]) -> None:
    expect_refusals(page)
    open_page(page, deal)
    page.get_by_role("button", name="Edit Amount").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("61000")
    call(other_page, "PATCH", f"/deals/{deal['id']}", {"amount": 70_000})
    page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="Changed by somebody else meanwhile")
    expect(asked.get_by_role("group", name="Amount")).to_contain_text("€70,000")
    expect(asked.get_by_role("group", name="Amount")).to_contain_text("Dana Umber, now")
    expect(asked.get_by_role("radio").first).to_be_focused()
    assert not serious(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    expect(fact(page, "Amount")).to_have_text("€61,000")
    assert call(page, "GET", f"/deals/{deal['id']}")["amount"]["amount"] == "61000"
