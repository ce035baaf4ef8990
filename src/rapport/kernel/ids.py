"""Identifiers: UUIDv7 (RFC 9562), made here so that a record knows its id before it is stored."""

import os
import threading
import time
from datetime import datetime
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7 whose 60-bit time (milliseconds and a 12-bit fraction) never goes back within one process."""
    global _last  # noqa: PLW0603 - the one counter that makes ids of one process strictly ordered
    now = time.time_ns()
    stamp = (now // 1_000_000) << 12 | (now % 1_000_000) * 4096 // 1_000_000
    with _lock:
        if stamp <= _last:
            stamp = _last + 1
        _last = stamp
    return _assembled(stamp, int.from_bytes(os.urandom(8), "big"))


def id_of_moment(moment: datetime, bits: int) -> UUID:
    """A UUIDv7 of a past moment; `bits` are 74 random bits."""
    milliseconds = int(moment.timestamp() * 1000)
    return _assembled(milliseconds << 12 | bits >> 62 & 0xFFF, bits)


def _assembled(stamp: int, bits: int) -> UUID:
    return UUID(int=(stamp >> 12) << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | bits & (1 << 62) - 1)
