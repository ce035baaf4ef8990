"""Opening uploads: every encoding and delimiter, and every hostile file gets a clear answer."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import xlsxwriter

from rapport.features.importing.source import Source, open_source
from rapport.kernel.errors import Invalid, TooLarge

TABLE = "Name;E-Mail;Stadt\r\nJosé Núñez;jose@example.com;Zürich\r\nAnna Žižková;anna@example.com;Brno\r\n"
WESTERN = TABLE.replace("Žižková", "Müller")


def opened(data: bytes, **options: str) -> Source:
    return open_source(io.BytesIO(data), **options)


def cells(data: bytes, **options: str) -> list[list[str]]:
    return [row for _, row in opened(data, **options).rows]


def refusal(data: bytes, **options: str) -> str:
    with pytest.raises(Invalid) as caught:
        cells(data, **options)
    assert caught.value.errors[0].field == "file"
    return caught.value.detail


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", TABLE),
        ("utf-8-sig", TABLE),
        ("utf-16", TABLE),
        ("utf-16-le", WESTERN),
        ("utf-16-be", WESTERN),
        ("utf-32", TABLE),
        ("cp1252", WESTERN),
    ],
)
def test_encoding_is_detected(encoding: str, text: str) -> None:
    source = opened(text.encode(encoding))
    rows = [row for _, row in source.rows]
    assert rows[0] == ["Name", "E-Mail", "Stadt"]
    assert rows[1] == ["José Núñez", "jose@example.com", "Zürich"]
    assert source.delimiter == ";"
    assert source.notes() == []


def test_late_accent_in_a_long_file_is_found() -> None:
    long = b"name,city\n" + b"Ann,Rome\n" * 50_000 + "José,Zürich\n".encode("cp1252")
    assert cells(long)[-1] == ["José", "Zürich"]


def test_text_of_other_letters_is_read() -> None:
    text = "Имя;Город\n" + "Лидия;Псков\nЮлия;Пермь\nЮлий;Псков\n" * 20
    assert cells(text.encode("cp1251"))[1] == ["Лидия", "Псков"]


def test_damaged_utf8_stays_utf8_and_says_so() -> None:
    source = opened(("name,city\n" + "José,Zürich\n" * 30).encode() + b"Bad\xff,Rome\n")
    assert [row for _, row in source.rows][-1] == ["Bad\ufffd", "Rome"]
    assert "1 characters could not be read" in source.notes()[0]


def test_named_encoding_wins_and_an_unknown_one_is_refused() -> None:
    assert cells("név,város\nŐri,Győr\n".encode("cp1250"), encoding="windows-1250")[1] == ["Őri", "Győr"]
    assert "no encoding" in refusal(b"a,b\n", encoding="klingon")
    for name in ("zlib", "undefined", "idna", "UTF-7", "unicode_escape"):
        assert "no encoding" in refusal(b"a,b\n", encoding=name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_detected(delimiter: str) -> None:
    rows = [["name", "amount", "note"], ["Ann", "1", "x"], ["Bob", "2", ""]]
    text = "\n".join(delimiter.join(row) for row in rows)
    source = opened(text.encode())
    assert [row for _, row in source.rows] == rows
    assert source.delimiter == delimiter


def test_delimiter_is_not_fooled() -> None:
    assert cells(b"price;weight;size\n1,5;2,5;3,5\n4,5;5,5;6,5\n")[1] == ["1,5", "2,5", "3,5"]
    assert cells(b'name,note\nAnn,"a; b; c"\nBob,"d; e; f"\n')[1] == ["Ann", "a; b; c"]
    assert cells(b"email\nann@example.com\nbob@example.com\n") == [["email"], ["ann@example.com"], ["bob@example.com"]]
    assert cells(b"sep=|\nname|note\nAnn|a,b;c\n") == [["name", "note"], ["Ann", "a,b;c"]]
    assert "comma" in refusal(b"a,b\n", delimiter="x")


def test_quoted_newlines_and_line_numbers() -> None:
    source = opened(b'name,note\r\nAnn,"one\r\ntwo, ""three"""\r\n\r\nBob,x\r')
    assert list(source.rows) == [(1, ["name", "note"]), (2, ["Ann", 'one\r\ntwo, "three"']), (5, ["Bob", "x"])]


def test_ragged_and_blank_rows_are_kept_and_left_out() -> None:
    assert cells(b"a,b,c\n1\n , ,\n,,\n1,2,3,4,5\n") == [["a", "b", "c"], ["1"], ["1", "2", "3", "4", "5"]]


def test_nul_bytes_are_removed_and_told() -> None:
    source = opened(b"name,email\nA\x00nn,ann@example.com\x00\n")
    assert [row for _, row in source.rows][1] == ["Ann", "ann@example.com"]
    assert source.notes() == ["2 NUL characters were removed."]


def test_200_columns() -> None:
    header = ",".join(f"c{i}" for i in range(200))
    assert len(cells(f"{header}\n{header}\n".encode())[1]) == 200
    assert "at most 1,000" in refusal((",".join("x" * 1_001) + "\n").encode())


def test_unclosed_quote_is_refused_with_its_line() -> None:
    data = b'a,b\n1,2\n3,"never closed\n' + b"filling up the cell,\n" * 10_000
    assert "line 3" in refusal(data)


def test_quotes_that_tie_a_file_together_to_one_row_are_refused() -> None:
    assert "quotes are missing" in refusal(b'a,b\n"x' + b'\n","x' * 2_000_000)


def test_endless_line_is_refused() -> None:
    assert "Line 2 is longer" in refusal(b"a,b\n" + b"x" * 3_000_000)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        ("<?xml version='1.0'?>".encode("utf-16"), "XML"),
        (b'[{"a": 1}]', "JSON"),
        (bytes(range(1, 32)) * 30, "not a table"),
        (b"PK\x03\x04 but not a zip", "damaged"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, says: str) -> None:
    detail = refusal(data)
    assert says in detail
    assert detail.endswith(".")


def workbook(fill: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, rows in fill.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write(r, c, value, moment if isinstance(value, datetime) else day)
                    else:
                        sheet.write(r, c, value)
    return out.getvalue()


def test_workbook_cells_become_text() -> None:
    rows: list[list[object]] = [
        ["Name", "Amount", "On", "At", "Good"],
        ["Zoë", 1234.5, date(2026, 12, 1), datetime(2026, 12, 1, 9, 30), True],
        ["", "", "", "", ""],
        ["Bob", 7, None, None, False],
    ]
    source = opened(workbook({"Empty": [], "Data": rows}))
    assert source.sheets == ("Empty", "Data")
    assert list(source.rows) == [
        (1, ["Name", "Amount", "On", "At", "Good"]),
        (2, ["Zoë", "1234.5", "2026-12-01", "2026-12-01 09:30:00", "true"]),
        (4, ["Bob", "7", "", "", "false"]),
    ]


def test_sheet_by_name() -> None:
    data = workbook({"One": [["a"], ["1"]], "Two": [["b"], ["2"]]})
    assert cells(data, sheet="Two") == [["b"], ["2"]]
    assert "no sheet" in refusal(data, sheet="Three")


def archive(entries: dict[str, bytes | Iterator[bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            with made.open(name, "w") as entry:
                for block in [content] if isinstance(content, bytes) else content:
                    entry.write(block)
    return out.getvalue()


def test_zip_bomb_is_refused() -> None:
    bomb = archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": (b"\0" * (1 << 20) for _ in range(500))})
    assert len(bomb) < 1 << 20
    assert "unpacks to more" in refusal(bomb)


def test_zip_bomb_of_many_copies_is_refused_by_its_ratio() -> None:
    bomb = archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": (b"\0" * (1 << 20) for _ in range(50))})
    assert "unpacks to more" in refusal(bomb)


def test_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    size = 60 << 20
    bomb = archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": (b"\0" * (1 << 20) for _ in range(60))})
    liar = bomb.replace(struct.pack("<L", size), struct.pack("<L", 1000))
    assert liar != bomb
    assert "damaged" in refusal(liar)


def test_archive_with_too_many_entries_is_refused() -> None:
    assert "unpacks to more" in refusal(archive({"xl/workbook.xml": b""} | {f"xl/{i}": b"" for i in range(5_001)}))


def test_ordinary_archive_is_refused() -> None:
    assert "archive" in refusal(archive({"people.csv": b"name\nAnn\n"}))


def test_sheet_that_spans_the_universe_is_refused() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")
    assert "1,048,576 rows" in refusal(out.getvalue())


def sheet_of(rows: bytes) -> bytes:
    """A workbook whose first sheet has these rows."""
    made: dict[str, bytes | Iterator[bytes]] = {}
    with zipfile.ZipFile(io.BytesIO(workbook({"S": [["a"]]}))) as book:
        for name in book.namelist():
            text = book.read(name)
            begin, end = text.find(b"<sheetData>"), text.find(b"</sheetData>")
            made[name] = text if begin < 0 else text[: begin + 11] + rows + text[end:]
    return archive(made)


def test_small_letters_and_numbers_of_rows_do_not_hide_how_far_a_sheet_spans() -> None:
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    for far in (b'<c r="xfd1048576">', b'<c r="XFD0000001048576">'):
        assert "16,384 columns" in refusal(sheet_of(first + b"<row>" + far + b"<v>1</v></c></row>"))
    wide = b'<row r="1"><c r="XFD1"><v>1</v></c></row>'
    for far in (b"<c>", b'<c s=" r=">', b'<c s="' + b"1" * (1 << 20) + b'">'):
        assert "where they stand" in refusal(sheet_of(wide + b'<row r="1048576">' + far + b"<v>1</v></c></row>"))
    assert cells(sheet_of(b'<row r="2"><c s="0" r="b2"><v>1</v></c></row>'))[0][-1] == "1"


def test_workbook_with_broken_parts_is_refused() -> None:
    assert "damaged" in refusal(archive({"xl/workbook.xml": b"<workbook"}))


class Repeating(io.RawIOBase):
    """A file of 200 MB that exists only as one repeated row."""

    size = 200 << 20
    row = b"Ann Lee,ann@example.com,+49 30 1234567,Acme GmbH,Berlin\n"

    def __init__(self) -> None:
        self.at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset + (self.size if whence == 2 else 0)
        return self.at

    def readinto(self, buffer: bytearray) -> int:
        count = max(0, min(len(buffer), self.size - self.at))
        start = self.at % len(self.row)
        buffer[:count] = (self.row * (count // len(self.row) + 2))[start : start + count]
        self.at += count
        return count


def test_200_megabytes_are_streamed_in_bounded_memory() -> None:
    source = open_source(Repeating())
    tracemalloc.start()
    count = 0
    for count, _ in enumerate(source.rows, start=1):
        if count == 200_000:
            break
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 8 << 20


def test_file_beyond_the_limit_is_refused() -> None:
    huge = Repeating()
    huge.size = 513 << 20
    with pytest.raises(TooLarge, match="513 MB"):
        open_source(huge)
