"""What a provider says of somebody, whatever the protocol; and reading it from what the protocol brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LONGEST_SUBJECT = 255
MOST_GROUPS, LONGEST_GROUP = 1000, 200


@dataclass(frozen=True, slots=True)
class Claims:
    """`subject` is who it is for ever. `groups` is None where the provider says nothing of groups: then they stay.

    `email_verified` is None where it does not say. `session` is what the provider calls its own session, by which it
    signs out; `authenticated_at` when the person last proved who they are, if it says so.
    """

    subject: str
    email: str = ""
    email_verified: bool | None = None
    name: str = ""
    groups: frozenset[str] | None = None
    session: str = ""
    authenticated_at: datetime | None = None


def text_at(claims: Mapping[str, Any], key: str) -> str:
    """A claim that is text, else nothing; of a list the first."""
    value = claims.get(key)
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) and storable(value) else ""


def groups_at(claims: Mapping[str, Any], key: str) -> frozenset[str] | None:
    """The names of groups in a claim; None when there is none, or no list of texts."""
    value = claims.get(key)
    if isinstance(value, str):
        value = [value]
    if not key or not isinstance(value, list) or len(value) > MOST_GROUPS:
        return None
    return frozenset(each for each in value if isinstance(each, str) and fits(each))


def fits(group: str) -> bool:
    """Whether it can be the name of a group here."""
    return bool(group.strip()) and len(group) <= LONGEST_GROUP and storable(group)


def storable(text: str) -> bool:
    """Whether the database takes it: JSON may hold NUL, and halves of letters."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
