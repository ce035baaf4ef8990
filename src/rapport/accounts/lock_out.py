"""How many wrong passwords are too many, and for whom.

Few at one address lock that address out for this email, so that nobody locks a person out from elsewhere. Many from
everywhere make all wait but the browsers in which the person signed in before; each of these has a count of its own.
"""

import time
from math import ceil

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.core.cache import cache
from django.http import HttpRequest

from rapport.accounts.remembered import device_of

APP = "rapport.sign_in"
# By address whatever the email, by email in one place, and by email from everywhere.
LIMITS = {"place": "20/m/ip,5/5m/key", "everywhere": "50/h/key"}


def count(request: HttpRequest, email: str) -> tuple[RateLimitUsage | None, int]:
    """Counts one attempt before the password is looked at: what takes it back, or None and the seconds to wait."""
    device = device_of(request, email)
    place = f"device {device} {email}" if device else f"address {ratelimit.get_ip(request)} {email}"
    keys = {"place": place} if device else {"place": place, "everywhere": email}
    taken: list[RateLimitUsage] = []
    for action, key in keys.items():
        usage = ratelimit.consume(request, app=APP, action=action, config=LIMITS, key=key)
        if usage is None:
            for each in taken:
                each.rollback()
            return None, wait(request, action, key)
        taken.append(usage)
    return RateLimitUsage(usage=[single for each in taken for single in each.usage]), 0


def wait(request: HttpRequest, action: str, key: str) -> int:
    """The seconds until the next attempt is let through."""
    seconds = 1
    for rate in ratelimit.get_rates(app=APP, action=action, config=LIMITS):
        history = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(history) >= rate.amount:
            seconds = max(seconds, ceil(history[rate.amount - 1] + rate.duration - time.time()))
    return seconds
