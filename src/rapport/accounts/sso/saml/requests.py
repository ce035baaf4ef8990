"""From a sign-in that was asked for to the ticket by which the browser that began it goes on.

A provider answers by a form that the browser posts from another site, and such a post brings no cookie of ours: it
cannot tell whose browser it is. So the answer, once proven, is put aside under a ticket; the browser is sent to fetch
it, by an ordinary link that does bring the cookie.
"""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from rapport.accounts.models import SsoConnection, SsoRequest
from rapport.accounts.sso.claims import Claims
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.requests import Taken, hashed, take
from rapport.accounts.sso.saml.refused import Reason
from rapport.accounts.sso.saml.response import Proven
from rapport.accounts.sso.used import use_once
from rapport.kernel.clock import now
from rapport.platform.sealing import seal

LASTS = timedelta(minutes=2)
ASKED = {"saml": "asked"}


def request_id(state: str) -> str:
    """The state as the id of a message, which has to begin with a letter or a line."""
    return f"_{state}"


def is_waiting(connection: SsoConnection, named: str) -> bool:
    """Whether the connection has such a sign-in on its way."""
    return waiting(connection, named).exists()


def put_aside(connection: SsoConnection, named: str, proven: Proven) -> str:
    """The ticket. The sign-in that was asked for and the assertion are used up. Raises `SsoFailed`."""
    with transaction.atomic():
        if not use_once(connection.entity_id, proven.assertion_id, proven.until):
            raise SsoFailed(Code.REFUSED, str(Reason.REPLAYED))
        asked = waiting(connection, named).select_for_update().first()
        if asked is None or not waiting(connection, named).delete()[0]:
            raise SsoFailed(Code.EXPIRED, "state")
        ticket = token_urlsafe(32)
        SsoRequest.objects.create(
            state=hashed(ticket),
            workspace_id=asked.workspace_id,
            connection_id=asked.connection_id,
            browser=asked.browser,
            sealed=seal(orjson.dumps(written(proven)).decode()),
            next=asked.next,
            expires_at=now() + LASTS,
        )
    return ticket


def fetch_back(request: HttpRequest, connection_id: UUID, ticket: str) -> tuple[Taken, Claims, datetime | None]:
    """What was put aside for this browser, and until when the provider's session lasts. Raises `SsoFailed`."""
    taken = take(request, ticket)
    said = taken.secrets.get("claims")
    if taken.connection.id != connection_id or said is None:
        raise SsoFailed(Code.EXPIRED, "state")
    groups, proved, ends = said["groups"], said["authenticated_at"], taken.secrets["session_until"]
    claims = replace(
        Claims(**said),
        groups=frozenset(groups) if groups is not None else None,
        authenticated_at=datetime.fromisoformat(proved) if proved else None,
    )
    return taken, claims, datetime.fromisoformat(ends) if ends else None


def waiting(connection: SsoConnection, named: str) -> QuerySet[SsoRequest]:
    """The sign-in that was asked for under this id, as a query."""
    mine = SsoRequest.objects.filter(connection_id=connection.id, expires_at__gt=now())
    return mine.filter(state=hashed(named.removeprefix("_")))


def written(proven: Proven) -> dict[str, Any]:
    """As it waits, sealed."""
    claims = proven.claims
    said = asdict(claims) | {"groups": sorted(claims.groups) if claims.groups is not None else None}
    return {"claims": said, "session_until": proven.session_until}
