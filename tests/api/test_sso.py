"""Setting single sign-on up, requiring it, and finding one's way in."""

from collections.abc import Iterator

import pytest
from dnslib import QTYPE, RR, TXT, DNSRecord
from dnslib.server import BaseResolver, DNSHandler, DNSServer

from rapport.accounts.models import SsoConnection, SsoDomain
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso import domains
from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.connections import create_connection, find_connection, update_connection
from rapport.accounts.sso.finish import finish_sign_in
from rapport.accounts.tokens import create_token
from rapport.accounts.workspaces import add_member
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, Invalid
from rapport.platform.settings import current
from tests.accounts.sso.houses import browser
from tests.api.clients import ApiClient, sign_in, stranger_client
from tests.every_object.test_concurrency import together
from tests.records.desks import Desk, desk


@pytest.fixture
def login(acme: Desk) -> SsoConnection:
    shared = {"name": "Login", "enabled": True}
    return create_connection(acme.workspace_id, "oidc", shared, issuer="https://login.test", client_id="x")


def by_sso(login: SsoConnection, desk: Desk, subject: str = "s1") -> ApiClient:
    """A client whose session the connection opened."""
    request = browser()
    login = find_connection(login.workspace_id, login.id)
    finish_sign_in(request, login, Claims(subject, desk.user.email), "/")
    request.session.save()
    client = sign_in(desk.user)
    client.client.cookies["sessionid"] = request.session.session_key
    client.client.cookies["__Host-sessionid"] = request.session.session_key
    return client


def problem(client: ApiClient, path: str = "/users", **headers: str) -> str:
    answer = client.send("get", path, **headers)
    assert answer.status_code == 403, answer.content
    return answer.json()["type"].rpartition(":")[2]


def test_it_is_required_only_once_it_is_known_to_work(acme: Desk, olga: ApiClient, login: SsoConnection) -> None:
    assert "Sign in by it once" in olga.patch("/sso", {"required": True}, 409)["detail"]
    by_sso(login, acme)
    ada = Desk(acme.workspace_id, acme.colleague("support").user, acme.context)
    add_member(acme.workspace_id, ada.user, ("admin",))
    assert "shut you out" in sign_in(ada.user).patch("/sso", {"required": True}, 409)["detail"]
    assert olga.patch("/sso", {"required": True}) == {"required": True}
    for wrong in (None, "yes", 1):
        assert olga.send("patch", "/sso", {"required": wrong}).status_code in {403, 422}


def test_everybody_but_the_owner_comes_by_it(acme: Desk, olga: ApiClient, login: SsoConnection) -> None:
    sam = acme.colleague("support")
    before = sign_in(sam.user)
    _row, token = create_token(workspace_id=acme.workspace_id, user_id=sam.user.id, name="Robot")
    owner = by_sso(login, acme)
    owner.patch("/sso", {"required": True})
    assert problem(before) == "single-sign-on"
    me = before.get("/me")
    assert (me["workspace"]["requires_single_sign_on"], me["single_sign_on"]) == (True, None)
    comes = by_sso(login, sam, "s2")
    assert comes.get("/users")["users"]
    assert comes.get("/me")["single_sign_on"] == str(login.id)
    assert stranger_client().send("get", "/users", Authorization=f"Bearer {token}").status_code == 200
    # The owner may break the glass, with a second factor.
    assert problem(olga) == "second-factor"
    assert owner.get("/users")["users"]


def test_the_last_way_in_is_not_taken_away(acme: Desk, login: SsoConnection) -> None:
    owner = by_sso(login, acme)
    owner.patch("/sso", {"required": True})
    # One by which no administrator came is no way in yet.
    create_connection(acme.workspace_id, "oidc", {"name": "New"}, issuer="https://new.test", client_id="x")
    assert owner.send("delete", f"/sso/connections/{login.id}").status_code == 409
    with pytest.raises(Conflict, match="only way in"):
        update_connection(acme.workspace_id, login.id, {}, issuer="https://elsewhere.test")
    owner.patch(f"/sso/connections/{login.id}", {"enabled": False}, 409)
    owner.patch("/sso", {"required": False})
    assert owner.send("delete", f"/sso/connections/{login.id}").status_code == 204


def test_a_connection_is_shown_without_its_secret(acme: Desk, olga: ApiClient, login: SsoConnection) -> None:
    with in_workspace(acme.workspace_id):
        SsoConnection.objects.filter(workspace_id=acme.workspace_id).update(secret="sealed-secret")
    answer = olga.send("get", "/sso")
    assert b"sealed-secret" not in answer.content
    [shown] = answer.json()["connections"]
    assert (shown["has_secret"], shown["roles"], shown["certificates"]) == (True, ["read_only"], None)
    assert set(shown["addresses"]) == {"start", "redirect", "logout"}
    changed = olga.patch(
        f"/sso/connections/{login.id}", {"name": "New", "just_in_time": True, "roles": ["support"], "groups_claim": ""}
    )
    assert (changed["name"], changed["just_in_time"], changed["roles"]) == ("New", True, ["support"])
    for wrong in (
        {"name": ""},
        {"roles": ["no"]},
        {"teams": ["x"]},
        {"enabled": 1},
        {"certificate": "x"},
        {"kind": "x"},
    ):
        olga.patch(f"/sso/connections/{login.id}", wrong, 422)


def test_a_provider_inside_cannot_be_connected(olga: ApiClient) -> None:
    for issuer in ("http://127.0.0.1:1", "https://169.254.169.254", "https://localhost", "https://intranet", "x"):
        body = {"kind": "oidc", "name": "Login", "issuer": issuer, "client_id": "x", "client_secret": "y"}
        assert olga.post("/sso/connections", body, 422)["errors"][0]["field"] == "issuer"


class Zone(BaseResolver):
    """A real name server for one record."""

    texts: tuple[str, ...] = ()

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        reply = request.reply()
        for text in self.texts:
            reply.add_answer(RR(request.q.qname, QTYPE.TXT, rdata=TXT(text), ttl=0))
        return reply


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    found = Zone()
    server = DNSServer(found, port=0, address="127.0.0.1")
    server.start_thread()
    monkeypatch.setenv("RAPPORT_DNS_SERVERS", f"127.0.0.1:{server.server.server_address[1]}")
    current.cache_clear()
    yield found
    server.stop()
    server.server.server_close()
    monkeypatch.undo()
    current.cache_clear()


def test_a_domain_is_proven_by_its_dns_and_by_one_workspace(
    zone: Zone, olga: ApiClient, gert: ApiClient, login: SsoConnection
) -> None:
    mine = olga.post("/sso/domains", {"domain": " Acme.Example.COM "}, 201)
    assert mine["domain"] == "acme.example.com"
    assert mine["record"]["name"] == "_rapport.acme.example.com"
    theirs = gert.post("/sso/domains", {"domain": "acme.example.com"}, 201)
    prove = f"/sso/domains/{mine['id']}/prove"
    assert "nothing" in olga.post(prove, {}, 409)["detail"]
    zone.texts = ("v=spf1 -all", theirs["record"]["value"])
    assert "v=spf1" in olga.post(prove, {}, 409)["detail"]
    find = {"email": "anna@acme.example.com"}
    assert stranger_client().post("/sso/find", find) == {"connections": [], "required": False}
    zone.texts = (mine["record"]["value"], theirs["record"]["value"])
    assert olga.post(prove, {})["proven_at"]
    assert "Another workspace" in gert.post(f"/sso/domains/{theirs['id']}/prove", {}, 409)["detail"]
    found = stranger_client().post("/sso/find", find)
    assert found == {"connections": [{"id": str(login.id), "name": "Login", "kind": "oidc"}], "required": False}
    assert olga.send("delete", f"/sso/domains/{mine['id']}").status_code == 204
    assert stranger_client().post("/sso/find", find)["connections"] == []


@pytest.mark.parametrize(
    "domain", ["", "com", "localhost", "a b.example.com", "*.example.com", "ä.example.com", "1.2.3.4"]
)
def test_what_is_no_domain_is_refused(olga: ApiClient, domain: str) -> None:
    assert olga.post("/sso/domains", {"domain": domain}, 422)["errors"][0]["field"] == "domain"


@pytest.mark.parametrize("email", ["", "@", "anna", "anna@", "olga@acme.test", "a@b@acme.example.com ", "\ud83d@x"])
def test_finding_one_s_way_tells_nobody_who_there_is(acme: Desk, login: SsoConnection, email: str) -> None:
    SsoDomain.objects.create(workspace_id=acme.workspace_id, domain="acme.example.com", token="t")
    assert stranger_client().post("/sso/find", {"email": "anna@acme.example.com"})["connections"] == []
    SsoDomain.objects.update(proven_at=now())
    for one in ("olga@acme.example.com", "nobody@ACME.example.com"):
        assert len(stranger_client().post("/sso/find", {"email": one})["connections"]) == 1


def test_mappings_are_exactly_those_that_are_sent(acme: Desk, olga: ApiClient) -> None:
    team = olga.post("/teams", {"name": "North"}, 201)["id"]
    sent = [{"group": "leads", "roles": ["manager"], "teams": [team]}, {"group": "sales", "roles": [], "teams": []}]
    assert olga.post("/sso/mappings", {"mappings": sent})["mappings"] == sent
    assert olga.post("/sso/mappings", {"mappings": sent[:1]})["mappings"] == sent[:1]
    assert olga.get("/sso")["mappings"] == sent[:1]
    for wrong in (None, {}, ["x"], [{"group": ""}], [{"group": "a", "roles": ["no"]}], [{"group": "a", "teams": ["x"]}],
                  [{"group": "a"}, {"group": "a"}], [{"group": 7}], [{"group": "a", "roles": "admin"}]):  # fmt: skip
        olga.post("/sso/mappings", {"mappings": wrong}, 422)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_name_a_domain_at_once_one_does_and_the_others_are_told() -> None:
    place = desk("Acme", "olga@acme.test").workspace_id

    def name() -> str:
        try:
            return domains.name_domain(place, "acme.test").domain
        except Invalid as refusal:
            return refusal.errors[0].code

    assert sorted(together(*[name] * 4)) == ["acme.test", "taken", "taken", "taken"]
