"""Signing in by a real provider, SimpleSAMLphp: what it takes from us, and what we take from it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from django.http import HttpResponse

from rapport.accounts.groups import Mapping, set_mappings
from rapport.accounts.identify import identify
from rapport.accounts.models import AuditEntry, Membership, SsoConnection, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso.connections import find_connection
from rapport.accounts.sso.saml import door
from rapport.accounts.sso.saml.agreed import our_metadata
from rapport.accounts.sso.saml.certificates import make_key
from rapport.kernel.errors import Invalid
from rapport.platform.settings import current
from tests.accounts.houses import House
from tests.accounts.saml.browser import SamlBrowser, refusal
from tests.accounts.saml.simplesaml import PASSWORDS, SimpleSaml, simple_saml
from tests.accounts.sso.houses import prove
from tests.accounts.test_groups import held, roles

if TYPE_CHECKING:
    from pathlib import Path

FORM = re.compile(r"<form[^>]*>.*?</form>", re.DOTALL)
FIELD = re.compile(r"<input[^>]*>")
VALUE = re.compile(r'(name|value|action)="([^"]*)"')


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "encrypted"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleSaml]:
    folder: Path = tmp_path_factory.mktemp("provider")
    with simple_saml(folder / "own", encrypts=request.param) as provider:
        yield provider


@pytest.fixture
def provider(running: SimpleSaml, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleSaml]:
    """The operator allows it: it is on this machine."""
    monkeypatch.setenv("RAPPORT_OUTGOING_ALLOW", urlsplit(running.address).netloc)
    current.cache_clear()
    yield running
    monkeypatch.undo()
    current.cache_clear()


def connect(house: House, provider: SimpleSaml, **more: Any) -> SsoConnection:
    shared = {"name": "Acme login", "just_in_time": True, "enabled": True, "groups_claim": "groups", **more}
    made = door.create(house.id, shared, {"metadata_url": provider.metadata_url})
    provider.know(our_metadata(made))
    return made


def fields(form: str) -> tuple[str, dict[str, str]]:
    """The address of a form, and what is in it."""
    action = dict(VALUE.findall(form.partition(">")[0])).get("action", "")
    values = [dict(VALUE.findall(each)) for each in FIELD.findall(form)]
    return unescape(action), {each["name"]: unescape(each.get("value", "")) for each in values if "name" in each}


def answer_of(address: str, name: str) -> tuple[str, dict[str, str]]:
    """Signs in at the provider, as somebody at a browser; says what its last page posts where."""
    with httpx.Client(follow_redirects=True, trust_env=False) as person:
        page = person.get(address)
        [form] = FORM.findall(page.text)
        action, values = fields(form)
        typed = {**values, "username": name, "password": PASSWORDS[name]}
        page = person.post(urljoin(str(page.url), action) if action else str(page.url), data=typed)
        [form] = FORM.findall(page.text)
        return fields(form)


def come(connection: SsoConnection, name: str, browser: SamlBrowser | None = None) -> HttpResponse:
    browser = browser or SamlBrowser()
    action, values = answer_of(browser.start(connection.id, "/people"), name)
    assert urlsplit(action).path == f"/sso/saml/{connection.id}/acs"
    assert values["RelayState"].startswith("_")
    return browser.come(connection.id, values["SAMLResponse"])


def test_a_new_person_comes_in_with_the_role_of_their_group(acme: House, provider: SimpleSaml) -> None:
    connection, role = connect(acme, provider), roles(acme)
    prove(acme, "acme.test")
    set_mappings(acme.id, [Mapping("Sales", (role["manager"],), ())])
    browser = SamlBrowser()
    response = come(connection, "anna", browser)
    assert (response.status_code, response.headers["Location"]) == (302, "/people")
    who = identify(session_key=browser.kept.cookies["sessionid"].value)
    assert who
    assert who.sso_connection == connection.id
    anna = User.objects.get(id=who.user_id)
    assert (anna.email, anna.name) == ("anna@acme.test", "Anna Ma")
    assert "manager" in held(acme, anna)
    assert find_connection(acme.id, connection.id).groups_seen == ["Everybody", "Sales"]
    again = SamlBrowser()
    come(connection, "anna", again)
    second = identify(session_key=again.kept.cookies["sessionid"].value)
    assert second
    assert second.user_id == anna.id


def test_somebody_of_another_domain_is_refused(acme: House, provider: SimpleSaml) -> None:
    connection = connect(acme, provider)
    prove(acme, "acme.test")
    before = (User.objects.count(), Membership.objects.count())
    assert refusal(come(connection, "mallory")) == "unproven"
    assert (User.objects.count(), Membership.objects.count()) == before


def test_a_request_that_another_key_signed_is_refused_by_the_provider(acme: House, provider: SimpleSaml) -> None:
    connection = connect(acme, provider)
    address = SamlBrowser().start(connection.id)
    tampered = re.sub("Signature=[^&]{8}", "Signature=AAAAAAAA", address)
    page = httpx.get(tampered, follow_redirects=True, trust_env=False)
    assert "password" not in page.text
    assert "Unable to validate signature" in page.text


def test_a_new_key_is_followed_and_told(acme: House, provider: SimpleSaml) -> None:
    connection = connect(acme, provider)
    prove(acme, "acme.test")
    old = connection.certificates
    provider.use_key(make_key("provider, later"))
    assert refusal(come(connection, "anna")) == "refused"
    first, *others = door.look(acme.id, connection.id)
    assert (first.ok, len(others)) == (True, 1)
    found = find_connection(acme.id, connection.id)
    assert found.certificates != old
    assert refusal(come(found, "anna")) == ""
    with in_workspace(acme.id):
        told = AuditEntry.objects.filter(workspace_id=acme.id, kind="sso.changed").last()
        assert told
        assert told.data == {"changed": ["certificates"]}
    assert door.follow_all() == 0


def test_metadata_of_another_provider_changes_nothing(acme: House, provider: SimpleSaml) -> None:
    connection = connect(acme, provider)
    with in_workspace(acme.id):
        SsoConnection.objects.filter(workspace_id=acme.id).update(entity_id="https://before.test")
    before = find_connection(acme.id, connection.id)
    step = door.look(acme.id, connection.id)[0]
    assert not step.ok
    assert provider.metadata_url in step.detail
    assert find_connection(acme.id, connection.id).certificates == before.certificates
    with pytest.raises(Invalid, match="no server on the public internet"):
        door.create(acme.id, {"name": "x"}, {"metadata_url": "https://nowhere.invalid/"})
