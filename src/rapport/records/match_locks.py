"""Locks on what does not exist yet: of two writers that look for one value, the second finds what the first made.

Rows can be locked, a row that is still missing cannot. So the value itself is locked before it is looked for, until the
transaction ends. All locks are taken in one order, and before any row is locked: nobody waits in a circle.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from decimal import Decimal
from hashlib import blake2s
from uuid import UUID

from django.db import connection

from rapport.kernel.text import fold

# An object key, what is matched by ("email", "id"), and the value.
Match = tuple[str, str, Hashable]
# Who looks for more values of one object than this locks the object's values as a whole: the server's memory for locks
# is shared by everybody.
MOST_VALUES = 100
SHARED, WHOLE = True, False


def lock_matches(workspace_id: UUID, matches: Iterable[Match]) -> None:
    """Lock these values until the caller's transaction ends, in one statement. Call it first, and once."""
    wanted = set(matches)
    if not wanted:
        return
    counts = Counter(key for key, _field, _value in wanted)
    locks = {number(workspace_id, key): SHARED if many <= MOST_VALUES else WHOLE for key, many in counts.items()}
    locks |= {
        number(workspace_id, key, field, as_text(value)): WHOLE
        for key, field, value in wanted
        if counts[key] <= MOST_VALUES
    }
    places = sorted(locks)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(CASE WHEN l.shared THEN pg_advisory_xact_lock_shared(l.place)::text"
            " ELSE pg_advisory_xact_lock(l.place)::text END)"
            " FROM unnest(%s::bigint[], %s::boolean[]) l(place, shared)",
            (places, [locks[place] for place in places]),
        )


def as_text(value: Hashable) -> str:
    """One text for all spellings of a value."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return fold(str(value))


def number(workspace_id: UUID, *parts: str) -> int:
    """What an advisory lock is known by: 64 bits of what it stands for."""
    told = blake2s("\0".join(parts).encode(), key=workspace_id.bytes, digest_size=8)
    return int.from_bytes(told.digest(), signed=True)
