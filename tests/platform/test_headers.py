"""What every answer carries, and which addresses are the web app."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

HEALTHY = ("/healthz", "/readyz", "/api/v1/openapi.json", "/deals", "/assets/none.js", "/api/v1/nothing")


@pytest.mark.django_db
@pytest.mark.parametrize("address", HEALTHY)
def test_every_answer_is_strict(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(headers["X-Request-ID"]) == 32


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/me", "/api/v1/openapi.json", "/_allauth/browser/v1/auth/session"])
def test_no_cache_keeps_what_is_somebody_s_own(client: Client, address: str) -> None:
    assert "no-store" in client.get(address)["Cache-Control"]


def test_with_https_cookies_are_of_this_host_alone_and_stay_on_https(tmp_path: Path) -> None:
    """In a process of its own: the settings are read once."""
    names = (
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS"
    )
    code = f"import rapport.config.settings as s; print(*[getattr(s, n) for n in '{names}'.split()])"
    world = {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(sys.path), "RAPPORT_DATA_DIR": str(tmp_path),
             "RAPPORT_PUBLIC_URL": "https://crm.example.com"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=world, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "31536000", "True"]


@pytest.mark.django_db
def test_a_well_formed_request_id_is_kept_and_any_other_replaced(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "trace-12345678"})["X-Request-ID"] == "trace-12345678"
    assert client.get("/healthz", headers={"X-Request-ID": "a\tb <script>"})["X-Request-ID"] != "a\tb <script>"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/assets/none.js", "/api/nothing", "/_allauth/nothing"])
def test_what_is_missing_is_not_answered_with_the_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_page_is_asked_for_again_and_brings_the_csrf_cookie(client: Client) -> None:
    answer = client.get("/people/some/thing")
    if answer.status_code == 503:
        assert b"make web" in answer.content
        return
    assert answer["Cache-Control"] == "no-cache"
    assert "csrftoken" in answer.cookies
    assert b"<script>" not in answer.content


@pytest.mark.django_db
def test_only_reading_the_page_is_possible(client: Client) -> None:
    assert client.post("/people").status_code in {403, 405}
