"""Email addresses."""

from email_validator import EmailNotValidError, validate_email

from rapport.fields.matched import Matched, MatchedType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem


class EmailType(MatchedType):
    """Matched in lower case with the domain normalised."""

    kind = "email"
    limit = 320

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        try:
            validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError as refused:
            raise ValueProblem("email", f"“{text[:80]}” is not an email address: {refused}") from refused
        return text

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        local, at, domain = text.strip().lower().rpartition("@")
        try:
            domain = domain.encode("idna").decode() if not domain.isascii() else domain
        except UnicodeError:
            pass
        return f"{local}{at}{domain}"


class Email(Matched):
    """One email address."""

    type = EmailType()
