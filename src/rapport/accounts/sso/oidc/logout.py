"""Back-channel logout: the provider says, behind the browser's back, that somebody left; their sessions here end."""

from datetime import timedelta

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.claims import text_at
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.oidc.exchange import FORM
from rapport.accounts.sso.oidc.journey import provider_of
from rapport.accounts.sso.oidc.tokens import LEEWAY, LONGEST, check, moment_at, signed_by
from rapport.accounts.sso.sign_outs import sign_out_at
from rapport.accounts.sso.used import use_once
from rapport.kernel.clock import now

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = {"", "jwt", "logout+jwt"}
OLDEST = timedelta(minutes=10)
MOST_BODY = LONGEST + 1024


def token_in(request: HttpRequest) -> str:
    """The logout token of the form. Raises `SsoFailed` for a form that is too large, before it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > MOST_BODY or request.content_type != FORM:
        raise SsoFailed(Code.REFUSED, "token_size")
    try:
        return str(request.POST.get("logout_token", ""))
    except SuspiciousOperation as error:
        raise SsoFailed(Code.REFUSED, "parameters") from error


def log_out(connection: SsoConnection, text: str) -> int:
    """Ends what the logout token names; says how many sessions. Raises `SsoFailed`."""
    if not connection.enabled or connection.kind != "oidc":
        raise SsoFailed(Code.DISABLED, "disabled")
    provider = provider_of(connection)
    token = signed_by(provider, text)
    claims = token.claims
    kind = str(token.header.get("typ", "")).lower().removeprefix("application/")
    if kind not in TYPES or "nonce" in claims:
        raise SsoFailed(Code.REFUSED, "no_logout_token")  # an ID token, say, which must not do
    check(claims, provider, connection.client_id, jti={"essential": True}, exp={}, sub={})
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise SsoFailed(Code.REFUSED, "events")
    issued = moment_at(claims, "iat")
    if issued is None or issued < now() - OLDEST:
        raise SsoFailed(Code.REFUSED, "iat")
    subject, session = text_at(claims, "sub"), text_at(claims, "sid")
    if not subject and not session:
        raise SsoFailed(Code.REFUSED, "nobody")
    if not use_once(provider.issuer, f"{connection.id} {claims['jti']}", issued + OLDEST + timedelta(seconds=LEEWAY)):
        raise SsoFailed(Code.REFUSED, "replay")
    return sign_out_at(connection, subject=subject, session=session)
