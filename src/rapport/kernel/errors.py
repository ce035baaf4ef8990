"""Refusals: every error a person can cause, as a sentence that says what to do next.

The API turns a `Refusal` into RFC 9457 problem+json; the command line prints its sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: its key (or path), a stable code, and the sentence."""

    field: str
    code: str
    detail: str


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The base of all refusals. `errors` names fields where there are any."""

    detail: str
    errors: Sequence[FieldError] = field(default_factory=tuple)
    code = "refused"
    title = "Refused"
    status = 400

    def __str__(self) -> str:
        return self.detail


class BadRequest(Refusal):
    """The request itself is malformed."""

    code, title, status = "bad-request", "Bad request", 400


class NotSignedIn(Refusal):
    """Nobody is signed in, or the token is not valid."""

    code, title, status = "not-signed-in", "Not signed in", 401


class Reauthenticate(Refusal):
    """The reader signed in too long ago for something dangerous; they prove once more who they are, then try again."""

    code, title, status = "reauthenticate", "Sign in once more", 401


class Forbidden(Refusal):
    """The reader is known and may not do this."""

    code, title, status = "forbidden", "Not allowed", 403


class SecondFactorNeeded(Forbidden):
    """The workspace wants a second factor and the reader has none; they set one up, then go on."""

    code, title = "second-factor", "Set up a second factor"


class SingleSignOnNeeded(Forbidden):
    """The workspace lets nobody else in; they sign in by its identity provider, then go on."""

    code, title = "single-sign-on", "Sign in by single sign-on"


class NotFound(Refusal):
    """There is no such thing, or the reader may not see it: the two answer alike."""

    code, title, status = "not-found", "Not found", 404


class Conflict(Refusal):
    """Somebody else was faster; `errors` names the fields that differ."""

    code, title, status = "conflict", "Conflict", 409


class StaleVersion(Conflict):
    """The `If-Match` version is not the current one; `errors` names the fields changed since."""

    code, title, status = "stale-version", "Changed by someone else", 412


class TooLarge(Refusal):
    """The body or file is larger than allowed."""

    code, title, status = "too-large", "Too large", 413


class Invalid(Refusal):
    """The values do not fit; `errors` names each field."""

    code, title, status = "invalid", "Some values do not fit", 422


class TooMany(Refusal):
    """A rate limit; `retry_after` is in seconds."""

    code, title, status = "too-many-requests", "Too many requests", 429
    retry_after = 1
