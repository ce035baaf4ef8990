"""How long something takes, again and again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of many runs."""

    p50: float
    p95: float
    least: float
    runs: int

    def as_json(self) -> dict[str, float]:
        """For the results file."""
        return asdict(self)


def summed_up(seconds: Sequence[float]) -> Timing:
    """The numbers people compare."""
    ordered = sorted(second * 1000 for second in seconds)
    at = [ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95)]
    return Timing(round(at[0], 2), round(at[1], 2), round(ordered[0], 2), len(ordered))


def side_by_side(runs: int, *works: Callable[[int], object]) -> list[Timing]:
    """Each work `runs` times, in turns, so that a busy moment of the machine meets them all."""
    taken: list[list[float]] = [[] for _work in works]
    warm = max(runs // 10, 3)
    for run in range(-warm, runs):
        for work, seconds in zip(works, taken, strict=True):
            began = time.perf_counter()
            work(run + warm)
            if run >= 0:
                seconds.append(time.perf_counter() - began)
    return [summed_up(seconds) for seconds in taken]
