"""One row of a file at work."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rapport.features.importing.matching import Key
from rapport.features.importing.outcome import Problem
from rapport.features.importing.readers import Values
from rapport.records.operation import Result
from rapport.schema.field_spec import FieldSpec


@dataclass(slots=True)
class Row:
    """`key` says what the row is about before any record is known; `target` is the record, `before` what it was;
    `left_out` says which values do not exist here and were left out."""

    number: int
    cells: list[str]
    values: Values = field(default_factory=Values)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    skipped: bool = False
    key: Key | None = None
    target: UUID | None = None
    before: dict[str, Any] | None = None
    linked: list[str] = field(default_factory=list)
    result: Result | None = None

    def skip(self, code: str, detail: str) -> None:
        """Nothing is to be done with the row, for a reason."""
        self.skipped = True
        self.problems.append(Problem(code, detail))

    def set_link(self, spec: FieldSpec, ids: Sequence[UUID | None]) -> None:
        """The ids of the records that were found, as the value of a `link` or `links` field."""
        self.values.fields[spec.key] = str(ids[0]) if spec.kind == "link" else [str(found) for found in ids]
