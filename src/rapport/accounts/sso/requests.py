"""Sign-ins on their way: what the provider has to bring back, once, to the browser that began it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

import orjson
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from rapport.accounts.models import SsoConnection, SsoRequest
from rapport.accounts.sso.connections import of_place
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.kernel.clock import now
from rapport.platform.sealing import Unreadable, seal, unseal

COOKIE, PATH = "rapport_sso", "/sso"
# With https no other host of the same domain can set it: that prefix asks for the path of the whole site.
SECURE_COOKIE, SECURE_PATH = f"__Host-{COOKIE}", "/"
LASTS = timedelta(minutes=10)
LONGEST_NEXT = 4_000  # where an app asked for consent its whole question stands in it


@dataclass(frozen=True, slots=True)
class Taken:
    """A sign-in that came back. `secrets` are what its beginning kept for its end."""

    connection: SsoConnection
    secrets: Mapping[str, Any]
    next: str


def begin(request: HttpRequest, connection: SsoConnection, *, secrets: Mapping[str, Any], next: str) -> tuple[str, str]:  # noqa: A002 - the parameter's name
    """The `state` to send along, and what this browser is called in its cookie."""
    state, browser = token_urlsafe(32), request.COOKIES.get(cookie()[0]) or token_urlsafe(32)
    SsoRequest.objects.create(
        state=hashed(state),
        workspace_id=connection.workspace_id,
        connection_id=connection.id,
        browser=hashed(browser),
        sealed=seal(orjson.dumps(dict(secrets)).decode()),
        next=local(next),
        expires_at=now() + LASTS,
    )
    return state, browser


def remember(response: HttpResponse, browser: str) -> HttpResponse:
    """The response with the browser's cookie."""
    name, path = cookie()
    response.set_cookie(
        name,
        browser,
        max_age=LASTS,
        path=path,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> None:
    """Takes the cookie away, once it has done its work."""
    name, path = cookie()
    response.delete_cookie(name, path=path)


def cookie() -> tuple[str, str]:
    """Its name and its path."""
    return (SECURE_COOKIE, SECURE_PATH) if settings.SESSION_COOKIE_SECURE else (COOKIE, PATH)


def take(request: HttpRequest, state: str) -> Taken:
    """The sign-in of that state, which does not work a second time. Raises `SsoFailed`.

    One that another browser began is refused: else somebody could be signed in as somebody else without noticing.
    """
    with transaction.atomic():
        mine = SsoRequest.objects.filter(state=hashed(state))
        found = mine.select_for_update().first()
        if found is None or not mine.delete()[0]:
            raise SsoFailed(Code.EXPIRED, "state")
    connection = of_place(found.workspace_id, found.connection_id)
    if connection is None:
        raise SsoFailed(Code.DISABLED, "deleted")
    if found.expires_at <= now():
        raise SsoFailed(Code.EXPIRED, "state")
    if not compare_digest(found.browser, hashed(request.COOKIES.get(cookie()[0], ""))):
        raise SsoFailed(Code.EXPIRED, "browser")
    try:
        secrets = orjson.loads(unseal(found.sealed))
    except Unreadable as error:
        raise SsoFailed(Code.EXPIRED, "sealed") from error
    return Taken(connection, secrets, found.next)


def hashed(text: str) -> str:
    """What the table holds instead of the text; 256 random bits need no slow hash."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def local(address: str) -> str:
    """The address if it is a path of this site, else the first page."""
    plain = address.startswith("/") and len(address) <= LONGEST_NEXT and address.isprintable()
    return address if plain and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"


def clear_requests() -> None:
    """Removes what is over."""
    SsoRequest.objects.filter(expires_at__lt=now()).delete()
