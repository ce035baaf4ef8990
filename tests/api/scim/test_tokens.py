"""Who is let in: a running provisioning token of the workspace, and nothing else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from rapport.accounts.keys import read_key
from rapport.accounts.models import ProvisioningToken
from rapport.accounts.scope import in_workspace
from rapport.accounts.tokens import create_token
from rapport.api import dispatch
from rapport.api.rate_limit import RateLimit
from rapport.kernel.clock import now
from tests.api.clients import ApiClient, sign_in
from tests.api.scim.directories import BASE, Directory
from tests.api.test_members import age
from tests.records.desks import Desk

ADDRESSES = ("/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/Users", "/Groups", f"/Users/{uuid4()}")


def place_of(directory: Directory) -> UUID:
    found = read_key("rps", directory.token)
    assert found
    return found.workspace_id


def keep(directory: Directory, **values) -> None:
    with in_workspace(place_of(directory)):
        ProvisioningToken.objects.filter(workspace_id=place_of(directory), id=directory.token_id).update(**values)


def test_a_token_is_made_listed_used_and_revoked(acme: Desk, olga: ApiClient) -> None:
    end = (now() + timedelta(days=30)).isoformat()
    made = olga.post("/provisioning/tokens", {"name": "Entra ID", "expires_at": end}, 201)
    assert made["token"].startswith("rps_")
    directory = Directory(acme.workspace_id)
    directory.token = made["token"]
    directory.ask("get", "/Users")
    found = olga.get("/provisioning")
    assert found["address"] == "http://testserver/scim/v2"
    assert (found["users"], found["groups"], found["roles"]) == (0, [], ["read_only"])
    listed = next(each for each in found["tokens"] if each["id"] == made["id"])
    assert "token" not in listed
    assert listed["last_used_at"]
    assert olga.send("delete", f"/provisioning/tokens/{made['id']}").status_code == 204
    directory.refused("get", "/Users", status=401)
    assert olga.send("delete", f"/provisioning/tokens/{made['id']}").status_code == 404
    told = [(e["kind"], e["actor"]["kind"]) for e in olga.get("/audit")["entries"]]
    assert ("provisioning.token_made", "user") in told
    assert ("token.used", "integration") in told
    assert ("provisioning.token_revoked", "user") in told


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "Okta", "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"name": "Okta", "expires_at": "soon"}, "expires_at"),
        ({"name": "Okta", "scope": "all"}, "scope"),
    ],
)
def test_a_wrong_token_is_refused_with_a_sentence(acme: Desk, olga: ApiClient, body: dict, field: str) -> None:
    assert olga.post("/provisioning/tokens", body, 422)["errors"][0]["field"] == field
    assert olga.get("/provisioning")["tokens"] == []


def test_administrators_alone_make_them_and_freshly(acme: Desk, olga: ApiClient, reader: ApiClient) -> None:
    assert reader.send("post", "/provisioning/tokens", {"name": "Mine"}).status_code == 403
    assert reader.send("get", "/provisioning").status_code == 403
    age(olga, 11)
    assert olga.send("post", "/provisioning/tokens", {"name": "Mine"}).status_code == 401
    assert olga.send("patch", "/provisioning", {"roles": ["manager"]}).status_code == 401


def test_the_roles_to_begin_with_are_chosen(acme: Desk, olga: ApiClient) -> None:
    assert olga.patch("/provisioning", {"roles": ["support", "marketing"]})["roles"] == ["support", "marketing"]
    assert olga.patch("/provisioning", {"roles": []}, 422)["errors"] == []
    assert olga.patch("/provisioning", {"roles": ["emperor"]}, 422)["errors"][0]["field"] == "roles"
    assert olga.get("/provisioning")["roles"] == ["support", "marketing"]


def test_nothing_else_opens_it(acme: Desk, entra: Directory, olga: ApiClient) -> None:
    _row, api_token = create_token(workspace_id=acme.workspace_id, user_id=acme.user.id, name="Robot")
    altered = entra.token[:-1] + ("a" if entra.token[-1] != "a" else "b")
    member = sign_in(acme.user)
    for address in ADDRESSES:
        for bad in (api_token, altered, "rps_nonsense", "", entra.token.replace("rps_", "rpt_")):
            error = entra.refused("get", address, status=401, Authorization=f"Bearer {bad}")
            assert "scimType" not in error
        assert entra.send("get", address, Authorization="Basic YTpi").status_code == 401
        answer = member.client.get(BASE + address, headers=member.headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert member.client.cookies[settings.SESSION_COOKIE_NAME].value


def test_an_api_of_programs_does_not_take_the_directory_s_token(entra: Directory) -> None:
    for path in ("/me", "/members", "/users"):
        answer = entra.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {entra.token}"})
        assert answer.status_code == 401


def test_an_expired_token_is_over(entra: Directory) -> None:
    keep(entra, expires_at=now() + timedelta(minutes=1))
    entra.ask("get", "/Users")
    keep(entra, expires_at=now() - timedelta(seconds=1))
    entra.refused("get", "/Users", status=401)


def test_the_secret_is_nowhere_in_the_database(entra: Directory) -> None:
    place = place_of(entra)
    with in_workspace(place):
        row = ProvisioningToken.objects.get(workspace_id=place)
    secret = entra.token.split("_", 2)[2]
    assert secret not in f"{row.name} {row.prefix} {bytes(row.hash)!r}"


def test_too_many_requests_are_told_to_wait(entra: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "members", RateLimit(1, burst=2))
    monkeypatch.setattr(dispatch, "strangers", RateLimit(1, burst=2))
    statuses = [entra.send("get", "/Users").status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    last = entra.send("get", "/Users")
    assert int(last.headers["Retry-After"]) > 0
    bad = [entra.send("get", "/Users", Authorization="Bearer rps_x").status_code for _ in range(4)]
    assert bad == [401, 401, 429, 429]
