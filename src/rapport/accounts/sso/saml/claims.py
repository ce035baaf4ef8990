"""Who somebody is by the words of an assertion: names of attributes differ from provider to provider."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.claims import MOST_GROUPS, Claims, fits
from rapport.accounts.sso.saml.conditions import time_at
from rapport.accounts.sso.saml.reading import find, text_of
from rapport.accounts.sso.saml.refused import MessageRefused, Reason

SCHEMA: Final = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
MICROSOFT: Final = "http://schemas.microsoft.com/"
EMAIL_FORMAT: Final = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
TRANSIENT: Final = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
EMAILS: Final = (f"{SCHEMA}emailaddress", "urn:oid:0.9.2342.19200300.100.1.3", "email", "mail", "emailaddress")
FULL_NAMES: Final = (
    f"{MICROSOFT}identity/claims/displayname", "urn:oid:2.16.840.1.113730.3.1.241", "displayname", "fullname",
    "urn:oid:2.5.4.3", "cn",
)  # fmt: skip
GIVEN_NAMES: Final = (f"{SCHEMA}givenname", "urn:oid:2.5.4.42", "givenname", "firstname", "first_name")
LAST_NAMES: Final = (f"{SCHEMA}surname", "urn:oid:2.5.4.4", "surname", "sn", "lastname", "last_name")
GROUPS: Final = (
    f"{MICROSOFT}ws/2008/06/identity/claims/groups", "http://schemas.xmlsoap.org/claims/group",
    "urn:oid:1.3.6.1.4.1.5923.1.5.1.1", "groups", "group", "memberof",
)  # fmt: skip
TOO_MANY_GROUPS: Final = f"{MICROSOFT}claims/groups.link"
Attributes = Mapping[str, Sequence[str]]


def read_claims(connection: SsoConnection, assertion: etree._Element) -> Claims:
    """What the proven assertion says. Raises `MessageRefused` where it does not say who."""
    names = find(assertion, "saml:Subject/saml:NameID")
    subject = text_of(names[0]) if len(names) == 1 else ""
    if not subject or names[0].get("Format") == TRANSIENT or len(names[0]):
        raise MessageRefused(Reason.SUBJECT, "no lasting NameID")
    said = read_attributes(assertion)
    email = first(said, [connection.email_claim] if connection.email_claim else EMAILS)
    if not email and not connection.email_claim and names[0].get("Format") == EMAIL_FORMAT:
        email = subject
    session = find(assertion, "saml:AuthnStatement")[0]
    return Claims(
        subject=subject,
        email=email,
        name=first(said, [connection.name_claim]) if connection.name_claim else name_in(said),
        groups=groups_in(said, connection.groups_claim),
        session=session.get("SessionIndex", ""),
        authenticated_at=time_at(session, "AuthnInstant"),
    )


def read_attributes(assertion: etree._Element) -> dict[str, list[str]]:
    """All values by the attribute's name in small letters; one that comes twice has the values of both."""
    found: dict[str, list[str]] = {}
    for attribute in find(assertion, "saml:AttributeStatement/saml:Attribute"):
        values = [text_of(each) for each in find(attribute, "saml:AttributeValue")]
        found.setdefault((attribute.get("Name") or "").strip().lower(), []).extend(filter(None, values))
    return found


def first(said: Attributes, names: Sequence[str]) -> str:
    """The first value of the first of these attributes that has one."""
    values = (value for name in names for value in said.get(name.lower(), ()))
    return next((value for value in values if "\x00" not in value), "")


def name_in(said: Attributes) -> str:
    """The name in full, else put together."""
    return first(said, FULL_NAMES) or f"{first(said, GIVEN_NAMES)} {first(said, LAST_NAMES)}".strip()


def groups_in(said: Attributes, named: str) -> frozenset[str] | None:
    """The groups, or None where the provider says nothing of them.

    Providers leave the attribute out for who is in no group. Where the connection names it, that is what its absence
    means: who left their last group loses what it gave.
    """
    names = [named] if named else GROUPS
    held = [name.lower() for name in names if name.lower() in said]
    if TOO_MANY_GROUPS in said or (not held and not named):
        return None
    groups = [value for name in held for value in said[name]]
    return frozenset(filter(fits, groups)) if len(groups) <= MOST_GROUPS else None
