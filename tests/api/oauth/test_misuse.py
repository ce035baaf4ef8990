"""Whoever asks wrongly is refused in the words of OAuth, at the redirect address only where it is the app's; nothing is
changed by it."""

from urllib.parse import parse_qsl, urlencode

import pytest

from rapport.accounts.members import change_roles
from rapport.accounts.models import ApiToken, AppCode, Workspace
from rapport.accounts.scope import in_workspace
from rapport.api.oauth import endpoints
from rapport.api.route import ANY_SCOPE
from rapport.api.urls import ROUTES
from rapport.kernel.clock import now
from tests.api.clients import ApiClient, sign_in
from tests.api.matrix.calls import NOBODY
from tests.api.oauth.apps import CALLBACK, STATE, VERIFIER, answer_in, bearer, register, send, status
from tests.dumps import differences, dump
from tests.records.desks import Desk


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": "write"}, "invalid_scope"),
        ({"scope": "read nothing"}, "invalid_scope"),
    ],
)
def test_the_app_is_told_at_its_address(acme: Desk, olga: ApiClient, changed: dict, error: str) -> None:
    app = register(olga)
    before = dump(acme.workspace_id)
    shown = olga.get(f"/oauth/request?{app.query(**changed)}")
    assert (shown["scopes"], shown["granted"]) == ([], False)
    said = olga.post("/oauth/consent", {"query": app.query(**changed), "allow": True})["redirect"]
    assert said == shown["redirect"]
    assert said.startswith(f"{CALLBACK}?")
    answer = answer_in(said)
    assert (answer["error"], answer["state"]) == (error, STATE)
    assert "iss" in answer
    assert "code" not in answer
    assert differences(before, dump(acme.workspace_id)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://app.example.com/callback/"},
        {"redirect_uri": "https://app.example.com/callback?x=1"},
        {"redirect_uri": "https://app.example.com.evil.test/callback"},
        {"redirect_uri": "https://app.example.com@evil.test/callback"},
        {"redirect_uri": 'https://evil.test/"quoted"'},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "https://äpp.example.com/callback"},
        {"client_id": NOBODY},
        {"client_id": None},
        {"client_id": "a" * 32},
        {"state": "läuft"},
        {"response_type": None, "redirect_uri": "https://evil.test/"},
    ],
)
def test_the_member_is_told_where_it_may_not_be_the_app(acme: Desk, olga: ApiClient, changed: dict) -> None:
    app = register(olga)
    before = dump(acme.workspace_id)
    query = app.query(**changed)
    assert status(olga, f"/oauth/request?{query}") in {400, 404}
    for allow in (True, False):
        refused = olga.send("post", "/oauth/consent", {"query": query, "allow": allow})
        assert refused.status_code in {400, 404}
        assert "redirect" not in refused.json()
    assert differences(before, dump(acme.workspace_id)) == []


def test_a_parameter_comes_once_and_the_body_fits(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    assert status(olga, f"/oauth/request?{app.query()}&state=other") == 400
    for body, field in (
        ({"query": 7, "allow": True}, "query"),
        ({"query": app.query(), "allow": "yes"}, "allow"),
        ({"query": app.query(), "allow": True, "scopes": []}, "scopes"),
        ({"query": app.query(), "allow": True, "scopes": ["write"]}, "scopes"),
        ({"query": app.query(), "allow": True, "scopes": [{}]}, "scopes"),
        ({"query": app.query(), "allow": True, "workspace": NOBODY}, "workspace"),
        ({"query": app.query(), "allow": True, "more": 1}, "more"),
    ):
        assert olga.post("/oauth/consent", body, 422)["errors"][0]["field"] == field


def test_another_workspace_s_app_is_not_there(acme: Desk, olga: ApiClient, gert: ApiClient) -> None:
    app = register(olga)
    before = dump(acme.workspace_id)
    assert status(gert, f"/oauth/request?{app.query()}") == 404
    assert status(gert, "/oauth/consent", "post", {"query": app.query(), "allow": True}) == 404
    assert gert.get("/apps")["apps"] == []
    for method, path in (("patch", ""), ("delete", ""), ("post", "/secret")):
        assert status(gert, f"/apps/{app.id}{path}", method, {}) == 404
    assert differences(before, dump(acme.workspace_id)) == []


def test_a_member_of_both_consents_where_the_app_is(acme: Desk, globex: Desk, olga: ApiClient) -> None:
    from rapport.accounts.workspaces import add_member

    add_member(globex.workspace_id, acme.user, ("read_only",))
    app = register(olga)
    there = {"X_Workspace": str(globex.workspace_id)}
    assert olga.get(f"/oauth/request?{app.query()}", **there)["workspace"]["name"] == "Acme"
    code = answer_in(olga.post("/oauth/consent", {"query": app.query(), "allow": True}, **there)["redirect"])["code"]
    robot = bearer(app.exchange(code).json()["access_token"])
    assert robot.send("get", "/companies").status_code == 200
    assert robot.send("get", "/companies", **there).status_code == 401
    Workspace.objects.filter(id=acme.workspace_id).update(requires_factor=True)
    assert olga.send("get", f"/oauth/request?{app.query()}", **there).status_code == 403


def test_who_looks_as_another_does_not_consent_for_them(acme: Desk, olga: ApiClient) -> None:
    app, sam = register(olga), acme.colleague("manager").user
    assert olga.send("get", f"/oauth/request?{app.query()}", X_View_As=str(sam.id)).status_code == 403
    body = {"query": app.query(), "allow": True}
    assert olga.send("post", "/oauth/consent", body, X_View_As=str(sam.id)).status_code == 403


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "b" * 50}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"code_verifier": "short"}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_grant"),
        ({"redirect_uri": "https://app.example.com/other"}, "invalid_grant"),
        ({"code": "nonsense"}, "invalid_grant"),
        ({"code": None}, "invalid_request"),
        ({"code": "ä"}, "invalid_request"),
        ({"grant_type": "password", "username": "olga@acme.test", "password": "x"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": None}, "unsupported_grant_type"),
        ({"client_secret": "twice"}, "invalid_request"),
        ({"client_id": "other"}, "invalid_request"),
    ],
)
def test_a_wrong_exchange_gets_nothing_and_changes_nothing(
    acme: Desk, olga: ApiClient, changed: dict, error: str
) -> None:
    app = register(olga)
    code = app.ask(olga)["code"]
    before = dump(acme.workspace_id)
    answer = app.exchange(**{"code": code, **changed})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.headers["Cache-Control"] == "no-store"
    assert differences(before, dump(acme.workspace_id)) == []
    assert app.exchange(code).status_code == 200, "A stranger's try takes nothing from the app."


def test_another_app_s_code_and_tokens_are_worth_nothing(acme: Desk, olga: ApiClient, gert: ApiClient) -> None:
    app, other, far = register(olga), register(olga, name="Other"), register(gert)
    code, got = app.ask(olga)["code"], app.sign_in(olga)
    before = dump(acme.workspace_id)
    for thief in (other, far):
        assert thief.exchange(code).json()["error"] == "invalid_grant"
        assert thief.refresh(got["refresh_token"]).json()["error"] == "invalid_grant"
        for text in (got["access_token"], got["refresh_token"], "nonsense"):
            assert thief.send("/oauth/revoke", {"token": text}).status_code == 200
    assert differences(before, dump(acme.workspace_id)) == []
    assert app.refresh(got["refresh_token"]).status_code == 200


@pytest.mark.parametrize("header", ["Basic !!!", "Basic /w==", "Basic", "Basic bm9ib2R5OnNlY3JldA==", "Bearer x"])
def test_who_does_not_prove_to_be_the_app_is_refused(acme: Desk, olga: ApiClient, header: str) -> None:
    app = register(olga)
    form = {"grant_type": "authorization_code", "code": app.ask(olga)["code"], "code_verifier": VERIFIER}
    before = dump(acme.workspace_id)
    answer = send("/oauth/token", {**form, "redirect_uri": CALLBACK}, Authorization=header)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    app.secret = ""
    assert app.exchange(form["code"]).json()["error"] == "invalid_client", "A secret is not left out."
    assert differences(before, dump(acme.workspace_id)) == []


def test_a_code_is_over_after_a_minute(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    code = app.ask(olga)["code"]
    with in_workspace(acme.workspace_id):
        assert (AppCode.objects.get().expires_at - now()).total_seconds() <= 60
        AppCode.objects.update(expires_at=now())
    assert app.exchange(code).json()["error"] == "invalid_grant"


def test_credentials_in_the_address_do_not_count(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, confidential=False)
    form = {"grant_type": "authorization_code", "code": app.ask(olga)["code"], "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER}  # fmt: skip
    assert send(f"/oauth/token?client_id={app.client_id}", form).json()["error"] == "invalid_client"
    assert send("/oauth/token", {**form, "client_id": app.client_id}).status_code == 200


def test_only_forms_of_a_fair_size_are_read(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, confidential=False)
    assert app.send("/oauth/token", {"grant_type": "x" * 20_000}).status_code == 400
    assert send("/oauth/token", dict(parse_qsl(urlencode({"a": "1"})))).status_code == 400
    answer = olga.client.post("/oauth/token", b"{}", content_type="application/json")
    assert answer.json()["error"] == "invalid_request"


def test_too_many_are_told_to_wait(acme: Desk, olga: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    app = register(olga)
    monkeypatch.setitem(endpoints.attempts.LIMITS, "oauth_token", "600/m/ip,3/m/key")
    statuses = [app.refresh("nonsense").status_code for _ in range(5)]
    assert statuses == [400, 400, 400, 429, 429]
    assert register(olga, name="Other").refresh("nonsense").status_code == 400


def test_apps_are_let_in_nowhere_by_chance(acme: Desk, olga: ApiClient) -> None:
    """With every scope and an administrator's rights."""
    every = tuple(scope["key"] for scope in olga.get("/apps")["scopes"])
    robot = bearer(register(olga, scopes=every).sign_in(olga)["access_token"])
    robot.get("/me")  # the audit log is told of the first use of a token
    before = dump(acme.workspace_id)
    opened = {(r.method, r.path) for r in ROUTES if r.scopes}
    assert {path for _method, path in opened} == {
        "/me", "/users", "/meta/objects", "/query", "/search", "/changes", "/changes/{id}/undo",
    }  # fmt: skip
    assert ANY_SCOPE not in every
    for route in ROUTES:
        if route.per_object or route.scopes or route.access == "public":
            continue
        body = {} if route.method in {"POST", "PATCH"} else None
        assert status(robot, route.path.replace("{id}", NOBODY), route.method, body) == 403, route.path
    assert differences(before, dump(acme.workspace_id)) == []


def test_a_lesser_role_registers_nothing(acme: Desk, olga: ApiClient) -> None:
    sam = acme.colleague("manager").user
    client, app = sign_in(sam), register(olga)
    body = {"name": "Mine", "redirect_uris": [CALLBACK], "scopes": ["read"]}
    assert status(client, "/apps") == status(client, "/apps", "post", body) == 403
    change_roles(acme.workspace_id, sam.id, ["read_only"])
    got = app.sign_in(client)
    assert status(bearer(got["access_token"]), "/companies") == 200
    with in_workspace(acme.workspace_id):
        assert ApiToken.objects.get().user_id == sam.id
