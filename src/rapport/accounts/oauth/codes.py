"""Authorization codes: made when a member consents, exchanged once by the app for its sign-in."""

from collections.abc import Collection
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import make_key, read_key
from rapport.accounts.models import ApiToken, App, AppCode, Consent, Membership
from rapport.accounts.oauth.consents import give, standing
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now

MARK = "rpc"
LASTS = timedelta(seconds=60)


def issue(app: App, user_id: UUID, scopes: Collection[str], *, redirect_uri: str, challenge: str) -> str:
    """The member's consent and a code for it; `redirect_uri` is empty when the request did not name one."""
    key = make_key(MARK, app.workspace_id)
    with in_workspace(app.workspace_id):
        consent = give(app, user_id, scopes)
        AppCode.objects.create(
            workspace_id=app.workspace_id,
            consent_id=consent.id,
            prefix=key.prefix,
            hash=key.hash,
            redirect_uri=redirect_uri,
            challenge=challenge,
            scopes=sorted(scopes),
            expires_at=now() + LASTS,
        )
        said = {"scopes": sorted(scopes), "consent": consent.id}
        record(app.workspace_id, Kind.APP_GRANTED, subject=Subject("app", app.id), data=said, user_id=user_id)
    return key.text


def find(app: App, text: str) -> AppCode | None:
    """The app's code, held until the transaction ends so that it is exchanged once; None for one that opens nothing.

    A second use says that somebody else has seen the code: what came of the first ends.
    """
    parts = read_key(MARK, text)
    if parts is None or parts.workspace_id != app.workspace_id:
        return None
    mine = AppCode.objects.filter(workspace_id=app.workspace_id, prefix=parts.prefix)
    code = mine.select_for_update().first()
    if code is None or not compare_digest(bytes(code.hash), parts.hash):
        return None
    consent = standing(app.workspace_id).filter(id=code.consent_id, app_id=app.id).first()
    if consent is None:
        return None
    if code.used_at is not None:
        end_reused(app, consent, code.token_id, "code")
        return None
    if code.expires_at <= now() or not still_member(app.workspace_id, consent.user_id):
        return None
    return code


def still_member(workspace_id: UUID, user_id: UUID) -> bool:
    """Whether somebody may still act here, and so an app for them."""
    mine = Membership.objects.filter(workspace_id=workspace_id, user_id=user_id, active=True)
    return mine.filter(user__is_active=True).exists()


def end_reused(app: App, consent: Consent, token_id: UUID | None, what: str) -> None:
    """Ends the sign-in whose code or refresh token came a second time; told once."""
    running = ApiToken.objects.filter(workspace_id=app.workspace_id, revoked_at=None)
    if token_id is not None and running.filter(id=token_id).update(revoked_at=now()):
        said = {"what": what, "token": token_id, "for": consent.user_id}
        record(app.workspace_id, Kind.APP_REUSED, subject=Subject("app", app.id), data=said)
