"""An app's way in: consent, code, access token, refresh; and what its token may do."""

from datetime import timedelta

import pytest
from django.conf import settings

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.members import change, change_roles
from rapport.accounts.models import ApiToken, AppCode, AuditEntry, RefreshToken
from rapport.accounts.scope import in_workspace
from rapport.accounts.users import set_password
from rapport.kernel.clock import now
from rapport.schema.registry import registry
from tests.api.clients import ApiClient, sign_in
from tests.api.oauth.apps import CALLBACK, STATE, answer_in, bearer, register, status
from tests.records.desks import Desk

FIRST, SECOND = list(registry.objects().values())[:2]
ISSUER = settings.RAPPORT.web_address()


def values(object_type) -> dict[str, str]:
    return {s.key: "Plain" for s in object_type.writable if s.kind == "text"}


def test_the_page_shows_what_is_asked_and_the_answer_comes_back(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, scopes=("profile", f"{FIRST.plural}:read", "offline_access"))
    sam = sign_in(acme.colleague("manager").user)
    shown = sam.get(f"/oauth/request?{app.query(scope='profile offline_access', nonce='n')}")
    assert shown["app"] == {"name": "Calendar", "publisher": "Acme Owner", "redirect_host": "app.example.com"}
    assert shown["workspace"] == {"id": str(acme.workspace_id), "name": "Acme"}
    assert [scope["key"] for scope in shown["scopes"]] == ["profile", "offline_access"]
    assert all(scope["label"] and scope["help"] for scope in shown["scopes"])
    assert (shown["granted"], shown["redirect"]) == (False, None)
    said = sam.post("/oauth/consent", {"query": app.query(), "allow": False})["redirect"]
    assert said.startswith(f"{CALLBACK}?")
    refused = answer_in(said)
    assert (refused["error"], refused["state"], refused["iss"]) == ("access_denied", STATE, ISSUER)
    allowed = app.ask(sam)
    assert set(allowed) == {"code", "state", "iss"}
    assert (allowed["state"], allowed["iss"]) == (STATE, ISSUER)


def test_a_token_acts_for_the_member_within_the_scopes(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, scopes=("profile", "read", f"{FIRST.plural}:write"))
    sam = acme.colleague("manager").user
    got = app.sign_in(sign_in(sam))
    assert set(got) == {"access_token", "token_type", "expires_in", "scope"}, "Nothing lasts that was not asked for."
    assert (got["token_type"], got["expires_in"]) == ("Bearer", 3600)
    robot = bearer(got["access_token"])
    made = robot.post(f"/{FIRST.plural}", values(FIRST), 201)
    assert made["created_by"]["kind"] == "api_key"
    assert made["created_by"]["label"] == "Calendar (Manager)"
    assert status(robot, f"/{SECOND.plural}") == 200
    assert status(robot, f"/{SECOND.plural}", "post", values(SECOND)) == 403
    assert robot.get("/me")["user"]["email"] == sam.email
    for path in ("/me/tokens", "/me/apps", "/apps", "/tokens", "/members", "/audit", "/me/sessions", "/views"):
        assert status(robot, path) == 403, path
    for path, body in (("/me/tokens", {"name": "R"}), ("/apps", {}), ("/oauth/consent", {"query": "", "allow": True})):
        assert status(robot, path, "post", body) == 403, path
    assert status(robot, "/me", "patch", {"name": "Changed"}) == 403
    change_roles(acme.workspace_id, sam.id, ["read_only"])
    assert status(robot, f"/{FIRST.plural}", "post", values(FIRST)) == 403


def test_a_narrow_token_sees_one_object_and_no_profile(acme: Desk, olga: ApiClient) -> None:
    robot = bearer(register(olga, scopes=(f"{FIRST.plural}:read",)).sign_in(olga)["access_token"])
    assert status(robot, f"/{FIRST.plural}") == 200
    assert status(robot, f"/{FIRST.plural}", "post", values(FIRST)) == 403
    assert status(robot, f"/{SECOND.plural}") == 403
    assert status(robot, "/me") == status(robot, "/users") == 403
    assert status(robot, "/search?q=plain") == 200


def test_the_member_gives_less_than_is_asked(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, scopes=("read", "write"))
    body = {"query": app.query(), "allow": True, "scopes": ["read"], "workspace": str(acme.workspace_id)}
    code = answer_in(olga.post("/oauth/consent", body)["redirect"])["code"]
    got = app.exchange(code).json()
    assert got["scope"] == "read"
    assert status(bearer(got["access_token"]), f"/{FIRST.plural}", "post", values(FIRST)) == 403


def test_refresh_tokens_rotate_and_the_token_before_ends(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    first = app.sign_in(olga)
    second = app.refresh(first["refresh_token"]).json()
    third = app.refresh(second["refresh_token"]).json()
    assert len({each["refresh_token"] for each in (first, second, third)}) == 3
    assert status(bearer(second["access_token"]), f"/{FIRST.plural}") == 401
    assert status(bearer(third["access_token"]), f"/{FIRST.plural}") == 200
    with in_workspace(acme.workspace_id):
        assert ApiToken.objects.count() == 1, "One sign-in stays one, for limits, log and list."
        texts = [each[name] for each in (first, second, third) for name in ("access_token", "refresh_token")]
        kept = str([*ApiToken.objects.values(), *RefreshToken.objects.values(), *AppCode.objects.values()])
        assert not any(text.split("_", 2)[2] in kept for text in texts)


def test_an_access_token_lasts_an_hour_and_a_refresh_token_outlives_it(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    got = app.sign_in(olga)
    with in_workspace(acme.workspace_id):
        ends = ApiToken.objects.get().expires_at
        assert timedelta(minutes=59) < ends - now() <= timedelta(hours=1)
        ApiToken.objects.update(expires_at=now())
    assert status(bearer(got["access_token"]), f"/{FIRST.plural}") == 401
    assert app.refresh(got["refresh_token"]).status_code == 200


def test_a_confidential_app_is_remembered_a_public_one_asks_again(acme: Desk, olga: ApiClient) -> None:
    kept, public = register(olga, scopes=("read", "write")), register(olga, name="Native", confidential=False)
    for app, remembered in ((kept, True), (public, False)):
        app.ask(olga, scope="read")
        assert olga.get(f"/oauth/request?{app.query(scope='read')}")["granted"] is remembered
    assert olga.get(f"/oauth/request?{kept.query(scope='read write')}")["granted"] is False


def test_apps_are_not_among_the_tokens_but_among_my_apps(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    got = app.sign_in(olga)
    assert olga.get("/me/tokens") == olga.get("/tokens") == {"tokens": []}
    [mine] = olga.get("/me/apps")["apps"]
    assert (mine["name"], mine["last_used_at"]) == ("Calendar", None)
    bearer(got["access_token"]).get(f"/{FIRST.plural}")
    [mine] = olga.get("/me/apps")["apps"]
    assert mine["last_used_at"]
    assert olga.get("/apps")["apps"][0]["users"] == 1
    with in_workspace(acme.workspace_id):
        row = ApiToken.objects.get().id
    assert status(olga, f"/me/tokens/{row}", "delete") == status(olga, f"/tokens/{row}", "delete") == 404
    assert status(olga, f"/me/apps/{mine['id']}", "delete") == 204
    assert olga.get("/me/apps") == {"apps": []}
    ended(app, got)


def ended(app, got) -> None:
    """Neither token does anything any more."""
    assert status(bearer(got["access_token"]), f"/{FIRST.plural}") == 401
    assert app.refresh(got["refresh_token"]).json()["error"] in {"invalid_grant", "invalid_client"}


@pytest.mark.parametrize("how", ["deactivated", "password", "app removed", "scope taken", "revoked by the app"])
def test_what_ends_a_sign_in_at_once(acme: Desk, olga: ApiClient, how: str) -> None:
    app = register(olga, scopes=("read", "write", "offline_access"))
    sam = acme.colleague("manager").user
    got, waiting = app.sign_in(sign_in(sam)), app.ask(sign_in(sam))["code"]
    if how == "deactivated":
        change(acme.workspace_id, sam.id, roles=None, active=False)
    elif how == "password":
        set_password(sam, "another long quiet river")
    elif how == "app removed":
        assert status(olga, f"/apps/{app.id}", "delete") == 204
    elif how == "scope taken":
        olga.patch(f"/apps/{app.id}", {"scopes": ["read", "offline_access"]})
    else:
        assert app.send("/oauth/revoke", {"token": got["refresh_token"]}).status_code == 200
    ended(app, got)
    if how != "revoked by the app":
        assert app.exchange(waiting).json()["error"] in {"invalid_grant", "invalid_client"}


def test_a_new_secret_ends_the_old_one(acme: Desk, olga: ApiClient) -> None:
    app = register(olga)
    got = app.sign_in(olga)
    old, new = app.secret, olga.post(f"/apps/{app.id}/secret")["client_secret"]
    refused = app.refresh(got["refresh_token"])
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert refused.headers["WWW-Authenticate"].startswith("Basic")
    app.secret = new
    assert new != old
    assert app.refresh(got["refresh_token"]).status_code == 200


def test_the_audit_log_is_told(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, scopes=("read", "write", "offline_access"))
    olga.post("/oauth/consent", {"query": app.query(), "allow": False})
    got = app.sign_in(olga)
    robot = bearer(got["access_token"])
    robot.get(f"/{FIRST.plural}")
    [mine] = olga.get("/me/apps")["apps"]
    olga.patch(f"/apps/{app.id}", {"name": "Diary"})
    olga.post(f"/apps/{app.id}/secret")
    olga.send("delete", f"/me/apps/{mine['id']}")
    olga.send("delete", f"/apps/{app.id}")
    with in_workspace(acme.workspace_id):
        entries = list(AuditEntry.objects.order_by("seq"))
    assert [entry.kind for entry in entries if entry.kind.startswith(("app.", "token."))] == [
        Kind.APP_MADE, Kind.APP_REFUSED, Kind.APP_GRANTED, Kind.TOKEN_USED, Kind.APP_CHANGED, Kind.APP_SECRET,
        Kind.APP_REVOKED, Kind.APP_REMOVED,
    ]  # fmt: skip
    granted = next(entry for entry in entries if entry.kind == Kind.APP_GRANTED)
    assert (granted.user_id, granted.subject_type, granted.subject_id) == (acme.user.id, "app", app.id)
    told = olga.get("/audit?kind=app")
    assert told["names"][app.id] == "Diary"
