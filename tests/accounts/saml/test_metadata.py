"""What is read from a provider's description of itself, and what is refused with a sentence."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from rapport.accounts.sso.saml.certificates import OwnKey
from rapport.accounts.sso.saml.metadata import read_metadata
from rapport.accounts.sso.saml.refused import DescriptionRefused
from rapport.kernel.clock import now
from tests.accounts.saml.provider import NAME, key_of, metadata, written


def why(text: str) -> str:
    with pytest.raises(DescriptionRefused) as refused:
        read_metadata(text.encode())
    return str(refused.value)


def many(*entities: str) -> str:
    inside = "".join(entities)
    return f'<x:EntitiesDescriptor xmlns:x="urn:oasis:names:tc:SAML:2.0:metadata">{inside}</x:EntitiesDescriptor>'


def test_name_address_and_all_certificates_are_read() -> None:
    found = read_metadata(metadata(NAME, key_of("acme"), key_of("next"), key_of("acme")).encode())
    assert (found.entity_id, found.sign_in_url) == (NAME, "https://login.acme.test/sign-in")
    assert [each.pem for each in found.certificates] == [key_of("acme").certificate, key_of("next").certificate]
    assert all(len(each.fingerprint) == 95 and each.expires_at > now() for each in found.certificates)


def test_one_provider_in_a_list_is_taken_and_of_several_none() -> None:
    one = metadata(NAME, key_of("acme"))
    assert read_metadata(many(one).encode()).entity_id == NAME
    assert "several providers" in why(many(one, metadata("https://b.test", key_of("next"))))
    assert "several providers" in why(many(many(one), metadata("https://b.test", key_of("next"))))
    assert "no metadata" in why(many())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no metadata"),
        ("{}", "no metadata"),
        ("<html/>", "no metadata"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "no metadata"),
        ("<a>" * 500, "no metadata"),
        (f"<a>{' ' * (1 << 20)}</a>", "larger than 1 MB"),
        (metadata(NAME), "certificate"),
        (metadata("", key_of("acme")), "entityID"),
        (metadata("x" * 1025, key_of("acme")), "entityID"),
        (metadata(NAME, *[key_of("acme")] * 11), "10 of them"),
        (metadata(NAME, key_of("acme"), address="http://login.acme.test/"), "https://"),
        (metadata(NAME, key_of("acme"), address="javascript:alert(1)"), "https://"),
        (metadata(NAME, key_of("acme"), address="https://login.acme.test/ x"), "https://"),
        (metadata(NAME, key_of("acme"), more=f'validUntil="{written(now() - timedelta(days=1))}"'), "out of date"),
        (metadata(NAME, key_of("acme")).replace("HTTP-Redirect", "SOAP"), "HTTP-Redirect"),
        (metadata(NAME, key_of("acme")).replace("2.0:protocol", "1.1:protocol"), "no SAML 2.0 identity provider"),
        (metadata(NAME, key_of("acme")).replace("X509Certificate>M", "X509Certificate>X"), "cannot be read"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    assert sentence in why(text)


def test_a_weak_key_is_refused() -> None:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=1024)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "weak")])
    weak = x509.CertificateBuilder(who, who, key.public_key(), 1, now(), now() + timedelta(days=1)).sign(key, SHA256())
    pem = weak.public_bytes(Encoding.PEM).decode()
    assert "too weak" in why(metadata(NAME, OwnKey("", pem)))
