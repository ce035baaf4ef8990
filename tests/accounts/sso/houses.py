"""A workspace with a connection, and requests of browsers, for tests of single sign-on."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from rapport.accounts.models import SsoConnection, SsoDomain
from rapport.accounts.sessions import SessionStore
from rapport.accounts.sso.connections import create_connection
from rapport.kernel.clock import now
from tests.accounts.houses import House


def connect(house: House, **more: Any) -> SsoConnection:
    """A connection that lets in whoever its provider vouches for, as far as the rules go."""
    shared = {"name": "Acme login", "just_in_time": True, "enabled": True, "roles": ["salesperson"], **more}
    return create_connection(house.id, "oidc", shared, issuer="https://login.acme.test", client_id="rapport")


def prove(house: House, domain: str) -> None:
    SsoDomain.objects.create(workspace_id=house.id, domain=domain, token="t", proven_at=now())


def browser(path: str = "/sso/oidc/callback", session: str | None = None) -> HttpRequest:
    """A request with a session, as the middleware gives it."""
    request = RequestFactory().get(path)
    request.session = SessionStore(session)
    request.user = AnonymousUser()
    return request
