"""XML that somebody sends: read without ever opening, fetching or unfolding anything."""

from typing import Final

from lxml import etree

from rapport.accounts.sso.saml.refused import MessageRefused, Reason

MOST_NODES: Final = 20_000
PROTOCOL: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
ASSERTION: Final = "urn:oasis:names:tc:SAML:2.0:assertion"
METADATA: Final = "urn:oasis:names:tc:SAML:2.0:metadata"
SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
ENCRYPTION: Final = "http://www.w3.org/2001/04/xmlenc#"
NAMES: Final = {"samlp": PROTOCOL, "saml": ASSERTION, "md": METADATA, "ds": SIGNATURE, "xenc": ENCRYPTION}


def read_xml(data: bytes) -> etree._Element:
    """The root. Raises `MessageRefused` for what is no XML, for a document type, an entity, or too many parts."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MessageRefused(Reason.UNREADABLE, "no XML") from error
    if root.getroottree().docinfo.doctype:
        raise MessageRefused(Reason.FORBIDDEN_XML, "document type")
    for count, node in enumerate(root.iter()):
        if isinstance(node, etree._Entity) or count > MOST_NODES:  # noqa: SLF001 - lxml has no other name for it
            raise MessageRefused(Reason.FORBIDDEN_XML, "entity, or too many parts")
    return root


def require_plain(root: etree._Element) -> None:
    """Refuses comments and instructions: they are not signed, and readers disagree on the text around them."""
    if root.xpath("//comment() | //processing-instruction()"):
        raise MessageRefused(Reason.FORBIDDEN_XML, "comment or instruction")


def find(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements of the path, with the prefixes of the standards."""
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, etree._Element)]  # noqa: SLF001 - as above


def text_of(element: etree._Element | None) -> str:
    """The whole text of the element."""
    return "".join(element.itertext(with_tail=False)).strip() if element is not None else ""
