"""A salesperson works a board: sees the lanes, moves a deal by mouse, keyboard and thumb, and takes it back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import call, expect_refusals, serious
from playwright.sync_api import Locator, Page, expect


def stages(page: Page) -> dict[str, Any]:
    objects = call(page, "GET", "/meta/objects")["objects"]
    deal = next(found for found in objects if found["key"] == "deal")
    field = next(field for field in deal["fields"] if field["key"] == "stage")
    return {stage["label"]: stage for stage in field["options"]["stages"]}


@pytest.fixture
def deal(page: Page) -> Iterator[dict[str, Any]]:
    """A deal of its own in Qualified, so large that it is the first card of its lane."""
    made = call(page, "POST", "/deals", {
        "name": "Board trial", "stage": stages(page)["Qualified"]["id"], "amount": 9_000_000, "close_on": "2030-05-01",
    })  # fmt: skip
    yield made
    call(page, "DELETE", f"/deals/{made['id']}")


def lane(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def card(scope: Page | Locator, name: str) -> Locator:
    return scope.get_by_role("button", name=re.compile(f"^{name}"))


def count_of(page: Page, label: str) -> int:
    text = lane(page, label).get_by_role("button", name=re.compile(r"^Show (one|\d)")).inner_text()
    return int(text.replace(",", ""))


def stage_of(page: Page, deal_id: str) -> str:
    return str(call(page, "GET", f"/deals/{deal_id}")["stage"]["label"])


def told(page: Page, words: str) -> Locator:
    """A notice with these words."""
    return page.get_by_label("Notices").get_by_text(words)


def test_lanes_are_the_stages_that_the_filter_leaves(page: Page) -> None:
    page.goto("/deals")
    expect(lane(page, "Qualified")).to_be_visible()
    headings = page.locator("main section > header h2")
    assert headings.all_inner_texts() == ["Qualified", "Discovery", "Proposal", "Negotiation", "Verbal yes"]
    page.goto("/deals?layout=board&view=all")
    expect(lane(page, "Lost")).to_be_visible()


def test_a_card_is_dragged_and_taken_back(page: Page, deal: dict[str, Any]) -> None:
    page.goto("/deals")
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()
    before = count_of(page, "Qualified"), count_of(page, "Proposal")
    drag(page, card(page, "Board trial"), lane(page, "Proposal"))
    expect(card(lane(page, "Proposal"), "Board trial")).to_be_visible()
    assert (count_of(page, "Qualified"), count_of(page, "Proposal")) == (before[0] - 1, before[1] + 1)
    toast = told(page, "Moved to Proposal.")
    expect(toast).to_be_visible()
    assert stage_of(page, deal["id"]) == "Proposal"
    page.get_by_label("Notices").get_by_role("button", name="Undo").click()
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()
    assert stage_of(page, deal["id"]) == "Qualified"


def drag(page: Page, source: Locator, target: Locator) -> None:
    start, end = source.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 60, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 30, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 260, steps=10)
    # A person sees the lane light up before letting go.
    expect(target).to_have_attribute("data-over", "true")
    page.mouse.up()


def test_a_card_is_carried_by_the_keyboard_and_announced(page: Page, deal: dict[str, Any]) -> None:
    page.goto("/deals")
    card(lane(page, "Qualified"), "Board trial").focus()
    page.keyboard.press("Space")
    live = page.locator("[aria-live=assertive]")
    expect(live).to_contain_text("Lifted Board trial")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text("Over Discovery")
    page.keyboard.press("Space")
    expect(card(lane(page, "Discovery"), "Board trial")).to_be_visible()
    expect(told(page, "Moved to Discovery.")).to_be_visible()
    assert stage_of(page, deal["id"]) == "Discovery"
    page.keyboard.press("Control+z")
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()


def test_escape_puts_a_lifted_card_back(page: Page, deal: dict[str, Any]) -> None:
    page.goto("/deals")
    card(lane(page, "Qualified"), "Board trial").focus()
    page.keyboard.press("Space")
    expect(page.locator("[aria-live=assertive]")).to_contain_text("Lifted Board trial")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-live=assertive]")).to_contain_text("Over Discovery")
    page.keyboard.press("Escape")
    expect(page.locator("[aria-live=assertive]")).to_contain_text("Put back Board trial")
    assert stage_of(page, deal["id"]) == "Qualified"


def test_lost_asks_only_for_the_reason(page: Page, deal: dict[str, Any]) -> None:
    page.set_viewport_size({"width": 2200, "height": 900})
    page.goto("/deals?layout=board&view=all")
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()
    drag(page, card(page, "Board trial"), lane(page, "Lost"))
    dialog = page.get_by_role("dialog", name="Move to Lost")
    expect(dialog).to_be_visible()
    assert dialog.locator("label").all_inner_texts() == ["Lost because *"]
    dialog.get_by_role("button", name="Move").click()
    expect(dialog.get_by_text("Give a value for “Lost because”.")).to_be_visible()
    dialog.get_by_label("Lost because").click()
    page.get_by_role("option", name="Price").click()
    dialog.get_by_role("button", name="Move").click()
    expect(card(lane(page, "Lost"), "Board trial")).to_be_visible()
    expect(told(page, "Moved to Lost.")).to_be_visible()
    assert call(page, "GET", f"/deals/{deal['id']}")["lost_reason"] == "price"


def test_a_refused_move_goes_back_and_says_why(page: Page, deal: dict[str, Any]) -> None:
    page.goto("/deals")
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()
    refusal = '{"title": "Not now", "detail": "The pipeline is frozen until Monday.", "errors": []}'
    page.route(f"**/deals/{deal['id']}", lambda route: route.fulfill(
        status=403, body=refusal, content_type="application/problem+json"
    ) if route.request.method == "PATCH" else route.fallback())  # fmt: skip
    expect_refusals(page)
    drag(page, card(page, "Board trial"), lane(page, "Proposal"))
    expect(told(page, "The pipeline is frozen until Monday.")).to_be_visible()
    expect(card(lane(page, "Qualified"), "Board trial")).to_be_visible()


def test_a_number_opens_its_rows(page: Page) -> None:
    page.goto("/deals")
    lane(page, "Proposal").get_by_role("button", name=re.compile("^Show ")).first.click()
    page.wait_for_url(re.compile("layout=table"))
    assert "filter=" in page.url


def test_plus_creates_in_its_lane(page: Page) -> None:
    page.goto("/deals")
    page.get_by_role("button", name="New deal in Discovery").click()
    dialog = page.get_by_role("dialog", name="New deal")
    dialog.get_by_label("Name").fill("Made in its lane")
    page.keyboard.press("Control+Enter")
    expect(told(page, "Made in its lane was created.")).to_be_visible()
    found = call(page, "GET", "/deals?filter=" + '{"field":"name","op":"eq","value":"Made in its lane"}')["records"]
    assert [one["stage"]["label"] for one in found] == ["Discovery"]
    call(page, "DELETE", f"/deals/{found[0]['id']}")


def test_a_thousand_cards_stay_few_on_the_page(page: Page) -> None:
    stage = stages(page)["Verbal yes"]["id"]
    values = [{"op": "create", "values": {"name": f"Many {at}", "stage": stage, "amount": at}} for at in range(1000)]
    made = call(page, "POST", "/deals/bulk", {"operations": values})
    page.goto("/deals")
    cards = lane(page, "Verbal yes").locator("[data-card]")
    expect(cards.first).to_be_visible()
    scroller = lane(page, "Verbal yes").locator("[data-card]").first.locator("xpath=ancestor::div[3]")
    for _turn in range(12):
        scroller.evaluate("element => element.scrollBy(0, 4000)")
        page.wait_for_timeout(60)
    expect(cards.first).to_be_visible()
    assert cards.count() < 40
    call(page, "POST", f"/changes/{made['change_set']}/undo")


def test_the_thumb_moves_a_deal(phone: Page) -> None:
    made = call(phone, "POST", "/deals", {
        "name": "Thumb trial", "stage": stages(phone)["Qualified"]["id"], "amount": 9_000_000,
    })  # fmt: skip
    phone.goto("/deals")
    phone.get_by_role("button", name="Move Thumb trial").tap()
    phone.get_by_role("dialog").get_by_role("button", name="Proposal").tap()
    expect(told(phone, "Moved to Proposal.")).to_be_visible()
    phone.get_by_role("tab", name="Proposal").tap()
    expect(card(phone, "Thumb trial").first).to_be_visible()
    assert stage_of(phone, made["id"]) == "Proposal"
    call(phone, "DELETE", f"/deals/{made['id']}")


def test_axe_finds_nothing_serious(page: Page) -> None:
    page.goto("/deals")
    expect(page.locator("[data-card]").first).to_be_visible()
    assert serious(page) == []


def test_axe_finds_nothing_serious_on_the_phone(phone: Page) -> None:
    phone.goto("/deals")
    expect(phone.get_by_role("tab", name="Qualified")).to_be_visible()
    assert serious(phone) == []
