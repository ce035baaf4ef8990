"""Where counts and sums are read from: the records of a view, or the counters of its object."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from rapport.records.store.compiler import Compiler
from rapport.records.store.counted import Counted, counted
from rapport.records.store.counters import counter_table, when_counted
from rapport.records.store.paths import Path
from rapport.records.store.statement import WORKSPACE
from rapport.schema.fragments import Params, Source
from rapport.schema.view import Aggregate


class Tally(Protocol):
    """One way to count and add up."""

    source: Source

    def conditions(self) -> list[str]:
        """Which rows are read."""

    def number(self) -> str:
        """SQL of the number of records."""

    def sum_of(self, path: str, value: str) -> str:
        """SQL of the sum of a value."""

    def known(self, path: str, value: str) -> str:
        """SQL of the number of records that have the value."""

    def whole(self, text: str) -> str:
        """The finished statement."""


class RecordTally:
    """Reads every record of the view."""

    def __init__(self, compiler: Compiler, params: Params) -> None:
        self.compiler, self.params, self.source = compiler, params, compiler.source()

    def conditions(self) -> list[str]:
        return self.compiler.conditions(self.source, self.params)

    def number(self) -> str:
        return "count(*)"

    def sum_of(self, path: str, value: str) -> str:
        del path
        return f"sum({value})"

    def known(self, path: str, value: str) -> str:
        del path
        return f"count({value})"

    def whole(self, text: str) -> str:
        return text


class CounterTally:
    """Reads the counters as if they were records: a counter has a lane and an owner, and its sum stands for the value.

    What is a multiple of the value is then the same multiple of the sum.
    """

    def __init__(self, compiler: Compiler, params: Params, what: Counted) -> None:
        # A counter does not know which of its records are shared with whom.
        self.compiler, self.params, self.what = replace(compiler, part="without shares"), params, what
        self.object = params.add(compiler.object_type.key)
        self.source = Source(counter_table(what, self.object), "t", WORKSPACE)

    def conditions(self) -> list[str]:
        return ["true", *self.compiler.narrowing(self.source, self.params)]

    def number(self) -> str:
        return "coalesce(sum(t.counted_n) FILTER (WHERE t.counted_field = ''), 0)::bigint"

    def sum_of(self, path: str, value: str) -> str:
        return f"sum({value}) FILTER (WHERE {self._of(path)})"

    def known(self, path: str, value: str) -> str:
        return f"coalesce(sum(t.counted_n) FILTER (WHERE {self._of(path)} AND {value} IS NOT NULL), 0)::bigint"

    def _of(self, path: str) -> str:
        measure = self.what.measure_of(self.compiler.path(path).spec)
        assert measure is not None
        return f"t.counted_field = '{measure.key}'"

    def whole(self, text: str) -> str:
        return when_counted(text, self.object, self.params.add(self.what.shape))


def counters_for(compiler: Compiler, by: Path | None, aggregates: Sequence[Aggregate]) -> Counted | None:
    """What the counters hold, when they can answer this question; else the records must be read."""
    what = counted(compiler.object_type)
    if compiler.view.deleted or not what.covers(compiler.view.filter):
        return None
    if by is not None and by.spec not in what.dimensions.values():
        return None
    for aggregate in aggregates:
        if aggregate.path is None:
            continue
        path = compiler.path(aggregate.path)
        if aggregate.fn not in {"sum", "avg"} or path.over is not None or what.measure_of(path.spec) is None:
            return None
    return what
