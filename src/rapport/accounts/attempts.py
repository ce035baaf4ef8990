"""Limits that hold across processes and restarts: attempts counted in the database, as those of sign-in are."""

from math import ceil

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.kernel.errors import TooMany

APP = "rapport"
# `ip` counts each address, `key` what the caller names: a user, a workspace, an email.
LIMITS = {
    "invite": "100/h/key",
    "join": "30/m/ip",
    "change_email": "5/h/key",
    "confirm_email": "30/m/ip",
    "make_token": "30/h/key",
    "wrong_key": "300/m/ip",
    # All apps at one address, and each of them there: what strangers do keeps no app out.
    "oauth_token": "600/m/ip,120/m/key",
    "sso": "60/m/ip",
    "sso_find": "30/m/ip",
    "sso_logout": "600/m/ip",
    "sso_ask": "60/h/key",
}


def count(request: HttpRequest, action: str, key: str) -> None:
    """Counts one attempt. Raises `TooMany` with the seconds to wait."""
    if ratelimit.consume(request, app=APP, action=action, config=LIMITS, key=key, limit_get=True) is None:
        refusal = TooMany(_("You did this too often. Wait as long as Retry-After says, then try again."))
        refusal.retry_after = max(ceil(r.duration) for r in ratelimit.get_rates(app=APP, action=action, config=LIMITS))
        raise refusal
