"""What became of rows: of one (`Outcome`), and of all together (`Summary`)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

Status = Literal["created", "updated", "unchanged", "skipped", "failed"]
STATUSES: tuple[Status, ...] = ("created", "updated", "unchanged", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row failed or was skipped: the column and field where there is one, a stable code and a sentence."""

    code: str
    detail: str
    field: str | None = None
    column: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape in the API."""
        return {"column": self.column, "field": self.field, "code": self.code, "detail": self.detail}


@dataclass(slots=True)
class Outcome:
    """What became, or would become, of one row. `key` is equal for rows about the same record; `given` are
    the fields that the row has values for."""

    row: int
    status: Status
    cells: Sequence[str]
    problems: Sequence[Problem] = ()
    id: UUID | None = None
    title: str = ""
    changes: Sequence[Mapping[str, Any]] = ()
    key: int | None = None
    given: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reason:
    """One kind of problem: the first sentence of its kind, how many rows have it, and the first of them."""

    status: Status
    code: str
    field: str | None
    detail: str
    count: int
    row: int

    def as_json(self) -> dict[str, Any]:
        """The shape in the API and in the table."""
        return {
            "status": self.status,
            "code": self.code,
            "field": self.field,
            "detail": self.detail,
            "count": self.count,
            "row": self.row,
        }


@dataclass(slots=True)
class Summary:
    """Counts of all rows so far; `also_created` counts the linked records that were made, by object."""

    counts: Counter[str] = field(default_factory=Counter)
    also_created: Counter[str] = field(default_factory=Counter)
    reasons: dict[tuple[str, str, str | None], Reason] = field(default_factory=dict)

    @classmethod
    def of(
        cls, counts: Mapping[str, int], also_created: Mapping[str, int], reasons: Iterable[Mapping[str, Any]]
    ) -> "Summary":
        """A summary as it was stored."""
        made = cls(Counter(counts), Counter(also_created))
        for entry in reasons:
            made.reasons[(entry["status"], entry["code"], entry["field"])] = Reason(**entry)
        return made

    @property
    def rows(self) -> int:
        """All rows dealt with."""
        return self.counts.total()

    @property
    def failed(self) -> int:
        """Rows that failed."""
        return self.counts["failed"]

    def as_json(self) -> dict[str, Any]:
        """`rows`, a count for each status, what else was made, and the reasons."""
        counts = {str(status): self.counts[status] for status in STATUSES}
        return {"rows": self.rows, **counts, "also_created": dict(self.also_created), "reasons": self.stored_reasons()}

    def add(self, outcomes: Iterable[Outcome], also_created: Mapping[str, int]) -> None:
        """Count in what became of some more rows."""
        self.also_created.update(also_created)
        for outcome in outcomes:
            self.counts[outcome.status] += 1
            failed = outcome.status in {"failed", "skipped"}
            for problem in outcome.problems[:1] if failed else outcome.problems:
                key = (outcome.status, problem.code, problem.field)
                known = self.reasons.get(key)
                if known:
                    known.count += 1
                else:
                    self.reasons[key] = Reason(outcome.status, *key[1:], problem.detail, 1, outcome.row)

    def stored_reasons(self) -> list[dict[str, Any]]:
        """The reasons, the most frequent first. There is one for each code and field, so they stay few."""
        ordered = sorted(self.reasons.values(), key=lambda reason: -reason.count)
        return [reason.as_json() for reason in ordered]
