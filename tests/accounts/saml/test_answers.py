"""Which answers of a provider are believed: the honest one, and none of those that somebody tampered with."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
import xmlsec
from lxml import etree

from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.saml.certificates import unseal_key
from rapport.accounts.sso.saml.reading import ASSERTION, SIGNATURE, find
from rapport.accounts.sso.saml.refused import MessageRefused, Reason
from rapport.accounts.sso.saml.response import Proven, prove, read_answer
from tests.accounts.saml.conftest import Login
from tests.accounts.saml.provider import Element, assertion_in, encoded, encrypt, key_of, sign, signed

ASKED = "_asked"


def believed(login: Login, response: Element | bytes | str) -> Proven:
    return prove(login.connection, read_answer(encoded(response)))


def why(login: Login, response: Element | bytes | str) -> Reason:
    with pytest.raises(MessageRefused) as refused:
        believed(login, response)
    return refused.value.reason


def test_an_honest_answer_says_who(login: Login) -> None:
    said = login.said(ASKED, attributes={"email": ["anna@acme.test"], "displayName": ["Anna Ma"], "groups": ["Sales"]})
    proven = believed(login, signed(said))
    assert proven.assertion_id == said.assertion_id
    assert (proven.claims.subject, proven.claims.email, proven.claims.name) == ("s-anna", "anna@acme.test", "Anna Ma")
    assert proven.claims.groups == {"Sales"}
    assert proven.claims.session == "_x1"
    assert proven.claims.authenticated_at
    assert proven.session_until
    assert proven.until


def test_response_and_assertion_may_both_be_signed(login: Login) -> None:
    response = signed(login.said(ASKED))
    assert believed(login, sign(response, key_of("acme"))).claims.subject == "s-anna"


def test_an_assertion_locked_with_our_key_is_opened(login: Login) -> None:
    ours = unseal_key(login.connection.secret).certificate
    locked = encrypt(signed(login.said(ASKED)), ours)
    assert b"anna@acme.test" not in etree.tostring(locked)
    assert believed(login, locked).claims.email == "anna@acme.test"
    unsigned = encrypt(login.said(ASKED).xml(), ours)
    assert why(login, unsigned) is Reason.SIGNATURE
    assert why(login, encrypt(signed(login.said(ASKED)), key_of("stranger").certificate)) is Reason.ENCRYPTION
    weak = encrypt(signed(login.said(ASKED)), ours, transport=xmlsec.constants.TransformRsaPkcs1)
    assert why(login, weak) is Reason.ENCRYPTION


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"issuer": "https://evil.test"}, Reason.ISSUER),
        ({"audience": "https://other.test"}, Reason.AUDIENCE),
        ({"audience": ""}, Reason.AUDIENCE),
        ({"destination": "https://other.test/acs"}, Reason.DESTINATION),
        ({"destination": ""}, Reason.DESTINATION),
        ({"recipient": "https://other.test/acs"}, Reason.RECIPIENT),
        ({"confirms": "_another"}, Reason.REQUEST),
        ({"confirms": ""}, Reason.REQUEST),
        ({"begins": timedelta(seconds=90)}, Reason.TIME),
        ({"ends": timedelta(seconds=-90)}, Reason.TIME),
        ({"confirmed_until": timedelta(seconds=-90)}, Reason.TIME),
        ({"confirmed_until": timedelta(days=2)}, Reason.TIME),
        ({"session_ends": timedelta(seconds=-1)}, Reason.TIME),
        ({"subject": ""}, Reason.SUBJECT),
        ({"subject_format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"}, Reason.SUBJECT),
        ({"status": "urn:oasis:names:tc:SAML:2.0:status:Responder"}, Reason.STATUS),
    ],
)
def test_what_is_for_somebody_else_or_another_time_is_refused(
    login: Login, wrong: dict[str, Any], reason: Reason
) -> None:
    assert why(login, signed(login.said(ASKED, **wrong))) is reason


def test_a_recipient_that_only_begins_alike_is_refused(login: Login) -> None:
    acs = login.said(ASKED).acs
    assert why(login, signed(login.said(ASKED, recipient=f"https://evil.test/?{acs}"))) is Reason.RECIPIENT
    assert why(login, signed(login.said(ASKED, destination=f"{acs}.evil.test"))) is Reason.DESTINATION


def test_clocks_may_differ_by_a_minute(login: Login) -> None:
    assert believed(login, signed(login.said(ASKED, begins=timedelta(seconds=45)))).claims.subject
    assert believed(login, signed(login.said(ASKED, ends=timedelta(seconds=-45)))).claims.subject


def test_without_a_signature_of_the_provider_nothing_is_believed(login: Login) -> None:
    said = login.said(ASKED)
    assert why(login, said.xml()) is Reason.SIGNATURE
    only_response = sign(said.xml(), key_of("acme"))
    assert why(login, only_response) is Reason.SIGNATURE
    # The certificate that signed it stands in the message; it proves nothing.
    assert why(login, signed(said, key_of("mallory"))) is Reason.SIGNATURE
    emptied = signed(said)
    for value in find(emptied, "//ds:SignatureValue"):
        value.text = ""
    assert why(login, emptied) is Reason.SIGNATURE


def test_what_changes_after_signing_is_noticed(login: Login) -> None:
    response = signed(login.said(ASKED))
    [name] = find(response, "//saml:NameID")
    name.text = "s-boss"
    assert why(login, response) is Reason.SIGNATURE


@pytest.mark.parametrize(
    ("method", "digest"),
    [
        (xmlsec.constants.TransformRsaSha1, xmlsec.constants.TransformSha256),
        (xmlsec.constants.TransformRsaSha256, xmlsec.constants.TransformSha1),
    ],
)
def test_sha_1_is_refused(login: Login, method: object, digest: object) -> None:
    response = login.said(ASKED).xml()
    sign(assertion_in(response), key_of("acme"), method=method, digest=digest)
    assert why(login, response) is Reason.ALGORITHM


def evil(original: Element, name: str = "_evil") -> Element:
    """The assertion, saying somebody else."""
    forged = deepcopy(original)
    forged.set("ID", name)
    for signature in find(forged, "ds:Signature"):
        forged.remove(signature)
    [subject] = find(forged, "saml:Subject/saml:NameID")
    subject.text = "s-boss"
    for value in find(forged, ".//saml:AttributeValue"):
        value.text = "boss@acme.test"
    return forged


def wrapped(login: Login, number: int, asked: str = ASKED) -> Element:
    """The eight classical ways to hide a signed assertion beside a forged one."""
    response = signed(login.said(asked))
    if number in {1, 2}:
        sign(response, key_of("acme"))
    original = assertion_in(response)
    [signature] = find(original, "ds:Signature")
    forged = evil(original)
    if number in {1, 2}:  # a forged response around the signed one, or beside its signature
        outer = deepcopy(response)
        outer.set("ID", "_outer")
        [moved] = find(outer, "ds:Signature")
        outer.replace(assertion_in(outer), forged)
        if number == 1:
            moved.append(response)
        else:
            outer.remove(moved)
            outer.insert(1, response)
            outer.insert(2, moved)
        return outer
    at = response.index(original)
    if number == 3:  # before the signed one
        response.insert(at, forged)
    elif number == 4:  # around it
        response.replace(original, forged)
        forged.append(original)
    elif number == 5:  # the forged one has the signature, the signed one stands behind
        original.remove(signature)
        forged.insert(1, signature)
        response.insert(at, forged)
    elif number == 6:  # the signed one within the signature of the forged one
        response.replace(original, forged)
        original.remove(signature)
        forged.insert(1, signature)
        signature.append(original)
    elif number == 7:  # in extensions, which no schema looks into
        extensions = etree.Element("{urn:oasis:names:tc:SAML:2.0:protocol}Extensions")
        response.insert(1, extensions)
        extensions.append(forged)
    else:  # the signed one in an object of the signature
        response.replace(original, forged)
        original.remove(signature)
        forged.insert(1, signature)
        etree.SubElement(signature, f"{{{SIGNATURE}}}Object").append(original)
    return response


@pytest.mark.parametrize("number", range(1, 9))
def test_wrapping_a_signed_assertion_wins_nothing(login: Login, number: int) -> None:
    assert why(login, wrapped(login, number)) in {Reason.ASSERTIONS, Reason.SIGNATURE}


def test_an_assertion_with_the_id_of_the_signed_one_wins_nothing(login: Login) -> None:
    response = signed(login.said(ASKED))
    original = assertion_in(response)
    [signature] = find(original, "ds:Signature")
    forged = evil(original, original.get("ID") or "")
    forged.insert(1, deepcopy(signature))
    response.replace(original, forged)
    hidden = etree.SubElement(response, "{urn:oasis:names:tc:SAML:2.0:protocol}Extensions")
    kept = etree.SubElement(hidden, "kept")
    kept.set("ID", original.get("ID") or "")
    kept.append(original)
    assert why(login, response) is Reason.ASSERTIONS
    kept.remove(original)
    kept.text = "s-anna"
    assert why(login, response) is Reason.SIGNATURE


def test_several_assertions_are_refused_also_honest_ones(login: Login) -> None:
    response = signed(login.said(ASKED))
    response.append(assertion_in(signed(login.said(ASKED))))
    assert why(login, response) is Reason.ASSERTIONS
    response = signed(login.said(ASKED))
    etree.SubElement(response, f"{{{ASSERTION}}}EncryptedAssertion")
    assert why(login, response) is Reason.ASSERTIONS


@pytest.mark.parametrize("trick", ["<!---->", "<!-- x -->", "<?x y?>"])
def test_a_comment_does_not_cut_a_name(login: Login, trick: str) -> None:
    said = login.said(ASKED, subject=f"boss@acme.test{trick}.evil.test")
    assert why(login, signed(said)) is Reason.FORBIDDEN_XML
    # Canonical XML leaves comments out, so that one can be put in after signing.
    clean = etree.tostring(signed(login.said(ASKED, subject="boss@acme.test.evil.test")))
    assert why(login, clean.replace(b"boss@acme.test.", f"boss@acme.test{trick}.".encode())) is Reason.FORBIDDEN_XML


def test_a_comment_in_a_locked_assertion_is_seen(login: Login) -> None:
    ours = unseal_key(login.connection.secret).certificate
    said = login.said(ASKED, subject="boss@acme.test<!-- -->.evil.test")
    assert why(login, encrypt(signed(said), ours)) is Reason.FORBIDDEN_XML


DOCTYPES = (
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    "<!DOCTYPE r [<!ATTLIST x ID ID #IMPLIED>]>",
)


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_document_types_and_entities_are_refused(login: Login, doctype: str) -> None:
    text = etree.tostring(signed(login.said(ASKED))).decode()
    assert why(login, doctype + text) is Reason.FORBIDDEN_XML
    if "ENTITY a" in doctype:
        assert why(login, doctype + text.replace("s-anna", "&a;")) is Reason.FORBIDDEN_XML


def test_what_is_no_message_is_refused(login: Login) -> None:
    from zlib import compress

    flat = etree.tostring(signed(login.said(ASKED)))
    assert why(login, b"") is Reason.UNREADABLE
    assert why(login, b"<a/>") is Reason.UNREADABLE
    assert why(login, b"<a" * 5000) is Reason.UNREADABLE
    assert why(login, b"<a>" * 400 + b"</a>" * 400) is Reason.UNREADABLE  # deeper than a parser goes
    assert why(login, compress(flat)) is Reason.UNREADABLE  # nothing is unpacked, so nothing unfolds
    assert why(login, flat + b" " * 400_000) is Reason.UNREADABLE  # larger than an answer is
    many = flat.replace(b"</saml:AttributeStatement>", b"<a/>" * 30_000 + b"</saml:AttributeStatement>")
    assert why(login, many) is Reason.FORBIDDEN_XML
    with pytest.raises(MessageRefused):
        read_answer("no base64 €")


def test_while_a_provider_changes_its_key_both_are_believed(login: Login) -> None:
    login.connection.certificates = [key_of("acme").certificate, key_of("next").certificate]
    for name in ("acme", "next"):
        assert believed(login, signed(login.said(ASKED), key_of(name))).claims == Claims(
            "s-anna",
            "anna@acme.test",
            session="_x1",
            authenticated_at=believed(login, signed(login.said(ASKED), key_of(name))).claims.authenticated_at,
        )
    login.connection.certificates = [key_of("next").certificate]
    assert why(login, signed(login.said(ASKED), key_of("acme"))) is Reason.SIGNATURE
