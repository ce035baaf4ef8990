"""A foreign contacts file is brought in from the browser: mapping, check, mending, run, report and undo."""

import csv
import io
from pathlib import Path

from conftest import call, expect_refusals, serious
from playwright.sync_api import Page, expect

CONTACTS = """First Name;Last Name;E-mail;Phone Number;Company;Job Title;Lead status
Anna;Leitner;anna.leitner@bergwerk.example.org;+43 1 5120000;Bergwerk Trial GmbH;Einkauf;x
José;Núñez;jose.nunez@olivar.example.org;+34 91 123 4567;Olivar Trial SL;Director;y
Marc;Petitrial;marc.petit@@wrong;+33 1 44 55 66 77;Petit Trial & Fils;Gérant;
Zoë;Quist;zoe.quist@noord.example.org;12;Noord Trial BV;CEO;
"""


def upload(page: Page, tmp_path: Path, text: str = CONTACTS) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(text, encoding="cp1252")
    page.goto("/imports?object=person")
    page.get_by_label("File to import").set_input_files(file)
    page.wait_for_url("**/imports/*")
    expect(page.get_by_role("heading", name="Import people from contacts.csv")).to_be_visible()


def to_check(page: Page) -> None:
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Check the file").click()


def tile(page: Page, number: int, label: str) -> None:
    expect(page.get_by_role("button", name=f"{number} {label}")).to_be_visible()


def people_named(page: Page, last_name: str) -> int:
    condition = '{"field":"last_name","op":"eq","value":"%s"}' % last_name  # noqa: UP031 - braces belong to the JSON
    return len(call(page, "GET", f"/people?filter={condition}")["records"])


def test_from_file_to_undo(page: Page, tmp_path: Path) -> None:
    upload(page, tmp_path)
    expect(page.get_by_text("separated by semicolon")).to_be_visible()
    expect(page.get_by_role("combobox", name="Field for E-mail")).to_have_value("Email")
    expect(page.get_by_role("combobox", name="Field for Lead status")).to_have_value("")
    assert serious(page) == []

    to_check(page)
    tile(page, 2, "to create")
    tile(page, 2, "with problems")
    assert people_named(page, "Leitner") == 0
    page.get_by_role("button", name="2 to create").click()
    expect(page.get_by_text("Bergwerk Trial GmbH")).to_be_visible()

    page.get_by_role("button", name="2 with problems").click()
    assert serious(page) == []
    page.get_by_label("E-mail of row 4").fill("marc.petit@petit.example.org")
    page.get_by_role("button", name="Check again with one mended cell").click()
    tile(page, 3, "to create")

    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_role("heading", name="Done: 3 records were imported.")).to_be_visible()
    assert people_named(page, "Petitrial") == 1
    with page.expect_download() as started:
        page.get_by_role("button", name="Report of the row that was left out").click()
    rows = list(csv.reader(io.StringIO(started.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[0][:3] == ["Row", "Result", "Reason"]
    assert [row[0] for row in rows[1:]] == ["5"]

    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="Undone:")).to_be_visible()
    assert people_named(page, "Leitner") == 0
    page.goto("/imports")
    expect(page.get_by_role("row", name="contacts.csv").first).to_contain_text("Undone")


def test_a_second_import_updates_what_is_known(page: Page, tmp_path: Path) -> None:
    made = call(page, "POST", "/people", {"last_name": "Twice", "email": "twice@trial.example.org", "job_title": "Old"})
    upload(page, tmp_path, "Last name;Email;Job title\nTwice;TWICE@trial.example.org;New\n")
    to_check(page)
    tile(page, 1, "to update")
    changes = page.get_by_role("row", name="Twice")
    expect(changes).to_contain_text("Old")
    expect(changes).to_contain_text("New")
    page.get_by_role("button", name="Import one row").click()
    expect(page.get_by_role("heading", name="Done:")).to_be_visible()
    page.goto(f"/people/{made['id']}")
    expect(page.get_by_role("listitem").filter(has_text="By an import")).to_contain_text("New")


def test_a_file_that_is_none_is_refused_with_a_sentence(page: Page, tmp_path: Path) -> None:
    expect_refusals(page)
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"PK\x03\x04 this is no workbook")
    page.goto("/imports")
    page.get_by_label("File to import").set_input_files(file)
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url.endswith("/imports")


def test_the_wizard_fits_the_phone(phone: Page, tmp_path: Path) -> None:
    upload(phone, tmp_path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Go on").tap()
    expect(phone.get_by_role("button", name="Check the file")).to_be_visible()
    assert serious(phone) == []


def test_the_export_holds_what_the_view_shows(page: Page) -> None:
    page.goto("/companies")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as started:
        page.get_by_role("dialog", name="Export").get_by_role("button", name="Export").click()
    text = started.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Name")
    assert len(text.splitlines()) > 10
