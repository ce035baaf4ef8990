"""What comes in is tidied or refused in words."""

import pytest

from rapport.fields.date import Date
from rapport.fields.text import LongText, Text, clean_text
from rapport.schema.field_type import ValueProblem
from tests.fields.test_round_trip import CLEANING, spec_of


def test_control_characters_are_dropped_and_lines_joined() -> None:
    assert clean_text(" a\x07b\x1b[0m\x7f ", 50, lines=False) == "ab[0m"
    assert clean_text("one\r\ntwo\rthree\n", 50, lines=True) == "one\ntwo\nthree"
    assert clean_text("one\ntwo", 50, lines=False) == "one two"
    assert clean_text("\x01\x02", 50, lines=False) is None
    assert clean_text("ta\tb", 50, lines=True) == "ta\tb"


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 51])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        clean_text(text, 50, lines=True)


def test_the_longest_text_is_what_the_declaration_says() -> None:
    assert spec_of(Text(max_length=3)).type.clean("abc", spec_of(Text(max_length=3)), CLEANING) == "abc"
    for field in (Text(max_length=3), LongText(max_length=3)):
        with pytest.raises(ValueProblem, match="Shorten this to 3 characters; it has 4"):
            field.type.clean("abcd", spec_of(field), CLEANING)


@pytest.mark.parametrize(
    "value", ["2026-12-31Tgarbage", "2026-02-30", "0000-01-01", "10000-01-01", 5, None, ["2026-12-31"]]
)
def test_a_day_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(ValueProblem, match="is not a date"):
        spec_of(Date()).type.clean(value, spec_of(Date()), CLEANING)


def test_the_day_of_a_moment_is_taken() -> None:
    assert spec_of(Date()).type.clean("2026-12-31T23:30:00Z", spec_of(Date()), CLEANING).isoformat() == "2026-12-31"
