"""What a provider says of itself: its name, where people sign in, and the certificates of its signatures."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from lxml import etree

from rapport.accounts.sso.saml.certificates import Certificate, read_certificate
from rapport.accounts.sso.saml.reading import METADATA, PROTOCOL, find, read_xml, text_of
from rapport.accounts.sso.saml.refused import DescriptionRefused, MessageRefused
from rapport.kernel.clock import now
from rapport.platform.outgoing import AddressRefused, fetch
from rapport.platform.outgoing_address import read_target

MOST_BYTES = 1 << 20
MOST_CERTIFICATES = 10
LONGEST = 1024
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
ACCEPT = "application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8"
MANY, ONE = f"{{{METADATA}}}EntitiesDescriptor", f"{{{METADATA}}}EntityDescriptor"


@dataclass(frozen=True, slots=True)
class Provider:
    """`certificates` are those that may sign now; while a provider changes its key there are two."""

    entity_id: str
    sign_in_url: str
    certificates: tuple[Certificate, ...]


def fetch_metadata(url: str) -> Provider:
    """Reads what is at the address. Raises `NotFetched` when nothing is, `DescriptionRefused` when it does not fit."""
    return read_metadata(fetch(url, accept=ACCEPT, most_bytes=MOST_BYTES))


def read_metadata(data: bytes) -> Provider:
    """Reads metadata. Raises `DescriptionRefused`."""
    if len(data) > MOST_BYTES:
        raise DescriptionRefused(_("The metadata is larger than 1 MB. Ask for the metadata of this provider alone."))
    try:
        root = read_xml(data)
    except MessageRefused as error:
        raise DescriptionRefused(
            _("This is no metadata of a SAML provider. Paste the whole XML, without a document type or entities.")
        ) from error
    entity = the_entity(root)
    described = find(entity, f"md:IDPSSODescriptor[contains(@protocolSupportEnumeration, '{PROTOCOL}')]")
    if len(described) != 1:
        raise DescriptionRefused(_("The metadata describes no SAML 2.0 identity provider. Take the provider's own."))
    until = moment(entity.get("validUntil", ""))
    if until is not None and until <= now():
        raise DescriptionRefused(_("The metadata is out of date: it says until when it is valid. Take it anew."))
    places = find(described[0], f"md:SingleSignOnService[@Binding='{REDIRECT}']")
    if not places:
        raise DescriptionRefused(_("The metadata names no sign-in address for the binding HTTP-Redirect."))
    signing = find(described[0], "md:KeyDescriptor[not(@use) or @use='signing']//ds:X509Certificate")
    return provider(entity.get("entityID", ""), places[0].get("Location", ""), [text_of(each) for each in signing])


def provider(entity_id: str, sign_in_url: str, certificates: list[str]) -> Provider:
    """A provider of these parts. Raises `DescriptionRefused` saying which does not fit."""
    name = entity_id.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise DescriptionRefused(_("The name of the provider (entityID) is missing, or longer than 1,024 letters."))
    address = sign_in_url.strip()
    require_address(address)
    read = {each.fingerprint: each for each in map(read_certificate, certificates[: MOST_CERTIFICATES + 1])}
    if not read or len(certificates) > MOST_CERTIFICATES:
        raise DescriptionRefused(_("There has to be a certificate that signs, and there may be 10 of them."))
    return Provider(name, address, tuple(read.values()))


def the_entity(root: etree._Element) -> etree._Element:
    """The one that is described. Raises `DescriptionRefused` where there are several: nobody said which."""
    if root.tag == ONE:
        return root
    inside = find(root, ".//md:EntityDescriptor") if root.tag == MANY else []
    if len(inside) > 1:
        raise DescriptionRefused(
            _("The metadata describes several providers. Take the metadata of the one that you use.")
        )
    if not inside:
        raise DescriptionRefused(_("This is no metadata of a SAML provider. It begins with EntityDescriptor."))
    return inside[0]


def require_address(address: str) -> None:
    """Refuses a sign-in address that is no web address, or is not encrypted. Its host may be an inner one: browsers
    go there, not this server."""
    if address.startswith("https://") and address.isprintable() and len(address) <= LONGEST and " " not in address:
        return
    try:
        allowed = read_target(address).allowed
    except AddressRefused:
        allowed = False
    if not allowed:
        raise DescriptionRefused(_("The sign-in address has to begin with https://."))


def moment(text: str) -> datetime | None:
    """A moment as SAML writes it, which is always in UTC."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
