"""Samples: a plain function beside an object that makes up one believable record of it, for demos and benchmarks."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from math import exp
from random import Random
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")
NOVELTY = 1.6


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace, and the team of their records."""

    id: UUID
    name: str
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A record made up earlier, with what later ones may build on."""

    id: UUID
    at: datetime
    values: tuple[Any, ...]


@dataclass(slots=True)
class Sample:
    """One made-up record: its first values in short form (texts, numbers, dates, ids), and what changed later.

    Fields that are left out are filled by their kind; `None` leaves one empty.
    """

    at: datetime
    values: dict[str, Any]
    later: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)


@lru_cache(maxsize=64)
def _weights(length: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (10 + rank) for rank in range(length)))


@dataclass(slots=True)
class Draw:
    """Seeded chance, and what there is already. `since` and `until` bound the moments of the records at work."""

    random: Random
    now: datetime
    since: datetime
    until: datetime
    start: datetime
    settled: float
    members: Sequence[Member]
    stages: Mapping[str, Sequence[Mapping[str, Any]]]
    known: dict[str, list[Known]] = field(default_factory=dict)
    linked: dict[tuple[str, UUID], list[UUID]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random.random() < share

    def one_of(self, words: Sequence[T]) -> T:
        """Any of them, all alike."""
        return words[int(self.random.random() * len(words))]

    def common(self, words: Sequence[T]) -> T:
        """One of words that stand in the order of how common they are, as in a language: the first ones often."""
        heights = _weights(len(words))
        return words[bisect_right(heights, self.random.random() * heights[-1])]

    def member(self) -> Member:
        """Somebody; some have more to do than others."""
        return self.members[int(len(self.members) * self.random.random() ** 1.4)]

    def moment(self, after: datetime | None = None) -> datetime:
        """A moment at work of the time at work, and not before `after`."""
        since = self.since if after is None or after < self.since else min(after, self.until)
        found = since + (self.until - since) * self.random.random()
        found = found.replace(hour=7 + int(11 * self.random.random()))
        return min(max(found, since), self.until)

    def amount(self, middle: float, spread: float) -> int:
        """An amount as prices are: many small, few large, two digits that count."""
        raw = int(middle * exp(self.random.gauss(0, spread)))
        step = int(10 ** max(len(str(raw)) - 2, 0))
        return max(raw // step, 1) * step

    def earlier(self, object_key: str) -> Known | None:
        """A record made earlier; the older ones have more to do with others."""
        found = self.known.get(object_key)
        return found[int(len(found) * self.random.random() ** NOVELTY)] if found else None

    def days(self, least: float, most: float) -> timedelta:
        """A stretch of time."""
        return timedelta(days=least + (most - least) * self.random.random())


Maker = Callable[[Draw], Sample]


@dataclass(frozen=True, slots=True)
class Sampler:
    """How records of one object are made up: `share` says how many for each hundred asked for, divided by a hundred.

    `remembers` are the fields later records build on, in the order of `Known.values`; `under` is the link by which
    they are found through `Draw.linked`.
    """

    make: Maker
    share: float
    remembers: tuple[str, ...]
    under: str | None


_samplers: dict[str, Sampler] = {}


def sample(
    object_key: str, *, share: float = 1.0, remembers: Sequence[str] = (), under: str | None = None
) -> Callable[[Maker], Maker]:
    """Registers the function that makes up records of one object."""

    def register(function: Maker) -> Maker:
        _samplers[object_key] = Sampler(function, share, tuple(remembers), under)
        return function

    return register


def samplers() -> Mapping[str, Sampler]:
    """All samplers by object key."""
    return _samplers
