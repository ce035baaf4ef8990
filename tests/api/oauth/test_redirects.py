"""Which redirect addresses an app may register, and which one of a request is one of those."""

import pytest

from rapport.accounts.oauth.redirects import matches
from tests.api.clients import ApiClient
from tests.api.oauth.apps import register
from tests.dumps import differences, dump
from tests.records.desks import Desk

LOCAL = "http://127.0.0.1/callback"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,hi", "vbscript:x", "file:///etc/passwd", "http://app.example.com/cb",
        "https://", "https:/app.example.com", "https://user@app.example.com/cb", "https://a:b@app.example.com/",
        "https://*.example.com/cb", "https://app.example.com/*", "https://app.example.com/cb#part", "//app.example.com",
        "/callback", "app", "", " https://app.example.com", "https://app.example.com/a b", "https://app.example.com\\@evil",
        "https://app.example.com:99999/", "https://äpp.example.com/", "HTTPS://app.example.com/", "myapp:/callback",
        "com.example.app:", "https://app.example.com/?code=1", "https://app.example.com/?a=1&state=", "http://localhost.evil.test/",
        "http://127.0.0.1.evil.test/", "https://" + "a" * 500, "https://app.example.com/\x00",
    ],
)  # fmt: skip
def test_unsafe_addresses_are_refused_by_name(acme: Desk, olga: ApiClient, address: str) -> None:
    before = dump(acme.workspace_id)
    for confidential in (True, False):
        body = {"name": "A", "redirect_uris": [address], "confidential": confidential, "scopes": ["read"]}
        [error] = olga.post("/apps", body, 422)["errors"]
        assert error["field"] == "redirect_uris"
        assert error["detail"].endswith(".")
    assert differences(before, dump(acme.workspace_id)) == []


@pytest.mark.parametrize(
    ("address", "confidential"),
    [
        ("https://app.example.com", True), ("https://app.example.com:8443/cb?tenant=1", True), (LOCAL, True),
        ("http://localhost:3000/cb", False), ("http://[::1]/cb", False), ("com.example.app:/callback", False),
        ("com.example.app://callback", False),
    ],
)  # fmt: skip
def test_good_addresses_are_taken(acme: Desk, olga: ApiClient, address: str, *, confidential: bool) -> None:
    app = register(olga, redirect_uris=[address], confidential=confidential)
    assert set(app.ask(olga)) == {"code", "state", "iss"} | ({"tenant"} if "tenant" in address else set())


def test_a_scheme_of_its_own_is_for_apps_without_a_secret(acme: Desk, olga: ApiClient) -> None:
    body = {"name": "A", "redirect_uris": ["com.example.app:/cb"], "confidential": True, "scopes": ["read"]}
    assert olga.post("/apps", body, 422)["errors"][0]["field"] == "redirect_uris"


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("http://127.0.0.1:51004/callback", True), ("http://127.0.0.1/callback", True),
        ("http://127.0.0.1:51004/other", False), ("http://127.0.0.1:51004/callback?x=1", False),
        ("http://localhost:51004/callback", False), ("http://[::1]:51004/callback", False),
        ("https://127.0.0.1:51004/callback", False), ("http://127.0.0.1:51004@evil.test/callback", False),
        ("http://x@127.0.0.1:51004/callback", False), ("http://127.0.0.1.evil.test:51004/callback", False),
        ("http://127.0.0.1:51004/callback#x", False), ("http://127.0.0.1:99999/callback", False),
    ],
)  # fmt: skip
def test_the_port_of_a_loopback_address_may_vary(asked: str, *, fits: bool) -> None:
    assert matches(LOCAL, asked, confidential=False) is fits
    assert matches(LOCAL, asked, confidential=True) is (asked == LOCAL)


def test_the_port_of_another_host_may_not() -> None:
    assert not matches("https://app.example.com/cb", "https://app.example.com:8443/cb", confidential=False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"), ({"name": "a" * 81}, "name"), ({"name": "a\nb"}, "name"), ({"name": 7}, "name"),
        ({"name": "safe\u202eexe"}, "name"), ({"scopes": []}, "scopes"), ({"scopes": ["root"]}, "scopes"),
        ({"scopes": [{}]}, "scopes"), ({"scopes": ["read", "read"]}, "scopes"), ({"scopes": "read"}, "scopes"),
        ({"redirect_uris": []}, "redirect_uris"), ({"redirect_uris": [7]}, "redirect_uris"),
        ({"redirect_uris": ["https://a.test/"] * 2}, "redirect_uris"), ({"confidential": "no"}, "confidential"),
        ({"redirect_uris": [f"https://a.test/{n}" for n in range(11)]}, "redirect_uris"), ({"owner": "me"}, "owner"),
    ],
)  # fmt: skip
def test_a_wrong_app_is_refused_with_a_sentence(acme: Desk, olga: ApiClient, changed: dict, field: str) -> None:
    good = {"name": "A", "redirect_uris": ["https://a.test/"], "confidential": True, "scopes": ["read"]}
    assert olga.post("/apps", good | changed, 422)["errors"][0]["field"] == field
    app = register(olga)
    if field not in {"confidential", "owner"}:
        assert olga.patch(f"/apps/{app.id}", changed, 422)["errors"][0]["field"] == field


def test_a_public_app_has_no_secret_to_renew(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, confidential=False)
    assert app.secret == ""
    assert olga.send("post", f"/apps/{app.id}/secret").status_code == 409
