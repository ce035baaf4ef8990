"""The steps by which a connection is looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at, and what was found."""

    label: str
    ok: bool
    detail: str
