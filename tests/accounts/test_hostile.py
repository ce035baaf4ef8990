"""Every open address of sign-in, sent what no browser of ours sends: a refusal, never a failure of the program."""

import json
from typing import Any

import pytest
from django.test import Client

from rapport.accounts.models import CacheEntry
from rapport.accounts.urls import urlpatterns
from tests.accounts.houses import PASSWORD, House
from tests.accounts.soft_key import SoftKey
from tests.accounts.test_signin import BASE, fresh_browser, sign_in

WORDS = ("email", "password", "key", "code", "name", "id", "authenticators", "credential", "current_password",
         "new_password")  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 7, -1, 1.5, 10**30, "", "\x00", "a\x00b", "\ud800", "x" * 5000, "💥" * 50, "' OR 1=1 --", [], [[]], [None],
    ["\x00"], {}, {"a": {"b": []}}, {"id": "\x00", "rawId": "x", "type": "public-key", "response": {}},
    {"id": "x", "rawId": "x", "response": {"clientDataJSON": 7, "attestationObject": None, "userHandle": "AAAA"}},
    {"response": None}, {"response": {"userHandle": "💥"}},
)  # fmt: skip
RAW = (b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"email":' * 2000, b"email=a&password=b")


@pytest.fixture(params=["stranger", "owner"])
def client(request: Any, acme: House) -> Client:
    CacheEntry.objects.all().delete()
    browser = fresh_browser()
    browser.raise_request_exception = False
    if request.param == "owner":
        sign_in(browser, "olga@acme.test", PASSWORD)
    return browser


def sent(client: Client, method: str, path: str, body: bytes) -> int:
    CacheEntry.objects.all().delete()
    token = client.cookies["csrftoken"].value
    return client.generic(
        method, path, body, content_type="application/json", headers={"X-CSRFToken": token}
    ).status_code


@pytest.mark.parametrize("path", ["/_allauth/" + str(pattern.pattern) for pattern in urlpatterns])
def test_nothing_sent_makes_it_fail(client: Client, path: str) -> None:
    failed = []
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for body in (*RAW, *(json.dumps(dict.fromkeys(WORDS, value)).encode() for value in VALUES)):
            if path.endswith("session") and method == "DELETE":
                continue
            if sent(client, method, path, body) >= 500:
                failed.append((method, body[-80:]))
    for query in ("?passwordless", "?x=%00", "?" + "a=1&" * 200):
        if client.get(path + query).status_code >= 500:
            failed.append(("GET", query))
    for header in ("X-Password-Reset-Key", "X-Session-Token", "X-Email-Verification-Key"):
        for value in ("x", "é" * 10, "\x00", "9" * 9000, "1-2-3"):
            if client.get(path, headers={header: value}).status_code >= 500:
                failed.append((header, value[:20]))
    assert failed == []


def told(made: SoftKey, options: Any, kind: str) -> dict[str, Any]:
    answer = (made.make if kind == "make" else made.use)(options)
    return json.loads(json.dumps(answer))


@pytest.mark.parametrize("kind", ["make", "use"])
def test_a_key_s_answer_spoilt_in_any_place_is_refused(acme: House, kind: str) -> None:
    CacheEntry.objects.all().delete()
    browser = fresh_browser()
    browser.raise_request_exception = False
    browser.defaults["HTTP_HOST"] = "localhost"
    sign_in(browser, "olga@acme.test", PASSWORD)
    path, key = f"{BASE}/account/authenticators/webauthn", SoftKey()
    asked = json.loads(browser.get(f"{path}?passwordless").content)["data"]["creation_options"]
    assert sent(browser, "POST", path, json.dumps({"name": "Key", "credential": key.make(asked)}).encode()) == 200
    if kind == "use":
        path = f"{BASE}/auth/webauthn/login"
    answers = set()
    for part in (
        "id",
        "rawId",
        "type",
        "clientDataJSON",
        "attestationObject",
        "authenticatorData",
        "signature",
        "userHandle",
    ):
        for spoilt in (
            "",
            "x",
            "AA",
            "A" * 40,
            "////",
            "__8",
            7,
            None,
            [],
            {},
            "o2NmbXRkbm9uZQ",
            "ew",
            "e30",
            "W10",
            "dHJ1ZQ",
        ):
            options = json.loads(browser.get(path).content)["data"]
            answer = told(key, options.get("creation_options") or options["request_options"], kind)
            place = answer if part in answer else answer["response"]
            if part in place:
                place[part] = spoilt
                body = json.dumps({"name": "Key", "credential": answer}).encode()
                answers.add((sent(browser, "POST", path, body), part if part != "type" else ""))
    assert {status for status, part in answers if status >= 500} == set()
    assert all(
        status == 400 for status, part in answers if part in {"clientDataJSON", "attestationObject", "signature"}
    )


@pytest.mark.parametrize("said", [7, [], None, {"credProps": 7}, {"credProps": [1]}])
def test_what_a_key_says_of_itself_can_be_read_back(acme: House, said: Any) -> None:
    CacheEntry.objects.all().delete()
    browser = fresh_browser()
    browser.defaults["HTTP_HOST"] = "localhost"
    sign_in(browser, "olga@acme.test", PASSWORD)
    path = f"{BASE}/account/authenticators/webauthn"
    asked = json.loads(browser.get(f"{path}?passwordless").content)["data"]["creation_options"]
    credential = SoftKey().make(asked) | {"clientExtensionResults": said}
    assert sent(browser, "POST", path, json.dumps({"name": "Key", "credential": credential}).encode()) == 400
    assert browser.get(f"{BASE}/account/authenticators").status_code == 200
