"""Email addresses."""

import re
from contextlib import suppress
from functools import lru_cache

from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from rapport.fields.matched import Matched, MatchedType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem

# The everyday local part (RFC 5322's dot-atom), which needs no library; every domain is checked by it, once.
PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LONGEST_LOCAL = 64


@lru_cache(maxsize=20_000)
def check_domain(domain: str) -> None:
    """Raises `EmailNotValidError` for what is no domain of an email address."""
    validate_email(f"a@{domain}", check_deliverability=False, test_environment=True)


class EmailType(MatchedType):
    """Matched in lower case with the domain normalised."""

    kind = "email"
    limit = 320

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        local, _at, domain = text.rpartition("@")
        try:
            if PLAIN.fullmatch(local) and len(local) <= LONGEST_LOCAL:
                check_domain(domain)
            else:
                validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError as refused:
            raise ValueProblem(
                "email", _("“%(text)s” is not an email address: %(refused)s") % {"text": text[:80], "refused": refused}
            ) from refused
        return text

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        low = text.strip().lower()
        if low.isascii():
            return low
        local, at, domain = low.rpartition("@")
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode() if not domain.isascii() else domain
        return f"{local}{at}{domain}"


class Email(Matched):
    """One email address."""

    type = EmailType()
