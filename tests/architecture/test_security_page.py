"""docs/security.md has every requirement of the standard once, and names tests that exist."""

import re

from tests.architecture.source import ROOT

ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "security.md").read_text()
ROWS = ROW.findall(PAGE)


def test_every_requirement_stands_there_exactly_once() -> None:
    lines = (ROOT / "tests" / "architecture" / "asvs.txt").read_text().splitlines()
    needed = [line for line in lines if not line.startswith("#")]
    assert [number for number, *_rest in ROWS] == needed
    assert len(needed) == len(set(needed))


def test_every_test_that_is_named_exists() -> None:
    named = [file for *_rest, tests in ROWS for file in re.findall(r"`([^`]+)`", tests)]
    assert [file for file in named if not (ROOT / file).is_file()] == []
    assert len(named) > len(ROWS) / 2


def test_every_row_says_how() -> None:
    assert [number for number, subject, how, _tests in ROWS if not subject.strip() or not how.strip()] == []
