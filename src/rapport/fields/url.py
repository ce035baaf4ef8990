"""Web addresses, also typed as a bare domain."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from rapport.fields.matched import Matched, MatchedType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem


class UrlType(MatchedType):
    """Kept as typed, with `https://` before a bare domain. With the option `domain` only the domain is matched."""

    kind = "url"
    limit = 2_000

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        del spec, region
        full = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(full)
            host = parts.hostname or ""
            _port = parts.port
        except ValueError as wrong:
            raise ValueProblem("url", _("“%(text)s” is not a web address.") % {"text": text[:80]}) from wrong
        if parts.scheme.lower() not in {"http", "https"} or "." not in host or " " in full or parts.username:
            raise ValueProblem(
                "url", _("“%(text)s” is not a web address; give one like https://example.com.") % {"text": text[:80]}
            )
        return full

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        del region
        bare = text.strip().lower().split("://")[-1]
        bare = bare.removeprefix("www.")
        return bare.split("/")[0].split(":")[0] if spec.options.get("domain") else bare.rstrip("/")


class Url(Matched):
    """One web address. Option `domain`: match on the domain alone."""

    type = UrlType()
    known_options = ("domain",)
