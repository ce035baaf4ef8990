"""Phone numbers."""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from rapport.fields.matched import Matched, MatchedType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem

FEWEST_DIGITS = 3
# An international number that is written without any doubt: only its country's rules are left to ask.
INTERNATIONAL = re.compile(r"\+[1-9][0-9 -]{4,}")
GAPS = str.maketrans("", "", " -")


@lru_cache(maxsize=1_000)
def numbering(begin: str) -> tuple[int, re.Pattern[str], frozenset[int]] | None:
    """Of the country that a number with these three digits calls: the length of its code, what its numbers begin with
    when they are written for calls within it, and how long they are."""
    for length in (1, 2, 3):
        code = int(begin[:length])
        if code not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            continue
        region = phonenumbers.region_code_for_country_code(code)
        plan = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
        if plan is None or plan.general_desc is None:
            return None
        within = re.compile(plan.national_prefix_for_parsing or r"(?!)")
        return length, within, frozenset(plan.general_desc.possible_length)
    return None


def international(text: str) -> str | None:
    """A number in E.164 when it plainly is one, as phonenumbers would find it; None when that must be asked."""
    if not INTERNATIONAL.fullmatch(text):
        return None
    digits = text[1:].translate(GAPS)
    known = numbering(digits[:3]) if len(digits) > FEWEST_DIGITS else None
    if known is None:
        return None
    code, within, lengths = known
    national = digits[code:]
    return None if len(national) not in lengths or within.match(national) else f"+{digits}"


class PhoneType(MatchedType):
    """Kept as typed; matched as E.164 where the number can be understood, else by its digits."""

    kind = "phone"
    limit = 60

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        if sum(map(str.isdigit, text)) < FEWEST_DIGITS:
            raise ValueProblem(
                "phone", _("“%(text)s” is not a phone number: it needs at least three digits.") % {"text": text[:40]}
            )
        return text

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec
        plain = international(text)
        if plain is not None:
            return plain
        try:
            number = phonenumbers.parse(text, region)
            if phonenumbers.is_possible_number(number):
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        except phonenumbers.NumberParseException:
            pass
        return "".join(c for c in text if c.isdigit() or c == "+")


class Phone(Matched):
    """One phone number."""

    type = PhoneType()
