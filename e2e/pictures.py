"""Takes the pictures of the guide from a demo workspace: `.venv/bin/python e2e/pictures.py [NAME ...]`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import PHONE, ROOT, WIDE, call, chromium, new_context, running, sign_in
from playwright.sync_api import Page

PICTURES = ROOT / "docs/guide/pictures"
CONTACTS = """First Name;Last Name;E-mail;Phone Number;Company;Job Title;Lead status
Anna;Leitner;anna.leitner@bergwerk.example.org;+43 1 5120000;Bergwerk GmbH;Einkauf;open
José;Núñez;jose.nunez@olivar.example.org;+34 91 123 4567;Olivar SL;Director;open
Marc;Petit;marc.petit@@petit;+33 1 44 55 66 77;Petit & Fils;Gérant;
Zoë;Quist;zoe.quist@noord.example.org;12;Noord BV;CEO;
"""


def board(page: Page) -> None:
    page.goto("/deals")
    page.locator("[data-card]").first.wait_for()


def board_on_the_phone(page: Page) -> None:
    page.goto("/deals")
    page.get_by_role("tab", name="Proposal").tap()


def table(page: Page) -> None:
    page.goto("/deals?view=open&layout=table")
    for row in (3, 4):
        page.locator(f'[data-row="{row}"] [data-tick]').click()
    page.locator('[data-row="6"] [data-cell="3"]').click()


def narrowed(page: Page) -> None:
    page.goto("/deals?view=open&layout=table")
    page.get_by_role("button", name="Add a filter").click()
    page.get_by_role("dialog", name="Add a filter").get_by_role("button", name="Close date", exact=True).click()
    page.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name="next 90 days").click()


def panel(page: Page) -> None:
    page.goto("/companies")
    page.locator('[data-row="2"] [data-cell="2"]').click()
    page.keyboard.press("Space")
    page.get_by_role("complementary").get_by_role("heading", name="History").wait_for()


def cards(page: Page) -> None:
    page.goto("/deals?view=open&layout=table")
    page.get_by_role("list", name="Deals").get_by_role("link").first.wait_for()


def record(page: Page) -> None:
    board(page)
    page.goto(f"/deals/{page.locator('[data-card]').nth(1).get_attribute('data-card')}")
    page.get_by_role("button", name="Proposal").click()
    page.get_by_role("button", name="Edit Amount").click()
    page.keyboard.type("88000")
    page.keyboard.press("Enter")
    page.get_by_text("changed amount").wait_for()
    page.mouse.move(700, 700)
    page.get_by_label("Notices").get_by_label("Close").click()


def record_on_the_phone(page: Page) -> None:
    page.goto("/deals")
    page.locator("article button").first.tap()
    page.get_by_role("tab", name="History").wait_for()


def columns(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contacts.csv"
        file.write_text(CONTACTS, encoding="utf-8")
        page.goto("/imports?object=person")
        page.get_by_label("File to import").set_input_files(file)
        page.get_by_role("combobox", name="Field for E-mail").wait_for()


def check(page: Page) -> None:
    columns(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Check the file").click()
    page.get_by_label("E-mail of row 4").wait_for()


def role(page: Page) -> None:
    page.goto("/settings/roles")
    page.get_by_role("link", name="Salesperson").click()
    page.get_by_role("combobox", name="View Companies").select_option("all")
    page.get_by_role("combobox", name="View Deals").select_option("team")
    page.get_by_label("Find a field").fill("amount")
    page.get_by_role("combobox", name="Amount of Deals", exact=True).select_option("hidden")
    page.get_by_label("Find a field").fill("")
    page.get_by_role("heading", name="Salesperson").click()


def members(page: Page) -> None:
    page.goto("/settings/members")
    page.get_by_role("table", name="Members").wait_for()


def shared(page: Page) -> None:
    page.goto("/deals")
    [mira] = [user["id"] for user in call(page, "GET", "/users")["users"] if user["name"] == "Mira Kohl"]
    mine = {"object": "deal", "filter": {"field": "owner", "op": "eq", "value": mira}, "limit": 1}
    page.goto(f"/deals/{call(page, 'POST', '/query', mine)['records'][0]['id']}")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("combobox", name="Share with").fill("Ines")
    page.get_by_role("option", name="Ines Orta").click()
    page.get_by_role("dialog").get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("list", name="Shared with").wait_for()


def why(page: Page) -> None:
    shared(page)
    page.get_by_role("tab", name="Who may see it, and why").click()
    page.get_by_role("combobox", name="Who").click()
    page.get_by_role("option", name="Ines Orta").click()
    page.get_by_role("combobox", name="May do").click()
    page.get_by_role("option", name="Edit").click()
    page.get_by_text("No.", exact=True).wait_for()


def security(page: Page) -> None:
    page.goto("/settings/security")
    page.get_by_role("list", name="Where you are signed in").wait_for()


def audit(page: Page) -> None:
    mira = next(user["id"] for user in call(page, "GET", "/users")["users"] if user["name"] == "Mira Kohl")
    call(page, "PATCH", f"/members/{mira}", {"roles": ["salesperson", "manager"]})
    page.goto("/settings/audit")
    page.locator("ol button[aria-expanded]").first.click()


def view_as(page: Page) -> None:
    page.goto("/settings/members")
    page.get_by_role("button", name="What to do with Mira Kohl").click()
    page.get_by_role("menuitem", name="See Rapport as they do").click()
    page.get_by_text("You see Rapport as Mira Kohl").wait_for()
    board(page)


Shot = tuple[Callable[[Page], None], dict[str, Any]]
ON_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SHOTS: dict[str, Shot] = {
    "board-light": (board, {"viewport": WIDE}),
    "board-dark": (board, {"viewport": WIDE, "color_scheme": "dark"}),
    "board-phone": (board_on_the_phone, ON_PHONE),
    "lists-light": (table, {"viewport": WIDE}),
    "lists-dark": (table, {"viewport": WIDE, "color_scheme": "dark"}),
    "lists-phone": (cards, ON_PHONE),
    "lists-filter": (narrowed, {"viewport": WIDE}),
    "lists-panel": (panel, {"viewport": WIDE}),
    "record-light": (record, {"viewport": WIDE}),
    "record-dark": (record, {"viewport": WIDE, "color_scheme": "dark"}),
    "record-phone": (record_on_the_phone, ON_PHONE),
    "importing-columns": (columns, {"viewport": WIDE}),
    "access-role": (role, {"viewport": WIDE}),
    "access-members": (members, {"viewport": WIDE, "color_scheme": "dark"}),
    "access-why": (why, {"viewport": WIDE}),
    "access-security-phone": (security, ON_PHONE),
    "access-view-as": (view_as, {"viewport": WIDE}),
    "audit-log": (audit, {"viewport": WIDE}),
    "importing-check": (check, {"viewport": WIDE}),
}


def main(names: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running(Path(data)) as server, chromium() as browser:
        state = sign_in(browser, server)
        for name in names or SHOTS:
            draw, options = SHOTS[name]
            context = new_context(browser, server, storage_state=state, **options)
            page = context.new_page()
            draw(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
            context.close()
            sys.stdout.write(f"{name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
