"""A token bucket for each user, token or address: how many requests a minute one may send to this process."""

import time
from collections import OrderedDict
from math import ceil
from threading import Lock

from django.utils.translation import gettext as _

from rapport.kernel.errors import TooMany

MOST_KEPT = 10_000


class RateLimit:
    """`per_minute` requests, of which a tenth may come at once (at least `burst`); 0 switches it off."""

    def __init__(self, per_minute: int, burst: int = 20) -> None:
        self.rate = per_minute / 60
        self.size = max(burst, per_minute / 10)
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.lock = Lock()

    def take(self, key: str) -> None:
        """Counts one request. Raises `TooMany` with the seconds to wait."""
        if not self.rate:
            return
        moment = time.monotonic()
        with self.lock:
            left, at = self.buckets.pop(key, (self.size, moment))
            left = min(self.size, left + (moment - at) * self.rate)
            allowed = left >= 1
            self.buckets[key] = (left - 1 if allowed else left, moment)
            if len(self.buckets) > MOST_KEPT:
                self.buckets.popitem(last=False)
        if not allowed:
            refusal = TooMany(_("You sent too many requests. Wait as long as Retry-After says, then go on."))
            refusal.retry_after = max(1, ceil((1 - left) / self.rate))
            raise refusal
