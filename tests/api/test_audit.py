"""What the audit log is told, and what an administrator reads of it."""

import csv
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.test import Client

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import NOWHERE
from rapport.accounts.audit.verify import verify
from rapport.accounts.models import ApiToken, AuditEntry, CacheEntry
from rapport.accounts.scope import in_workspace
from rapport.accounts.setup import issue_setup_code
from rapport.accounts.tokens import create_token
from rapport.records import page, read
from rapport.schema.registry import registry
from tests.accounts.houses import PASSWORD
from tests.accounts.test_signin import BASE, WRONG, fresh_browser, send
from tests.accounts.test_signin import sign_in as enter
from tests.api.clients import ApiClient, sign_in
from tests.api.test_imports import uploaded, work
from tests.records.desks import Desk


def told(workspace_id: UUID) -> list[AuditEntry]:
    with in_workspace(workspace_id):
        return list(AuditEntry.objects.filter(workspace_id=workspace_id).order_by("seq"))


def kinds(workspace_id: UUID) -> list[str]:
    return [entry.kind for entry in told(workspace_id)][1:]  # after the making of the workspace


@pytest.fixture
def door(db: None) -> Client:
    CacheEntry.objects.all().delete()
    return fresh_browser("203.0.113.7")


def test_signing_in_and_out(acme: Desk, door: Client) -> None:
    enter(door, acme.user.email, WRONG)
    enter(door, acme.user.email, PASSWORD)
    send(door, "delete", "/auth/session")
    _made, failed, done, out = told(acme.workspace_id)
    assert [failed.kind, done.kind, out.kind] == [Kind.SIGN_IN_FAILED, Kind.SIGNED_IN, Kind.SIGNED_OUT]
    assert (failed.actor_kind, failed.user_id, failed.subject_id) == ("nobody", None, str(acme.user.id))
    assert (done.actor_kind, done.user_id, done.data) == ("user", acme.user.id, {"methods": ["password"]})
    assert {entry.address for entry in (failed, done, out)} == {"203.0.113.7"}
    assert all(entry.request_id for entry in (failed, done, out))


def test_an_unknown_email_is_told_without_a_workspace(acme: Desk, door: Client) -> None:
    enter(door, "nobody@nowhere.test", WRONG)
    [failed] = told(NOWHERE)
    assert (failed.kind, failed.subject_id) == (Kind.SIGN_IN_FAILED, "")
    assert kinds(acme.workspace_id) == []


def test_a_lock_out_is_told_once(acme: Desk, door: Client) -> None:
    for _attempt in range(9):
        enter(door, acme.user.email, WRONG)
    assert kinds(acme.workspace_id) == [Kind.SIGN_IN_FAILED] * 5 + [Kind.LOCKED_OUT]


def test_a_wrong_passkey(acme: Desk, door: Client) -> None:
    nonsense = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {}, "response": {
        "clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA",
    }}  # fmt: skip
    door.get(f"{BASE}/auth/webauthn/login")
    assert send(door, "post", "/auth/webauthn/login", credential=nonsense).status_code == 400
    assert [(e.kind, e.data) for e in told(NOWHERE)] == [("sign_in.failed", {"step": "webauthn"})]
    enter(door, "olga@acme.test", PASSWORD)
    for _attempt in range(30):
        send(door, "post", "/auth/webauthn/reauthenticate", credential=nonsense)
    mine = [e for e in told(acme.workspace_id) if e.kind == "sign_in.failed"]
    assert {str(e.data) for e in mine} == {"{'step': 'webauthn'}"}
    assert len(mine) < 30, "Who sends more than anybody would fills no log."


@pytest.mark.parametrize("key", ["x", "1-2-3", "", "0-abc"])
def test_a_wrong_mailed_key(acme: Desk, door: Client, key: str) -> None:
    assert send(door, "post", "/auth/password/reset", key=key, password="seven purple engines").status_code == 400
    assert door.get(f"{BASE}/auth/password/reset", headers={"X-Password-Reset-Key": key}).status_code == 400
    assert [(e.kind, e.data) for e in told(NOWHERE)] == [("sign_in.link_refused", {"link": "password"})] * 2


def test_a_new_password(acme: Desk, door: Client) -> None:
    enter(door, acme.user.email, PASSWORD)
    body = {"current_password": PASSWORD, "new_password": "another quiet long river"}
    assert send(door, "post", "/account/password/change", **body).status_code in {200, 401}
    changed = told(acme.workspace_id)[-1]
    assert (changed.kind, changed.user_id) == (Kind.PASSWORD_CHANGED, acme.user.id)


def test_everything_an_administrator_does(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    before = len(told(acme.workspace_id))
    made = olga.post("/invitations", {"email": "ann.lee@example.com", "roles": ["support"]}, 201)
    olga.post(f"/invitations/{made['id']}/resend")
    olga.send("delete", f"/invitations/{made['id']}")
    team = olga.post("/teams", {"name": "Lions of Leeds"}, 201)
    olga.patch(f"/teams/{team['id']}", {"name": "Tigers"})
    olga.post(f"/teams/{team['id']}/members", {"members": [str(sam.user.id)]})
    olga.post(f"/teams/{team['id']}/members", {"members": []})
    olga.send("delete", f"/teams/{team['id']}")
    role = olga.post("/roles", {"name": "Night watch", "special": ["export"]}, 201)
    olga.patch(f"/roles/{role['id']}", {"special": []})
    olga.send("delete", f"/roles/{role['id']}")
    olga.patch(f"/members/{sam.user.id}", {"roles": ["support"]})
    token = olga.post("/me/tokens", {"name": "Nightly sync of Ann"}, 201)
    olga.send("delete", f"/me/tokens/{token['id']}")
    deal = acme.create("deal", name="Secret rollout", amount="100")
    share = olga.post(f"/deals/{deal['id']}/shares", {"user": str(sam.user.id)}, 201)
    olga.send("delete", f"/deals/{deal['id']}/shares/{share['id']}")
    done = olga.post("/deals/bulk", {"operations": [{"op": "create", "values": {"name": f"Big {n}"}} for n in "ab"]})
    olga.post(f"/changes/{done['change_set']}/undo")
    b"".join(olga.send("get", "/deals/export").streaming_content)
    olga.patch(f"/members/{sam.user.id}", {"active": False})
    olga.patch(f"/members/{sam.user.id}", {"active": True})
    olga.post(f"/members/{sam.user.id}/owner", status=204)
    olga.send("delete", "/me/sessions")
    entries = told(acme.workspace_id)[before:]
    assert [entry.kind for entry in entries] == [
        Kind.INVITED, Kind.INVITED_AGAIN, Kind.INVITATION_REVOKED, Kind.TEAM_MADE, Kind.TEAM_CHANGED,
        Kind.TEAM_MEMBERS, Kind.TEAM_MEMBERS, Kind.TEAM_DELETED, Kind.ROLE_MADE, Kind.ROLE_CHANGED, Kind.ROLE_DELETED,
        Kind.MEMBER_ROLES, Kind.TOKEN_MADE, Kind.TOKEN_REVOKED, Kind.SHARED, Kind.UNSHARED, Kind.BULK, Kind.UNDONE,
        Kind.EXPORTED, Kind.MEMBER_SHUT_OUT, Kind.MEMBER_BACK, Kind.OWNER_CHANGED, Kind.SESSIONS_ENDED,
    ]  # fmt: skip
    assert {entry.user_id for entry in entries} == {acme.user.id}
    assert verify(acme.workspace_id).problem == ""
    texts = orjson.dumps([[e.subject_type, e.subject_id, e.data, e.request_id] for e in entries]).decode()
    for word in ("ann.lee", "Ann", "@", "Lions", "Tigers", "Night", "Nightly", "Secret", "Big", "Acme"):
        assert word not in texts, word


def test_an_import_and_its_undo(acme: Desk, olga: ApiClient) -> None:
    made = uploaded(olga)
    before = len(told(acme.workspace_id))
    for step in ("run", "undo"):
        olga.post(f"/imports/{made['id']}/{step}", status=202)
        work(acme, made)
    entries = told(acme.workspace_id)[before:]
    assert [entry.kind for entry in entries] == [
        Kind.IMPORT_STARTED, Kind.IMPORT_ENDED, Kind.UNDONE, Kind.IMPORT_UNDONE,
    ]  # fmt: skip
    assert {entry.user_id for entry in entries} == {acme.user.id}
    assert {entry.subject_id for entry in entries if entry.kind != Kind.UNDONE} == {made["id"]}
    ended = entries[1].data
    assert (ended["state"], ended["created"], ended["failed"]) == ("done", 2, 1)


def test_a_token_is_told_of_once_a_day(acme: Desk, olga: ApiClient) -> None:
    token, text = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Sync")
    bearer = {"Authorization": f"Bearer {text}"}
    for _request in range(3):
        Client().get("/api/v1/me", headers=bearer)
    with in_workspace(acme.workspace_id):
        mine = ApiToken.objects.filter(workspace_id=acme.workspace_id, id=token.id)
        mine.update(last_used_at=mine.get().last_used_at.replace(year=2020))
    Client().get("/api/v1/me", headers=bearer)
    used = [entry for entry in told(acme.workspace_id) if entry.kind == Kind.TOKEN_USED]
    assert [(e.actor_kind, e.user_id, e.token_id) for e in used] == [("api_key", acme.user.id, token.id)] * 2


def test_looking_as_somebody_else_is_told_once_an_hour(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("salesperson")
    before = len(told(acme.workspace_id))
    for _request in range(3):
        olga.get("/deals", X_View_As=str(sam.user.id))
    [viewed] = told(acme.workspace_id)[before:]
    assert (viewed.kind, viewed.user_id, viewed.subject_id) == (Kind.VIEWED_AS, acme.user.id, str(sam.user.id))


def test_reading_a_sensitive_field_is_told(acme: Desk, olga: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    described = registry.object("deal")
    amount = replace(described.fields["amount"], sensitive=True)
    marked = replace(described, fields=MappingProxyType({**described.fields, "amount": amount}))
    for module in (page, read):
        monkeypatch.setattr(module.registry, "object", lambda key: marked if key == "deal" else registry.objects()[key])
    sam, deal = acme.colleague("read_only"), acme.create("deal", name="Rollout", amount="100")
    before = len(told(acme.workspace_id))
    for client in (olga, olga, sign_in(sam.user)):
        client.get(f"/deals/{deal['id']}/page")
        client.get(f"/deals/{deal['id']}")
    olga.get(f"/deals/{acme.create('deal', name='Other')['id']}?fields=name")
    seen = told(acme.workspace_id)[before:]
    assert [(e.kind, e.user_id, e.subject_id) for e in seen] == [
        (Kind.SENSITIVE_READ, user, deal["id"]) for user in (acme.user.id, sam.user.id)
    ]
    assert seen[0].data == {"fields": ["amount"]}


def test_a_link_that_opens_nothing(acme: Desk, stranger: ApiClient) -> None:
    stranger.post("/join/open", {"token": "inv_x_y"}, 404)
    stranger.post("/email/confirm", {"token": "x"}, 404)
    assert [entry.data for entry in told(NOWHERE)] == [{"link": "invitation"}, {"link": "email"}]


def test_the_making_of_the_workspace_begins_the_log(stranger: ApiClient) -> None:
    body = {
        "code": issue_setup_code(),
        "workspace": "Acme",
        "name": "Olga",
        "email": "o@acme.test",
        "password": PASSWORD,
    }
    made = stranger.post("/setup", body, 201)
    assert [entry.kind for entry in told(UUID(made["workspace"]))] == [Kind.WORKSPACE_MADE]


# -- reading -----------------------------------------------------------------------------------------------------
def test_administrators_read_pages_with_the_names_of_today(acme: Desk, olga: ApiClient, reader: ApiClient) -> None:
    teams = [olga.post("/teams", {"name": f"Team {n}"}, 201)["id"] for n in range(5)]
    first = olga.get("/audit?kind=team&limit=3")
    assert [e["subject"]["id"] for e in first["entries"]] == teams[:1:-1]
    assert first["names"][teams[4]] == "Team 4"
    assert first["names"][str(acme.user.id)] == acme.user.name
    entry = first["entries"][0]
    assert (entry["kind"], entry["label"], entry["actor"]["user"]) == ("team.made", "Made a team", str(acme.user.id))
    second = olga.get(f"/audit?kind=team&limit=3&cursor={first['next']}")
    assert [e["subject"]["id"] for e in second["entries"]] == teams[1::-1]
    assert second["next"] is None
    assert reader.send("get", "/audit").status_code == 403
    assert reader.send("get", "/audit/export").status_code == 403


def test_filters(acme: Desk, olga: ApiClient) -> None:
    team, other = (olga.post("/teams", {"name": name}, 201)["id"] for name in ("One", "Two"))
    moment = olga.get("/audit?kind=team")["entries"][0]["at"].replace("+00:00", "Z")

    def found(query: str) -> list[Any]:
        return [e["subject"]["id"] for e in olga.get(f"/audit?kind=team.made&{query}")["entries"]]

    assert found(f"subject_type=team&subject={team}") == [team]
    assert found(f"actor={acme.user.id}") == [other, team]
    assert found(f"actor={team}") == []
    assert found(f"since={moment}") == [other]
    assert found(f"until={moment}") == [team]
    for query in ("kind=x", "actor=x", "since=yesterday", "until=9999-12-31T00:00:00Z", "cursor=x", "token=1"):
        assert olga.send("get", f"/audit?{query}").status_code == 422, query


def test_one_workspace_reads_nothing_of_another(acme: Desk, olga: ApiClient, gert: ApiClient) -> None:
    team = olga.post("/teams", {"name": "One"}, 201)["id"]
    assert gert.get(f"/audit?subject={team}")["entries"] == []


def test_the_export_is_a_table_and_is_told(acme: Desk, olga: ApiClient) -> None:
    olga.post("/teams", {"name": "=HYPERLINK(1)"}, 201)
    response = olga.send("get", "/audit/export")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["kind"] for row in rows] == [entry.kind for entry in told(acme.workspace_id)]
    assert rows[-1]["kind"] == Kind.AUDIT_EXPORTED
    made = next(row for row in rows if row["kind"] == Kind.TEAM_MADE)
    assert (made["subject_name"], made["user_name"]) == ("'=HYPERLINK(1)", acme.user.name)
    assert [row["previous_hash"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]
