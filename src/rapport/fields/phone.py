"""Phone numbers."""

import phonenumbers
from django.utils.translation import gettext as _

from rapport.fields.matched import Matched, MatchedType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem

FEWEST_DIGITS = 3


class PhoneType(MatchedType):
    """Kept as typed; matched as E.164 where the number can be understood, else by its digits."""

    kind = "phone"
    limit = 60

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        if sum(c.isdigit() for c in text) < FEWEST_DIGITS:
            raise ValueProblem(
                "phone", _("“%(text)s” is not a phone number: it needs at least three digits.") % {"text": text[:40]}
            )
        return text

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec
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
