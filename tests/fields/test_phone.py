"""Plain international numbers are matched without asking phonenumbers, and exactly as it would match them."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapport.fields.phone import international

CODES = sorted(str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
SIGNS = st.text("0123456789 -", max_size=14)


def asked(text: str, region: str) -> str | None:
    """What the library makes of it, or None when the number is not possible."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None


@given(st.sampled_from(CODES), SIGNS, st.sampled_from(("US", "DE", "CA", "IT", "BR")))
@example("49", " 30 4371339", "US")
@example("39", " 06 6982", "DE")
@example("1", "1 2025550123", "US")
@example("54", " 9 11 2345-6789", "US")
@example("800", " 1234 5678", "DE")
def test_as_the_library_finds_it(code: str, rest: str, region: str) -> None:
    text = f"+{code}{rest}".strip()
    found = international(text)
    assert found in {None, asked(text, region)}


@pytest.mark.parametrize("text", ["+49 30 4371339", "+43-1-5880039", "+12025550123", "+420 224 811 111"])
def test_everyday_numbers_are_plain(text: str) -> None:
    assert international(text) == asked(text, "US") is not None


@pytest.mark.parametrize("text", ["030 4371339", "+49 (0)30 4371339", "+4", "+", "", "+49 ٣٠ 4371339", "+999 1234567"])
def test_others_are_left_to_the_library(text: str) -> None:
    assert international(text) is None
