"""One request as a handler sees it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.accounts.identify import Identity
from rapport.accounts.sessions import signed_in_lately
from rapport.kernel.context import Context
from rapport.kernel.errors import BadRequest, FieldError, Forbidden, Invalid, NotFound, NotSignedIn, Reauthenticate
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

VERSION = re.compile(r'(?:W/)?"(\d{1,9})"')
LONGEST_NUMBER = 9


@dataclass(slots=True)
class ApiRequest:
    """`parts` are the named parts of the path, as text."""

    http: HttpRequest
    parts: Mapping[str, str]
    identity: Identity | None
    _body: Any = field(default=None, repr=False)

    @property
    def who(self) -> Identity:
        """Who is signed in."""
        if self.identity is None:
            raise NotSignedIn(_("Sign in, or send a valid token: Authorization: Bearer rpt_…"))
        return self.identity

    @property
    def context(self) -> Context:
        """The reader or writer."""
        return self.who.context

    def require_session(self) -> None:
        """Refuses a token: what is somebody's own is not for programs."""
        if self.who.token_id is not None:
            raise Forbidden(_("A token may not do this. Sign in and do it yourself."))

    @property
    def session_key(self) -> str:
        """The key of the session that asks; refuses a token."""
        self.require_session()
        return self.http.COOKIES.get(settings.SESSION_COOKIE_NAME, "")

    def require_fresh(self) -> None:
        """Refuses a dangerous act to a token, and to a session whose user proved who they are too long ago."""
        if not signed_in_lately(self.session_key):
            raise Reauthenticate(_("This needs a fresh sign-in. Enter your password or second factor, then try again."))

    @property
    def object_type(self) -> ObjectType:
        """The object that the path names."""
        return registry.by_plural(self.parts["plural"])

    @property
    def id(self) -> UUID:
        """The id that the path names."""
        try:
            return UUID(self.parts["id"])
        except ValueError as wrong:
            raise NotFound(_("There is no such record, or you may not see it. It may have been deleted.")) from wrong

    def arg(self, name: str) -> str | None:
        """A query parameter, None when it is absent or empty."""
        value = self.http.GET.get(name)
        if value is not None and "\x00" in value:
            raise BadRequest(
                _("Remove the NUL character from “%(name)s”.") % {"name": name},
                [FieldError(name, "characters", _("NUL"))],
            )
        return value or None

    def json_arg(self, name: str) -> Any:
        """A query parameter that holds JSON."""
        text = self.arg(name)
        if text is None:
            return None
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError as wrong:
            detail = f"“{name}” is not JSON: {wrong}."
            raise Invalid(detail, [FieldError(name, "json", detail)]) from wrong

    def flag(self, name: str) -> bool:
        """A query parameter that is true or false."""
        text = self.arg(name)
        if text not in {None, "true", "false"}:
            detail = f"Give “{name}” as true or false."
            raise Invalid(detail, [FieldError(name, "checkbox", detail)])
        return text == "true"

    def number(self, name: str, default: int, most: int) -> int:
        """A query parameter that is a whole number from 1."""
        text = self.arg(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER and 1 <= int(text) <= most):
            detail = f"Give “{name}” as a whole number from 1 to {most}."
            raise Invalid(detail, [FieldError(name, "number", detail)])
        return int(text)

    def json(self) -> dict[str, Any]:
        """The body, a JSON object."""
        if self._body is None:
            try:
                self._body = orjson.loads(self.http.body or b"{}")
            except orjson.JSONDecodeError as wrong:
                raise BadRequest(_("The body is not JSON: %(wrong)s.") % {"wrong": wrong}) from wrong
            if not isinstance(self._body, dict):
                raise BadRequest(_("Send a JSON object."))
        return dict(self._body)

    def only(self, *names: str) -> dict[str, Any]:
        """The body, refused when it has other parts than these."""
        body = self.json()
        unknown = sorted(set(body) - set(names))
        if unknown:
            detail = f"There is no “{unknown[0][:60]}” here; the parts are: {', '.join(names)}."
            raise Invalid(detail, [FieldError(unknown[0][:60], "unknown", detail)])
        return body

    def expected_version(self) -> int | None:
        """The version of `If-Match`; None for `*` or when it is absent."""
        header = self.http.headers.get("If-Match", "").strip()
        if header in {"", "*"}:
            return None
        match = VERSION.fullmatch(header)
        if not match:
            detail = "Give If-Match as the ETag of the record, a number between quotation marks."
            raise Invalid(detail, [FieldError("If-Match", "version", detail)])
        return int(match[1])
