"""Certificates of providers, and the key of our own by which we sign requests and read what is encrypted for us."""

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils.translation import gettext as _

from rapport.accounts.sso.saml.refused import DescriptionRefused
from rapport.kernel.clock import now
from rapport.platform.sealing import seal, unseal

BITS, LEAST_BITS = 3072, 2048
LASTS = timedelta(days=3653)
BEGIN, END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Certificate:
    """`pem` is how it is stored; `fingerprint` the SHA-256 that consoles of providers show."""

    pem: str
    fingerprint: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Both as PEM."""

    private: str
    certificate: str


def read_certificate(text: str) -> Certificate:
    """The certificate, with or without its first and last line. Raises `DescriptionRefused`."""
    plain = "".join(text.replace(BEGIN, "").replace(END, "").split())
    try:
        found = x509.load_der_x509_certificate(b64decode(plain, validate=True))
        key = found.public_key()
    except (ValueError, NotBase64, TypeError) as error:
        raise DescriptionRefused(_("The certificate cannot be read. Paste it as the provider offers it.")) from error
    if not (isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_BITS) and not isinstance(
        key, ec.EllipticCurvePublicKey
    ):
        raise DescriptionRefused(_("The certificate's key is too weak. Use RSA with 2,048 bits or more."))
    return Certificate(
        pem=found.public_bytes(Encoding.PEM).decode(),
        fingerprint=found.fingerprint(SHA256()).hex(":").upper(),
        expires_at=found.not_valid_after_utc,
    )


def make_key(name: str) -> OwnKey:
    """A new key with a certificate signed by itself; providers know it by our metadata, not by an authority."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=BITS)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])
    made = (
        x509.CertificateBuilder(issuer_name=who, subject_name=who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + LASTS)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return OwnKey(private.decode(), made.public_bytes(Encoding.PEM).decode())


def seal_key(key: OwnKey) -> str:
    """As the connection keeps it."""
    return seal(orjson.dumps({"private": key.private, "certificate": key.certificate}).decode())


def unseal_key(sealed: str) -> OwnKey:
    """The connection's key. Raises `Unreadable` when the settings have lost what sealed it."""
    return OwnKey(**orjson.loads(unseal(sealed)))
