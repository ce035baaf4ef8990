"""For whom, for which request and until when an assertion is: everything has to be said, and to fit."""

from datetime import datetime, timedelta

from lxml import etree

from rapport.accounts.sso.saml.metadata import moment
from rapport.accounts.sso.saml.reading import find, text_of
from rapport.accounts.sso.saml.refused import MessageRefused, Reason
from rapport.kernel.clock import now

SKEW = timedelta(seconds=60)
LONGEST = timedelta(days=1)
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"


def require_audience(assertion: etree._Element, entity_id: str) -> None:
    """Each restriction has to name us; one without any is for everybody and so not for us."""
    restrictions = find(assertion, "saml:Conditions/saml:AudienceRestriction")
    named = [{text_of(each) for each in find(one, "saml:Audience")} for one in restrictions]
    if not named or not all(entity_id in each for each in named):
        raise MessageRefused(Reason.AUDIENCE)


def require_now(assertion: etree._Element) -> None:
    """Neither too early nor too late, with a minute between the clocks."""
    for each in find(assertion, "saml:Conditions"):
        begins, ends = time_at(each, "NotBefore"), time_at(each, "NotOnOrAfter")
        if begins and begins > now() + SKEW:
            raise MessageRefused(Reason.TIME, "not yet valid")
        if ends and ends + SKEW <= now():
            raise MessageRefused(Reason.TIME, "not valid any more")
    for each in find(assertion, "saml:AuthnStatement"):
        ends = time_at(each, "SessionNotOnOrAfter")
        if ends and ends <= now():
            raise MessageRefused(Reason.TIME, "the provider's session is over")


def require_bearer(assertion: etree._Element, acs: str, request_id: str) -> datetime:
    """Until when the assertion may be brought: to this address, in answer to this request."""
    confirmed = find(assertion, f"saml:Subject/saml:SubjectConfirmation[@Method='{BEARER}']")
    data = find(confirmed[0], "saml:SubjectConfirmationData") if len(confirmed) == 1 else []
    if len(data) != 1:
        raise MessageRefused(Reason.SUBJECT, "confirmation")
    if data[0].get("Recipient") != acs:
        raise MessageRefused(Reason.RECIPIENT)
    if data[0].get("InResponseTo") != request_id:
        raise MessageRefused(Reason.REQUEST, "confirmation")
    begins, ends = time_at(data[0], "NotBefore"), time_at(data[0], "NotOnOrAfter")
    if ends is None or ends + SKEW <= now() or (begins and begins > now() + SKEW):
        raise MessageRefused(Reason.TIME, "confirmation")
    if ends > now() + LONGEST:
        raise MessageRefused(Reason.TIME, "valid for longer than a day")  # it is remembered as long as it is valid
    return ends + SKEW


def time_at(element: etree._Element, name: str) -> datetime | None:
    """The moment, if there is one. Raises `MessageRefused` for what is none."""
    text = element.get(name)
    found = moment(text) if text is not None else None
    if text is not None and found is None:
        raise MessageRefused(Reason.TIME, name)
    return found
