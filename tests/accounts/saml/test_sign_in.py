"""Coming in by SAML, from the first click to the session; and everybody who tries to come in otherwise."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from lxml import etree

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.identify import identify
from rapport.accounts.models import AuditEntry, Membership, Session, SsoLink, SsoRequest, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.sessions import hashed
from rapport.accounts.sso.connections import update_connection
from rapport.accounts.sso.saml.connections import create
from rapport.kernel.clock import now
from tests.accounts.houses import House
from tests.accounts.saml.browser import SamlBrowser, asked, refusal
from tests.accounts.saml.conftest import Login
from tests.accounts.saml.provider import NAME, Element, encoded, key_of, metadata, sign, signed
from tests.accounts.saml.test_answers import wrapped
from tests.accounts.sso.houses import prove


@pytest.fixture
def browser() -> SamlBrowser:
    return SamlBrowser()


def answer(login: Login, request_id: str, **more: Any) -> str:
    return encoded(signed(login.said(request_id, **more)))


def reasons(login: Login) -> list[str]:
    with in_workspace(login.house.id):
        told = AuditEntry.objects.filter(workspace_id=login.house.id, kind=Kind.SSO_REFUSED).order_by("seq")
        return [entry.data["reason"] for entry in told]


def counted() -> tuple[int, ...]:
    """What a refused sign-in must not change."""
    return tuple(model.objects.count() for model in (User, Membership, Session, SsoLink))


def test_somebody_of_a_proven_domain_comes_in_and_is_a_member(login: Login, browser: SamlBrowser) -> None:
    prove(login.house, "acme.test")
    request_id = browser.ask(login.connection.id, "/deals?view=mine")
    response = browser.come(login.connection.id, answer(login, request_id))
    assert (response.status_code, response.headers["Location"]) == (302, "/deals?view=mine")
    who = identify(session_key=browser.kept.cookies["sessionid"].value)
    assert who
    assert (User.objects.get(id=who.user_id).email, who.workspace_ids) == ("anna@acme.test", (login.house.id,))
    assert who.sso_connection == login.connection.id
    # Again, in a browser that knows nothing: the subject is known now, whatever the email says.
    other = SamlBrowser()
    moved = {"email": ["moved@elsewhere.test"]}
    other.come(login.connection.id, answer(login, other.ask(login.connection.id), attributes=moved))
    again = identify(session_key=other.kept.cookies["sessionid"].value)
    assert again
    assert again.user_id == who.user_id


def test_what_the_provider_is_asked_is_signed_and_short(login: Login, browser: SamlBrowser) -> None:
    address = browser.start(login.connection.id)
    request = asked(address)
    assert address.startswith("https://login.acme.test/sign-in?SAMLRequest=")
    assert "SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256&Signature=" in address
    assert request.get("AssertionConsumerServiceURL") == login.said("").acs
    assert request.get("ForceAuthn") is None
    again = browser.kept.get(f"/sso/{login.connection.id}/start", {"again": "true"}).headers["Location"]
    assert asked(again).get("ForceAuthn") == "true"
    assert len(address) < 2000


def test_the_session_ends_with_the_providers(login: Login, browser: SamlBrowser) -> None:
    prove(login.house, "acme.test")
    asked_by = browser.ask(login.connection.id)
    browser.come(login.connection.id, answer(login, asked_by, session_ends=timedelta(minutes=20)))
    session = Session.objects.get(session_key=hashed(browser.kept.cookies["sessionid"].value))
    assert session.expire_date < now() + timedelta(minutes=21)
    assert (session.sso_subject, session.sso_session) == ("s-anna", "_x1")


def test_a_stranger_of_no_proven_domain_stays_out(login: Login, browser: SamlBrowser) -> None:
    before = counted()
    response = browser.come(login.connection.id, answer(login, browser.ask(login.connection.id)))
    assert refusal(response) == "unproven"
    assert (counted(), reasons(login)) == (before, ["domain_not_proven"])


def test_an_answer_works_once(login: Login, browser: SamlBrowser) -> None:
    prove(login.house, "acme.test")
    sent = answer(login, browser.ask(login.connection.id))
    place = browser.post(login.connection.id, sent).headers["Location"]
    assert refusal(browser.post(login.connection.id, sent)) == "expired"
    assert refusal(browser.kept.get(place)) == ""
    before = counted()
    assert refusal(browser.kept.get(place)) == "expired"
    # An assertion of the same id is the same assertion, also when it answers another request.
    first = login.said(browser.ask(login.connection.id))
    browser.come(login.connection.id, encoded(signed(first)))
    second = login.said(browser.ask(login.connection.id), assertion_id=first.assertion_id)
    assert refusal(browser.post(login.connection.id, encoded(signed(second)))) == "refused"
    assert reasons(login) == ["state", "replayed"]
    assert counted()[0] == before[0]


def test_another_browser_cannot_be_signed_in_by_it(login: Login, browser: SamlBrowser) -> None:
    prove(login.house, "acme.test")
    before = counted()
    victim = SamlBrowser()
    victim.ask(login.connection.id)
    place = browser.post(login.connection.id, answer(login, browser.ask(login.connection.id))).headers["Location"]
    assert refusal(victim.kept.get(place)) == "expired"
    assert refusal(browser.kept.get(place)) == "expired"  # and it is used up
    assert (counted(), reasons(login)) == (before, ["browser", "state"])


def test_an_answer_that_nobody_asked_for_begins_a_sign_in_of_ours(login: Login, browser: SamlBrowser) -> None:
    before = counted()
    response = browser.post(login.connection.id, answer(login, "", confirms=""))
    assert (response.status_code, response.headers["Location"]) == (303, f"/sso/{login.connection.id}/start")
    assert counted() == before
    relay = browser.ask(login.connection.id)
    response = browser.post(login.connection.id, answer(login, "", confirms=""), RelayState=relay)
    assert (refusal(response), reasons(login)) == ("refused", ["request"])


def test_what_was_asked_by_one_connection_is_not_answered_by_another(
    login: Login, globex: House, browser: SamlBrowser
) -> None:
    prove(login.house, "acme.test")
    shared = {"name": "Globex login", "enabled": True}
    theirs = create(globex.id, shared, {"metadata_xml": metadata(NAME, key_of("mallory"))})
    mallory = Login(globex, theirs)
    request_id = browser.ask(login.connection.id)
    before = counted()
    for place, sent in (
        (theirs.id, encoded(signed(mallory.said(request_id), key_of("mallory")))),
        (login.connection.id, encoded(signed(mallory.said(request_id), key_of("mallory")))),
        (login.connection.id, encoded(signed(login.said(request_id), key_of("mallory")))),
        (theirs.id, answer(login, request_id)),
    ):
        assert refusal(browser.post(place, sent)) in {"refused", "expired"}
    assert counted() == before
    # A ticket of one is no ticket of the other.
    place = browser.post(login.connection.id, answer(login, request_id)).headers["Location"]
    moved = place.replace(str(login.connection.id), str(theirs.id))
    assert refusal(browser.kept.get(moved)) == "expired"
    assert counted() == before


def cut(response: Element) -> Element:
    for signature in response.iter("{http://www.w3.org/2000/09/xmldsig#}Signature"):
        signature.getparent().remove(signature)  # type: ignore[union-attr]
        return response
    return response


HOSTILE = {
    "unsigned": (lambda login, at: cut(signed(login.said(at))), "signature"),
    "another key": (lambda login, at: signed(login.said(at), key_of("mallory")), "signature"),
    "only the response signed": (lambda login, at: sign(login.said(at).xml(), key_of("acme")), "signature"),
    "changed": (
        lambda login, at: etree.tostring(signed(login.said(at))).replace(b"s-anna", b"s-boss"),
        "signature",
    ),
    "comment": (lambda login, at: signed(login.said(at, subject="boss@acme.test<!---->.evil.test")), "forbidden_xml"),
    "entity": (
        lambda login, at: (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + etree.tostring(signed(login.said(at))).replace(b"s-anna", b"&a;")
        ),
        "forbidden_xml",
    ),
    "issuer": (lambda login, at: signed(login.said(at, issuer="https://evil.test")), "issuer"),
    "audience": (lambda login, at: signed(login.said(at, audience="https://other.test")), "audience"),
    "recipient": (lambda login, at: signed(login.said(at, recipient="https://other.test")), "recipient"),
    "destination": (lambda login, at: signed(login.said(at, destination="https://other.test")), "destination"),
    "too late": (lambda login, at: signed(login.said(at, ends=timedelta(minutes=-2))), "time"),
    "too early": (lambda login, at: signed(login.said(at, begins=timedelta(minutes=2))), "time"),
    "no answer": (lambda _login, _at: b"<html/>", "unreadable"),
    "huge": (lambda login, at: etree.tostring(signed(login.said(at))) + b" " * 600_000, "unreadable"),
    **{f"wrapping {n}": (lambda login, at, n=n: wrapped(login, n, at), "") for n in range(1, 9)},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_forged_answer_changes_nothing_and_is_told(login: Login, browser: SamlBrowser, name: str) -> None:
    prove(login.house, "acme.test")
    made, reason = HOSTILE[name]
    request_id = browser.ask(login.connection.id)
    before = counted()
    response = browser.post(login.connection.id, encoded(made(login, request_id)))
    assert refusal(response) == "refused"
    assert counted() == before
    [told] = reasons(login)
    assert told == reason or (not reason and told in {"assertions", "signature"})
    assert SsoRequest.objects.count() == 1  # it was not used up: the honest answer still comes through
    assert refusal(browser.come(login.connection.id, answer(login, request_id))) == ""


def test_what_anybody_can_send_is_told_once_an_hour(login: Login, browser: SamlBrowser) -> None:
    place = login.connection.id
    for _again in range(3):
        assert refusal(browser.post(place, encoded(b"<html/>"))) == "refused"
        assert refusal(browser.post(place, answer(login, "_nobody-asked"))) == "expired"
        assert refusal(browser.kept.get(f"/sso/saml/{place}/continue?ticket=x")) == "expired"
    assert reasons(login) == ["unreadable", "state"]
    # Whom the provider vouched for is one person each time.
    for _again in range(2):
        assert refusal(browser.come(place, answer(login, browser.ask(place)))) == "unproven"
    assert reasons(login)[2:] == ["domain_not_proven"] * 2


def test_who_turns_back_at_the_provider_is_told_so(login: Login, browser: SamlBrowser) -> None:
    status = "urn:oasis:names:tc:SAML:2.0:status:Responder"
    response = browser.post(login.connection.id, answer(login, browser.ask(login.connection.id), status=status))
    assert (refusal(response), reasons(login)) == ("cancelled", ["status"])


def test_a_connection_that_is_off_or_gone_lets_nobody_in(login: Login, browser: SamlBrowser) -> None:
    request_id = browser.ask(login.connection.id)
    place = browser.post(login.connection.id, answer(login, request_id)).headers["Location"]
    later = browser.ask(login.connection.id)
    update_connection(login.house.id, login.connection.id, {"enabled": False})
    assert refusal(browser.kept.get(place)) == "disabled"
    assert refusal(browser.post(login.connection.id, answer(login, later))) == "disabled"
    assert refusal(browser.post(uuid4(), answer(login, later))) == "disabled"


def test_a_body_that_is_too_large_is_not_read(login: Login, browser: SamlBrowser) -> None:
    assert refusal(browser.post(login.connection.id, "A" * (1 << 20))) == "refused"
    assert browser.kept.get(f"/sso/saml/{login.connection.id}/acs").status_code == 405


def test_our_metadata_says_where_and_by_which_key(login: Login, browser: SamlBrowser) -> None:
    response = browser.kept.get(f"/sso/saml/{login.connection.id}/metadata")
    text = response.content.decode()
    assert response.headers["Content-Type"] == "application/samlmetadata+xml"
    assert f'entityID="{login.said("").audience}"' in text
    assert f'Location="{login.said("").acs}"' in text
    assert 'WantAssertionsSigned="true"' in text
    assert "PRIVATE" not in text
    assert browser.kept.get(f"/sso/saml/{uuid4()}/metadata").status_code == 404
