"""A provider's answer: read, checked, and believed only for what its signature covers."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.response import OneLogin_Saml2_Response
from xmlsec import Error as XmlsecError

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.saml import addresses
from rapport.accounts.sso.saml.agreed import library_settings
from rapport.accounts.sso.saml.claims import read_claims
from rapport.accounts.sso.saml.conditions import require_audience, require_bearer, require_now, time_at
from rapport.accounts.sso.saml.reading import PROTOCOL, find, read_xml, require_plain, text_of
from rapport.accounts.sso.saml.refused import MessageRefused, Reason
from rapport.accounts.sso.saml.signature import require_one_assertion, require_sound_encryption, signed_assertion

MOST_BYTES = 512 << 10
RESPONSE = f"{{{PROTOCOL}}}Response"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
LIBRARY = (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, XmlsecError, etree.LxmlError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class Answer:
    """A message as it came; nothing in it is proven yet. `request_id` is empty where nobody asked."""

    data: bytes
    message: etree._Element
    request_id: str


@dataclass(frozen=True, slots=True)
class Proven:
    """What the provider said. The assertion works once, until `until`; the session ends with the provider's."""

    claims: Claims
    assertion_id: str
    until: datetime
    session_until: datetime | None


def read_answer(encoded: str) -> Answer:
    """The message of the form's field. Raises `MessageRefused`; nothing is unpacked, so nothing can unfold."""
    if len(encoded) > MOST_BYTES:
        raise MessageRefused(Reason.UNREADABLE, "too large")
    try:
        data = b64decode("".join(encoded.split()), validate=True)
    except (NotBase64, ValueError) as error:
        raise MessageRefused(Reason.UNREADABLE, "no base64") from error
    message = read_xml(data)
    require_plain(message)
    if message.tag != RESPONSE:
        raise MessageRefused(Reason.UNREADABLE, "no response")
    return Answer(data, message, message.get("InResponseTo", ""))


def prove(connection: SsoConnection, answer: Answer) -> Proven:
    """Believes the answer, or raises `MessageRefused`. The caller has found the sign-in of `request_id`."""
    message, acs = answer.message, addresses.acs(connection.id)
    require_success(message)
    if message.get("Destination") != acs:
        raise MessageRefused(Reason.DESTINATION)
    require_one_assertion(message)
    require_sound_encryption(message)
    settings = library_settings(connection)
    try:
        read = OneLogin_Saml2_Response(settings, b64encode(answer.data).decode())
    except LIBRARY as error:
        raise MessageRefused(Reason.ENCRYPTION, type(error).__name__) from error
    document = read.get_xml_document()
    require_plain(document)
    assertion = signed_assertion(document)
    require_issuer(document, assertion, connection.entity_id)
    require_audience(assertion, addresses.entity_id(connection.id))
    require_now(assertion)
    until = require_bearer(assertion, acs, answer.request_id)
    verify(read, acs, answer.request_id)
    session = find(assertion, "saml:AuthnStatement")[0]
    return Proven(
        claims=read_claims(connection, assertion),
        assertion_id=assertion.get("ID", ""),
        until=until,
        session_until=time_at(session, "SessionNotOnOrAfter"),
    )


def require_success(message: etree._Element) -> None:
    """Refuses an answer that says itself that nobody signed in."""
    codes = find(message, "/samlp:Response/samlp:Status/samlp:StatusCode")
    if len(codes) != 1 or codes[0].get("Value") != SUCCESS:
        said = [(each.get("Value") or "").rpartition(":")[2][:60] for each in find(message, "//samlp:StatusCode")]
        raise MessageRefused(Reason.STATUS, ", ".join(said[:3]))


def require_issuer(message: etree._Element, assertion: etree._Element, entity_id: str) -> None:
    """The assertion names its maker, the message may; both are the connection's provider."""
    named = [text_of(each) for each in find(assertion, "saml:Issuer")]
    outside = [text_of(each) for each in find(message, "/samlp:Response/saml:Issuer")]
    if named != [entity_id] or outside not in ([], [entity_id]):
        raise MessageRefused(Reason.ISSUER)


def verify(read: OneLogin_Saml2_Response, acs: str, request_id: str) -> None:
    """The library's own checks, of the signature first of all."""
    parts = urlsplit(acs)
    asked = {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
    }
    try:
        read.is_valid(asked, request_id, raise_exceptions=True)
    except OneLogin_Saml2_ValidationError as error:
        unsigned = error.code in {
            OneLogin_Saml2_ValidationError.INVALID_SIGNATURE,
            OneLogin_Saml2_ValidationError.NO_SIGNATURE_FOUND,
            OneLogin_Saml2_ValidationError.NO_SIGNED_ASSERTION,
        }
        raise MessageRefused(Reason.SIGNATURE if unsigned else Reason.INVALID, f"code {error.code}") from error
    except LIBRARY as error:
        raise MessageRefused(Reason.INVALID, type(error).__name__) from error
