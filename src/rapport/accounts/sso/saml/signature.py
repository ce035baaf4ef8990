"""How a signature may look: one, on the one assertion, over all of it, by algorithms that are not broken.

python3-saml verifies it. This makes sure that what it verified is what is read afterwards, whatever else was wrapped
around it, and that nothing but the two usual transforms stood between the two.
"""

from typing import Final

from lxml import etree

from rapport.accounts.sso.saml.reading import find
from rapport.accounts.sso.saml.refused import MessageRefused, Reason

EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
CANONICAL: Final = frozenset({EXCLUSIVE, f"{EXCLUSIVE}WithComments"})
METHODS: Final = frozenset(f"{MORE}{key}-sha{bits}" for key in ("rsa", "ecdsa") for bits in (256, 384, 512))
DIGESTS: Final = frozenset({
    "http://www.w3.org/2001/04/xmlenc#sha256", f"{MORE}sha384", "http://www.w3.org/2001/04/xmlenc#sha512",
})  # fmt: skip
TRANSPORTS: Final = frozenset({
    "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p", "http://www.w3.org/2009/xmlenc11#rsa-oaep",
})  # fmt: skip


def require_one_assertion(message: etree._Element) -> None:
    """Refuses any but one assertion, directly in the response; it may be encrypted."""
    everywhere = find(message, "//saml:Assertion | //saml:EncryptedAssertion")
    if len(everywhere) != 1 or everywhere[0].getparent() is not message:
        raise MessageRefused(Reason.ASSERTIONS, f"{len(everywhere)} of them, or not directly in the response")


def require_sound_encryption(message: etree._Element) -> None:
    """Refuses keys that are wrapped in the old way, which answers can be made to open."""
    for method in find(message, "//xenc:EncryptedKey/xenc:EncryptionMethod"):
        if method.get("Algorithm") not in TRANSPORTS:
            raise MessageRefused(Reason.ENCRYPTION, "key transport")


def signed_assertion(message: etree._Element) -> etree._Element:
    """The assertion, whose own signature covers exactly it. Raises `MessageRefused`."""
    require_one_assertion(message)
    assertions = find(message, "/samlp:Response/saml:Assertion")
    if len(assertions) != 1:
        raise MessageRefused(Reason.ASSERTIONS, "none in the response")
    names = [name for node in message.iter("*") for key in ("ID", "Id", "id") if (name := node.get(key))]
    if len(set(names)) < len(names):
        raise MessageRefused(Reason.SIGNATURE, "an ID twice")
    allowed = (message, assertions[0])
    for signature in find(message, "//ds:Signature"):
        parent = signature.getparent()
        if parent is None or not any(parent is each for each in allowed):
            raise MessageRefused(Reason.SIGNATURE, "on something else")
        require_sound(signature, parent)
    if len(find(assertions[0], "ds:Signature")) != 1:
        raise MessageRefused(Reason.SIGNATURE, "none on the assertion, or several")
    return assertions[0]


def require_sound(signature: etree._Element, signed: etree._Element) -> None:
    """Refuses a signature that covers something else or less than `signed`, or is made by a broken algorithm."""
    references = find(signature, ".//ds:Reference")
    if len(references) != 1 or references[0].get("URI") != f"#{signed.get('ID')}":
        raise MessageRefused(Reason.SIGNATURE, "another reference")
    if find(signature, "ds:Object"):
        raise MessageRefused(Reason.SIGNATURE, "holds an object")
    transforms = [each.get("Algorithm") for each in find(references[0], "ds:Transforms/ds:Transform")]
    if not transforms or transforms[0] != ENVELOPED or not CANONICAL.issuperset(transforms[1:]) or len(transforms) > 2:  # noqa: PLR2004 - one and the other
        raise MessageRefused(Reason.ALGORITHM, "transforms")
    require_algorithm(signature, "ds:SignedInfo/ds:CanonicalizationMethod", CANONICAL)
    require_algorithm(signature, "ds:SignedInfo/ds:SignatureMethod", METHODS)
    require_algorithm(references[0], "ds:DigestMethod", DIGESTS)


def require_algorithm(within: etree._Element, path: str, allowed: frozenset[str]) -> None:
    """Refuses any but one of the allowed."""
    found = [each.get("Algorithm") or "" for each in find(within, path)]
    if len(found) != 1 or found[0] not in allowed:
        raise MessageRefused(Reason.ALGORITHM, path)
