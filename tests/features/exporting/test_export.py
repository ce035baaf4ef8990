"""Exports: what a spreadsheet opens, and what an import reads back."""

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from rapport.features.exporting.export import Format, export
from rapport.features.exporting.harmless import guard, guard_apostrophes, unguard
from rapport.kernel.errors import Forbidden, Invalid
from rapport.schema.view import ViewDescription, parse_view
from tests.records.desks import Desk, desk


@pytest.fixture
def acme(db: None) -> Desk:
    return desk("Acme", "olga@acme.test")


def exported(at: Desk, view: dict[str, Any], kind: Format = "csv") -> bytes:
    return b"".join(export(at.context, parse_view(view), kind))


def table(at: Desk, **view: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported(at, view).decode("utf-8-sig"), newline="")))


def test_the_view_as_csv(acme: Desk) -> None:
    northwind = acme.create("company", name="Northwind, “Labs”", industry="software", annual_revenue="-0")
    acme.create("deal", name="Big\nDeal", company=northwind, amount=18000, close_on="2026-12-01", discount=12.5)
    acme.create("deal", name="Small", amount={"amount": 5, "currency": "USD"}, tags=["a", "b"])
    fields = ["name", "company", "company.industry", "amount", "close_on", "discount", "tags", "stage", "weighted"]
    assert table(acme, object="deal", fields=fields, sort="-amount") == [
        ["Name", "Company", "Company: industry", "Amount", "Close date", "Discount", "Tags", "Stage", "Weighted"],
        [
            "Big Deal", "Northwind, “Labs”", "Software", "18000 EUR", "2026-12-01", "12.5%", "", "Qualified",
            "3600 EUR",
        ],
        ["Small", "", "", "5 USD", "", "", "a; b", "Qualified", "1 USD"],
    ]  # fmt: skip


def test_it_begins_with_a_mark_for_spreadsheets(acme: Desk) -> None:
    assert exported(acme, {"object": "person", "fields": ["name"]}) == b"\xef\xbb\xbfName\r\n"


def test_formulas_are_harmless_and_numbers_stay_numbers(acme: Desk) -> None:
    for name in ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "ordinary", "it's"):
        acme.create("company", name=name, phone="+47 22 33 44 55")
    rows = table(acme, object="company", fields=["name", "phone"])[1:]
    assert {row[0] for row in rows} == {"'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1", "ordinary", "it's"}
    assert rows[0][1] == "'+47 22 33 44 55"


@pytest.mark.parametrize("text", ["=1", "'=1", "''@x", "-5", "\tx", "\r\n=", "'", "''", "plain", "", "'plain"])
def test_guards_come_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert unguard(guard_apostrophes(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_view_as_xlsx_has_typed_cells(acme: Desk) -> None:
    acme.create("deal", name="=1+1", amount=7, close_on="2026-12-01", discount=-0, priority=2)
    fields = ["name", "close_on", "discount", "priority", "amount"]
    data = exported(acme, {"object": "deal", "fields": fields}, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    [header, row] = sheet.iter_rows()
    assert [cell.value for cell in header] == ["Name", "Close date", "Discount", "Priority", "Amount"]
    assert [cell.data_type for cell in row] == ["s", "d", "n", "n", "s"]
    assert row[0].value == "=1+1"


def test_who_does_not_see_a_field_exports_all_others(acme: Desk) -> None:
    acme.create("deal", name="Big", amount=18000)
    closed = replace(acme.context, hidden={"deal": frozenset(["amount"])})
    header, row = table(Desk(acme.workspace_id, acme.user, closed), object="deal")
    assert "Name" in header
    assert {"Amount", "Weighted"}.isdisjoint(header)
    assert "18000 EUR" not in row


def test_days_that_a_spreadsheet_does_not_know_are_text(acme: Desk) -> None:
    for day in ("1727-05-14", "1900-02-28", "1900-03-01"):
        acme.create("deal", name=day, close_on=day)
    data = exported(acme, {"object": "deal", "fields": ["close_on"], "sort": "close_on"}, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [cell.data_type for cell in sheet["A"][1:]] == ["s", "s", "d"]


def test_a_long_text_is_cut_in_a_cell_and_says_so(acme: Desk) -> None:
    acme.create("company", name="Long", about="x" * 40_000)
    view = {"object": "company", "fields": ["about"]}
    sheet = openpyxl.load_workbook(io.BytesIO(exported(acme, view, "xlsx"))).active
    assert sheet is not None
    assert str(sheet["A2"].value).endswith("the CSV export has all of it)")
    assert len(table(acme, **view)[1][0]) == 40_000


def test_only_who_may_export_and_only_what_they_see(acme: Desk) -> None:
    acme.create("company", name="Secret")
    view = ViewDescription("company", ("name",))
    with pytest.raises(Forbidden):
        export(acme.colleague("read_only").context, view, "csv")
    with pytest.raises(Forbidden):
        export(acme.colleague("salesperson").context, view, "csv")
    globex = desk("Globex", "gert@globex.test")
    assert table(globex, object="company", fields=["name"]) == [["Name"]]


@pytest.mark.parametrize("fields", [["ghost"], ["name.ghost"], ["company.ghost"]])
def test_an_unknown_field_is_refused_before_the_file_begins(acme: Desk, fields: list[str]) -> None:
    with pytest.raises(Invalid, match="no field"):
        exported(acme, {"object": "deal", "fields": fields})


def test_more_than_a_page_comes_whole_and_once(acme: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {f"Company {n}" for n in range(25)}
    for name in names:
        acme.create("company", name=name)
    monkeypatch.setattr("rapport.records.read.stream.__defaults__", (10,))
    rows = table(acme, object="company", fields=["name"])[1:]
    assert len(rows) == 25
    assert {row[0] for row in rows} == names
