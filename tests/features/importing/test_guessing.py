"""Exports of other systems map without help, and what means nothing here stays free."""

import csv
import io

import pytest

from rapport.features.importing.guessing import guess, knows
from rapport.features.importing.header import column_names, detect_header
from rapport.features.importing.name_parts import split_name
from rapport.features.importing.targets import Target, object_words, targets
from tests.features.importing.foreign_exports import EXPORTS, Export
from tests.features.importing.sample_objects import OBJECTS


def places(key: str) -> list[Target]:
    return targets(OBJECTS[key], {known: object_words(described) for known, described in OBJECTS.items()})


def table(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: f"{export.system} {export.object}")
def test_export_of_another_system_maps_without_help(export: Export) -> None:
    header, *rows = table(export.text)
    assert detect_header([header, *rows], lambda label: knows(label, places(export.object)))
    found = {
        header[g.column]: g.field + (f".{g.part}" if g.part else "")
        for g in guess(header, rows, places(export.object))
        if g.field
    }
    assert {column: found.get(column) for column in export.belongs} == export.belongs
    strangers = {column: place for column, place in found.items() if column not in export.belongs}
    assert not strangers


def test_the_data_alone_tells_emails_phones_and_sites() -> None:
    rows = [["Ann Lee", "ann@example.com", "+49 30 1234567"], ["Bob Ray", "bob@example.com", "+1 303 555 0100"]]
    assert not detect_header(rows, lambda _: False)
    found = {g.column: g.field for g in guess(column_names(None, 3), rows, places("person"))}
    assert found == {0: None, 1: "email", 2: "phone"}


def test_a_label_that_the_data_contradicts_is_doubted() -> None:
    rows = [["yes", "a@example.com"], ["no", "b@example.com"]]
    found = {g.column: (g.field, g.confidence) for g in guess(["Email", "Kontakt"], rows, places("person"))}
    assert found[1][0] == "email"
    assert found[0][0] is None


def test_confidence_is_a_share() -> None:
    assert all(0 <= g.confidence <= 1 for export in EXPORTS for g in guess(*_split(export), places(export.object)))


def _split(export: Export) -> tuple[list[str], list[list[str]]]:
    header, *rows = table(export.text)
    return header, rows


@pytest.mark.parametrize(
    ("rows", "is_header"),
    [
        ([["Name", "City"], ["Ann", "Rome"], ["Bob", "Oslo"]], True),
        ([["Ann", "ann@example.com"], ["Bob", "bob@example.com"]], False),
        ([["x", "y"], ["1", "2"]], True),
        ([["Ann", "Rome"], ["Bob", "Oslo"], ["Ann", "Rome"]], False),
        ([["Foo", "Bar"]], True),
        ([["1", "2"], ["3", "4"]], False),
        ([], False),
    ],
)
def test_header_is_told_from_data(rows: list[list[str]], is_header: bool) -> None:
    assert detect_header(rows, lambda _: False) is is_header


def test_columns_have_distinct_names() -> None:
    assert column_names(["Name", "", "name", "Column 2"], 5) == [
        "Name",
        "Column 2",
        "name (2)",
        "Column 2 (2)",
        "Column 5",
    ]


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Ann Lee", ("Ann", "Lee")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("Núñez, José María", ("José María", "Núñez")),
        ("Dr. Ann Marie Lee, PhD", ("Ann Marie", "Lee")),
        ("Cher", ("Cher", "")),
        ("  Sammy   Davis Jr. ", ("Sammy", "Davis")),
        ("Maria del Carmen", ("Maria", "del Carmen")),
        ("", ("", "")),
    ],
)
def test_full_name_is_split(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts
