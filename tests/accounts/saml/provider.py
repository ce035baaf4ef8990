"""An identity provider that says and signs whatever a test wants, also what no honest one would."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import uuid4

import xmlsec
from lxml import etree

from rapport.accounts.sso.saml.certificates import OwnKey, make_key
from rapport.accounts.sso.saml.reading import ASSERTION, PROTOCOL, find
from rapport.kernel.clock import now

NAME = "https://login.acme.test/saml"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
Element = etree._Element


@lru_cache(maxsize=8)
def key_of(name: str) -> OwnKey:
    """Always the same key for a name: making one takes a while."""
    return make_key(name)


def written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Said:
    """What the provider says; each part can be wrong."""

    acs: str
    audience: str
    request_id: str
    subject: str = "s-anna"
    subject_format: str = PERSISTENT
    attributes: dict[str, list[str]] = field(default_factory=lambda: {"email": ["anna@acme.test"]})
    issuer: str = NAME
    destination: str | None = None
    recipient: str | None = None
    confirms: str | None = None
    begins: timedelta = timedelta(minutes=-1)
    ends: timedelta = timedelta(minutes=5)
    confirmed_until: timedelta = timedelta(minutes=5)
    session_ends: timedelta | None = timedelta(hours=1)
    status: str = "urn:oasis:names:tc:SAML:2.0:status:Success"
    assertion_id: str = field(default_factory=lambda: f"_{uuid4().hex}")

    def xml(self) -> Element:
        """The response with its assertion, not signed yet."""
        return etree.fromstring(self.text())

    def text(self) -> str:
        at = now()
        asked = f'InResponseTo="{self.request_id}"' if self.request_id else ""
        confirms = self.request_id if self.confirms is None else self.confirms
        confirmed = f'InResponseTo="{confirms}"' if confirms else ""
        session = f'SessionNotOnOrAfter="{written(at + self.session_ends)}"' if self.session_ends else ""
        destination = self.acs if self.destination is None else self.destination
        recipient = self.acs if self.recipient is None else self.recipient
        to = f'Destination="{destination}"' if destination else ""
        restricted = (
            f"<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience></saml:AudienceRestriction>"
        )
        said = "".join(
            f'<saml:Attribute Name="{name}">'
            + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        return f"""<samlp:Response xmlns:samlp="{PROTOCOL}" xmlns:saml="{ASSERTION}" ID="_r{uuid4().hex}" Version="2.0"
            IssueInstant="{written(at)}" {to} {asked}><saml:Issuer>{self.issuer}</saml:Issuer>
            <samlp:Status><samlp:StatusCode Value="{self.status}"/></samlp:Status>
            <saml:Assertion ID="{self.assertion_id}" Version="2.0" IssueInstant="{written(at)}">
            <saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>
            <saml:NameID Format="{self.subject_format}">{self.subject}</saml:NameID>
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
            Recipient="{recipient}" NotOnOrAfter="{written(at + self.confirmed_until)}" {confirmed}/>
            </saml:SubjectConfirmation></saml:Subject>
            <saml:Conditions NotBefore="{written(at + self.begins)}" NotOnOrAfter="{written(at + self.ends)}">
            {restricted if self.audience else ""}</saml:Conditions>
            <saml:AuthnStatement AuthnInstant="{written(at)}" SessionIndex="_x1" {session}><saml:AuthnContext>
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
            </saml:AuthnContext></saml:AuthnStatement>
            <saml:AttributeStatement>{said}</saml:AttributeStatement></saml:Assertion></samlp:Response>"""


def sign(
    element: Element,
    key: OwnKey,
    *,
    method: object = xmlsec.constants.TransformRsaSha256,
    digest: object = xmlsec.constants.TransformSha256,
    embed: bool = True,
) -> Element:
    """Signs the element in place, after its issuer; `embed` puts the certificate into the message."""
    signature = xmlsec.template.create(element, xmlsec.constants.TransformExclC14N, method, ns="ds")
    element.insert(1, signature)
    reference = xmlsec.template.add_reference(signature, digest, uri=f"#{element.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformExclC14N)
    if embed:
        xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
    xmlsec.tree.add_ids(element, ["ID"])
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(key.private, xmlsec.constants.KeyDataFormatPem, None)
    context.key.load_cert_from_memory(key.certificate, xmlsec.constants.KeyDataFormatPem)
    context.sign(signature)
    return element


def assertion_in(response: Element) -> Element:
    [found] = find(response, "saml:Assertion")
    return found


def signed(said: Said, key: OwnKey | None = None) -> Element:
    """The response as an honest provider sends it."""
    response = said.xml()
    sign(assertion_in(response), key or key_of("acme"))
    return response


def encrypt(response: Element, certificate: str, *, transport: object = xmlsec.constants.TransformRsaOaep) -> Element:
    """Locks the assertion for whoever has the key of the certificate."""
    assertion = assertion_in(response)
    locked = etree.SubElement(response, f"{{{ASSERTION}}}EncryptedAssertion")
    locked.append(assertion)
    template = xmlsec.template.encrypted_data_create(
        response, xmlsec.constants.TransformAes256Cbc, type=xmlsec.constants.TypeEncElement, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(template)
    info = xmlsec.template.encrypted_data_ensure_key_info(template, ns="ds")
    wrapped = xmlsec.template.add_encrypted_key(info, transport)
    xmlsec.template.encrypted_data_ensure_cipher_value(wrapped)
    keys = xmlsec.KeysManager()
    keys.add_key(xmlsec.Key.from_memory(certificate, xmlsec.constants.KeyDataFormatCertPem, None))
    context = xmlsec.EncryptionContext(keys)
    context.key = xmlsec.Key.generate(xmlsec.constants.KeyDataAes, 256, xmlsec.constants.KeyDataTypeSession)
    context.encrypt_xml(template, assertion)
    return response


def encoded(response: Element | bytes | str) -> str:
    """As the form's field holds it."""
    data = etree.tostring(response) if isinstance(response, Element) else response
    return b64encode(data if isinstance(data, bytes) else data.encode()).decode()


def metadata(name: str, *keys: OwnKey, address: str = "https://login.acme.test/sign-in", more: str = "") -> str:
    """The provider's metadata with these keys."""
    bodies = ["".join(line for line in key.certificate.splitlines() if not line.startswith("-----")) for key in keys]
    keyed = "".join(
        '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>'
        f"<ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        for body in bodies
    )
    return (
        f'<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{name}" {more}>'
        f'<md:IDPSSODescriptor protocolSupportEnumeration="{PROTOCOL}">{keyed}<md:SingleSignOnService '
        f'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{address}"/>'
        "</md:IDPSSODescriptor></md:EntityDescriptor>"
    )
