"""A real OAuth client against the real server on loopback, and the documents by which it finds its way."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from rapport.accounts.models import ApiToken, App, AppCode, Consent, RefreshToken
from rapport.accounts.oauth.upkeep import forget_over
from rapport.accounts.scope import in_workspace
from rapport.api.openapi import document
from rapport.api.urls import ROUTES
from rapport.kernel.clock import now
from tests.api.clients import ApiClient, sign_in
from tests.api.oauth.apps import CALLBACK, VERIFIER, register
from tests.records.desks import Desk, desk

TOKEN, REVOKE = "/oauth/token", "/oauth/revoke"


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_args: object) -> None:
        """Rapport's own log says it."""


@pytest.fixture
def address(transactional_db: None, settings) -> Iterator[str]:
    """The real server on loopback, and where it is."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
        settings.RAPPORT = settings.RAPPORT.model_copy(update={"public_url": f"http://127.0.0.1:{server.server_port}"})

        def serve() -> None:
            server.serve_forever(poll_interval=0.05)
            connections.close_all()

        thread = Thread(target=serve)
        thread.start()
        yield settings.RAPPORT.public_url
        server.shutdown()
        thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["client_secret_basic", "client_secret_post", "none"])
def test_the_whole_way_with_a_client_of_others(address: str, how: str) -> None:
    acme = desk("Acme", "olga@acme.test")
    olga = sign_in(acme.user)
    app = register(olga, confidential=how != "none")
    found = httpx.get(f"{address}/.well-known/oauth-authorization-server").json()
    assert found["issuer"] == address
    with OAuth2Client(
        app.client_id, app.secret or None, scope="read offline_access", redirect_uri=CALLBACK,
        code_challenge_method="S256", token_endpoint_auth_method=how, token_endpoint=found["token_endpoint"],
        revocation_endpoint_auth_method=how,
    ) as client:  # fmt: skip
        page, state = client.create_authorization_url(found["authorization_endpoint"], code_verifier=VERIFIER)
        assert urlsplit(page).path == "/oauth/authorize"
        back = olga.post("/oauth/consent", {"query": urlsplit(page).query, "allow": True})["redirect"]
        assert parse_qs(urlsplit(back).query)["iss"] == [address]
        got = client.fetch_token(authorization_response=back, state=state, code_verifier=VERIFIER)
        api = f"{address}/api/v1/companies"
        assert client.get(api).status_code == 200
        newer = client.refresh_token(refresh_token=got["refresh_token"])
        assert newer["access_token"] != got["access_token"]
        assert client.get(api).status_code == 200
        assert client.revoke_token(found["revocation_endpoint"], newer["refresh_token"]).status_code == 200
    gone = httpx.get(api, headers={"Authorization": f"Bearer {newer['access_token']}"})
    assert gone.status_code == 401
    where = gone.headers["WWW-Authenticate"].partition('resource_metadata="')[2].rstrip('"')
    resource = httpx.get(where).json()
    assert resource["resource"] == f"{address}/api/v1"
    assert resource["authorization_servers"] == [address]


@pytest.mark.django_db
def test_the_documents_say_what_there_is(settings) -> None:
    settings.RAPPORT = settings.RAPPORT.model_copy(update={"public_url": "https://crm.example.com"})
    shown = Client().get("/.well-known/oauth-authorization-server")
    AuthorizationServerMetadata(shown.json()).validate()
    assert shown.headers["Access-Control-Allow-Origin"] == "*"
    assert shown.json()["code_challenge_methods_supported"] == ["S256"]
    assert shown.json()["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert Client().get("/.well-known/oauth-protected-resource").json()["resource"] == "https://crm.example.com"


def test_the_openapi_document_has_the_scheme() -> None:
    made = document(ROUTES)
    [flow] = made["components"]["securitySchemes"]["app"]["flows"].values()
    assert flow["tokenUrl"] == TOKEN
    assert {"read", "write", "profile", "offline_access"} < set(flow["scopes"])
    assert {"app": []} in made["security"]


def test_pages_of_other_sites_may_ask_for_tokens_alone(acme: Desk, olga: ApiClient) -> None:
    app = register(olga, confidential=False)
    answer = app.exchange(app.ask(olga)["code"])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies
    assert Client().options(TOKEN).headers["Access-Control-Allow-Methods"] == "GET, POST"
    for path in (REVOKE, "/api/v1/me", "/api/v1/oauth/consent"):
        assert "Access-Control-Allow-Origin" not in Client().options(path).headers


def test_without_https_no_app_signs_in(acme: Desk, olga: ApiClient, settings) -> None:
    app = register(olga)
    code = app.ask(olga)["code"]
    settings.RAPPORT = settings.RAPPORT.model_copy(update={"public_url": "http://crm.example.com"})
    assert app.exchange(code).json()["error"] == "insecure_transport"
    assert olga.send("get", f"/oauth/request?{app.query()}").status_code == 400


def test_what_is_over_is_forgotten(acme: Desk, olga: ApiClient) -> None:
    app, other = register(olga), register(olga, name="Other")
    app.sign_in(olga)
    running = other.sign_in(olga)
    olga.send("delete", f"/apps/{app.id}")
    forget_over()
    long_ago = now() - timedelta(days=91)
    with in_workspace(acme.workspace_id):
        assert App.objects.count() == 2, "The audit log still names it."
        App.objects.filter(id=app.id).update(deleted_at=long_ago)
        Consent.objects.filter(app_id=app.id).update(revoked_at=long_ago)
        ApiToken.objects.filter(revoked_at__isnull=False).update(revoked_at=long_ago)
        AppCode.objects.update(expires_at=now() - timedelta(days=2))
    forget_over()
    with in_workspace(acme.workspace_id):
        counts = [model.objects.count() for model in (App, Consent, ApiToken, RefreshToken, AppCode)]
    assert counts == [1, 1, 1, 1, 0]
    assert other.refresh(running["refresh_token"]).status_code == 200
