"""Files that nobody would write on purpose: each ends with a clear answer, and memory stays flat."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rapport.features.importing.listing import get_import, list_imports, list_rows
from rapport.features.importing.models import State
from rapport.features.importing.now import run_import_now
from rapport.features.importing.reading import read_rows
from rapport.features.importing.upload import upload
from rapport.kernel.errors import Forbidden, Invalid
from tests.records.desks import Desk

Write = Callable[..., Path]


def test_quoted_newlines_nul_bytes_and_short_rows(acme: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(
        b'Name,Email,About\nAnn,ann@x.example,"two\nlines"\nB\x00ob,bob@x.example\n\n , \nCy,cy@x.example,,,\n'
    )
    summary = run_import_now(acme.context, "person", path)
    assert summary.counts["created"] == 3
    found = {p["name"]: p["about"] for p in acme.list("person")["records"]}
    assert found == {"Ann": "two\nlines", "Bob": None, "Cy": None}
    assert "NUL" in list_imports(acme.context)[0][0].notes[0]


def test_a_wide_header(acme: Desk, write_file: Write) -> None:
    wide = [f"Column {n}" for n in range(200)]
    path = write_file(",".join(["Name", "Email", *wide]), "Ann Lee,ann@x.example" + ",x" * 200)
    assert run_import_now(acme.context, "person", path).counts["created"] == 1
    assert len(get_import(acme.context, list_imports(acme.context)[0][0].id).columns) == 202


def test_no_header(acme: Desk, write_file: Write) -> None:
    path = write_file("Ann Lee,ann@x.example", "Bob Ray,bob@x.example")
    assert run_import_now(acme.context, "person", path).counts["created"] == 2


def test_duplicate_rows(acme: Desk, write_file: Write) -> None:
    path = write_file("Name,Email", *["Ann Lee,ann@x.example"] * 20)
    summary = run_import_now(acme.context, "person", path)
    assert (summary.counts["created"], summary.counts["unchanged"]) == (1, 19)


def test_no_rows_and_nothing_to_map(acme: Desk, write_file: Write) -> None:
    for lines, code in ((["Name,Email"], "no-rows"), (["Colour,Taste", "red,sweet"], "nothing")):
        with pytest.raises(Invalid) as refused:
            run_import_now(acme.context, "company", write_file(*lines))
        assert refused.value.errors[0].code == code
    assert acme.list("company")["records"] == []


def test_a_zip_bomb_posing_as_a_workbook(acme: Desk) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(450):
                sheet.write(b"0" * (1 << 20))
    with pytest.raises(Invalid) as refused:
        upload(acme.context, "person", "bomb.xlsx", [bomb.getvalue()])
    assert refused.value.errors[0].code == "inflates"
    assert list_imports(acme.context) == ([], None)


def test_a_quote_that_is_never_closed_ends_the_run_with_a_sentence(acme: Desk, tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    rows = "".join(f"P{n},p{n}@x.example,\n" for n in range(700))
    path.write_text(f'Name,Email,About\n{rows}Last,last@x.example,"never closed\n' + "x" * 200_000)
    with pytest.raises(Invalid, match="begins on line 702"):
        run_import_now(acme.context, "person", path)
    [imported], _ = list_imports(acme.context)
    assert imported.state == State.FAILED
    assert imported.failure


def test_two_hundred_megabytes_in_little_memory(acme: Desk) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"Name,Email,About\n"
        block = b"".join(b"Person %d,p%d@x.example,%s\n" % (n, n, b"words " * 350) for n in range(500))
        for _ in range(200):
            yield block

    tracemalloc.start()
    try:
        imported = upload(acme.context, "person", "large.csv", pieces())
        with read_rows(imported) as reading:
            rows = sum(1 for _ in reading.rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert imported.file_size > 200 << 20
    assert rows == 100_000
    assert peak < 24 << 20


def test_what_the_role_does_not_allow_is_not_done(acme: Desk, write_file: Write) -> None:
    with pytest.raises(Forbidden):
        run_import_now(acme.colleague("read_only").context, "person", write_file("Name,Email", "Ann,a@x.example"))
    with pytest.raises(Forbidden):
        run_import_now(acme.colleague("support").context, "person", write_file("Name,Email", "Ann,a@x.example"))
    acme.create("person", first_name="Elif", email="elif@x.example", owner=str(acme.user.id))
    seller = acme.colleague("salesperson")
    path = write_file("First name,Email", "Changed,elif@x.example", "New,new@x.example")
    summary = run_import_now(seller.context, "person", path)
    # Whom they do not see they do not find: the row makes a record of their own, and the other's stays as it was.
    assert (summary.counts["created"], summary.failed) == (2, 0)
    assert {p["first_name"] for p in seller.list("person")["records"]} == {"Changed", "New"}
    assert {p["first_name"] for p in acme.list("person")["records"]} == {"Elif", "Changed", "New"}


def test_the_rows_of_the_report_are_the_rows_of_the_file(acme: Desk, write_file: Write) -> None:
    odd = ['say "hi"', "a,b", " spaced ", "'=quoted"]
    text = io.StringIO()
    csv.writer(text).writerows([["Name", "Email", *"abcd"], ["Ann", "nonsense", *odd]])
    run_import_now(acme.context, "person", write_file(text.getvalue().rstrip()))
    [imported], _ = list_imports(acme.context)
    [row], _ = list_rows(acme.context, imported.id, status="failed")
    assert row.cells == ["Ann", "nonsense", 'say "hi"', "a,b", " spaced ", "=quoted"]
