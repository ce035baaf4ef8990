"""The running sign-in of an app: one row of `ApiToken`, its access token for an hour, and the chain of refresh tokens.

A refresh token is used once. The answer may get lost: within `GRACE` it can be used again as long as nothing that came
of it was used. Whichever of the answers is used first retires the others; whoever uses an old one after that has a
copy, and the whole sign-in ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import API_TOKEN, make_key, read_key
from rapport.accounts.models import ApiToken, App, AppCode, Consent, RefreshToken
from rapport.accounts.oauth.codes import end_reused, still_member
from rapport.accounts.oauth.consents import standing
from rapport.kernel.clock import now

REFRESH = "rpr"
HOUR = timedelta(hours=1)
IDLE = timedelta(days=60)
GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Pair:
    """What the app gets: `refresh` is empty when it asked for no offline access."""

    access: str
    refresh: str


def begin(app: App, code: AppCode, limits: Mapping[str, Any], *, offline: bool) -> Pair:
    """Exchanges the code. Call it inside the transaction that holds the code."""
    consent = Consent.objects.get(workspace_id=app.workspace_id, id=code.consent_id)
    key = make_key(API_TOKEN, app.workspace_id)
    token = ApiToken.objects.create(
        workspace_id=app.workspace_id,
        user_id=consent.user_id,
        consent_id=consent.id,
        name=app.name,
        prefix=key.prefix,
        hash=key.hash,
        limits=dict(limits),
        expires_at=now() + HOUR,
    )
    code.used_at, code.token_id = now(), token.id
    code.save(update_fields=["used_at", "token_id"])
    return Pair(key.text, make_refresh(token.workspace_id, token.id, None) if offline else "")


def find(app: App, text: str) -> RefreshToken | None:
    """The app's refresh token, its sign-in held until the transaction ends; None for one that opens nothing."""
    parts = read_key(REFRESH, text)
    if parts is None or parts.workspace_id != app.workspace_id:
        return None
    mine = RefreshToken.objects.filter(workspace_id=app.workspace_id)
    of = mine.filter(prefix=parts.prefix).values("token_id")
    token = running(app.workspace_id).select_for_update().filter(id__in=of).first()
    found = mine.filter(prefix=parts.prefix).first()  # once more: another may have used it until now
    if token is None or token.consent_id is None or found is None or not compare_digest(bytes(found.hash), parts.hash):
        return None
    consent = standing(app.workspace_id).filter(id=token.consent_id, app_id=app.id).first()
    if consent is None:
        return None
    if found.retired_at or (found.used_at and not answer_was_lost(found)):
        end_reused(app, consent, token.id, "refresh")
        return None
    if found.expires_at <= now() or not still_member(app.workspace_id, consent.user_id):
        return None
    return found


def answer_was_lost(used: RefreshToken) -> bool:
    """Whether the app may not have got what it was exchanged for: that is new, and nothing of it was used."""
    after = RefreshToken.objects.filter(workspace_id=used.workspace_id, parent_id=used.id, used_at__isnull=False)
    return used.used_at is not None and now() - used.used_at <= GRACE and not after.exists()


def renew(app: App, used: RefreshToken, limits: Mapping[str, Any]) -> Pair:
    """A new pair; the access token before is worthless at once. Call it inside the transaction of `find`."""
    moment = now()
    chain = RefreshToken.objects.filter(workspace_id=app.workspace_id, token_id=used.token_id)
    if used.used_at is None:
        chain.filter(id=used.id).update(used_at=moment)
        if used.parent_id:
            chain.filter(parent_id=used.parent_id).exclude(id=used.id).update(retired_at=moment)
    key = make_key(API_TOKEN, app.workspace_id)
    running(app.workspace_id).filter(id=used.token_id).update(
        name=app.name, prefix=key.prefix, hash=key.hash, limits=dict(limits), expires_at=moment + HOUR
    )
    return Pair(key.text, make_refresh(app.workspace_id, used.token_id, used.id))


def scopes_of(used: RefreshToken) -> list[str]:
    """What the sign-in may do."""
    token = ApiToken.objects.get(workspace_id=used.workspace_id, id=used.token_id)
    return list(token.limits["scopes"])


def find_either(text: str, workspace_id: UUID) -> ApiToken | None:
    """The running sign-in of an access or refresh token; None for one that opens nothing."""
    for mark, rows in ((API_TOKEN, ApiToken), (REFRESH, RefreshToken)):
        parts = read_key(mark, text)
        if parts is None or parts.workspace_id != workspace_id:
            continue
        row = rows.objects.filter(workspace_id=workspace_id, prefix=parts.prefix).first()
        if row is None or not compare_digest(bytes(row.hash), parts.hash):
            return None
        token_id = row.token_id if isinstance(row, RefreshToken) else row.id
        return running(workspace_id).filter(id=token_id).first()
    return None


def belongs_to(token: ApiToken, app: App) -> bool:
    """Whether it is a sign-in of this app."""
    mine = Consent.objects.filter(workspace_id=app.workspace_id, app_id=app.id)
    return token.consent_id is not None and mine.filter(id=token.consent_id).exists()


def end(token: ApiToken) -> None:
    """Ends the sign-in as the app asked: its access token and all refresh tokens."""
    if running(token.workspace_id).filter(id=token.id).update(revoked_at=now()):
        record(token.workspace_id, Kind.TOKEN_REVOKED, subject=Subject("token", token.id), data={"by_app": True})


def running(workspace_id: UUID) -> QuerySet[ApiToken]:
    """Sign-ins of apps that were not ended."""
    return ApiToken.objects.filter(workspace_id=workspace_id, revoked_at=None, consent_id__isnull=False)


def make_refresh(workspace_id: UUID, token_id: UUID, parent_id: UUID | None) -> str:
    """A new refresh token's text."""
    key = make_key(REFRESH, workspace_id)
    RefreshToken.objects.create(
        workspace_id=workspace_id,
        token_id=token_id,
        parent_id=parent_id,
        prefix=key.prefix,
        hash=key.hash,
        expires_at=now() + IDLE,
    )
    return key.text
