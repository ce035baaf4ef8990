"""Everything that was decided about one file before its rows are worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapport.features.importing.choices import Options, Placed
from rapport.features.importing.forms import Forms
from rapport.features.importing.outcome import Problem
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError
from rapport.schema.field_type import ValueProblem
from rapport.schema.object_type import ObjectType


@dataclass(frozen=True)
class Plan:
    """`width` is the number of columns, `why` what the history says; `compare` asks for what each row changes."""

    context: Context
    described: ObjectType
    mapping: Sequence[Placed]
    options: Options
    forms: Forms
    width: int
    why: str
    compare: bool = False

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column in which a person would look for a field."""
        return {placed.field: placed.column for placed in reversed(self.mapping)}

    @cached_property
    def forgiven(self) -> frozenset[str]:
        """The codes of problems with a value that does not exist here, where such values are left out."""
        return frozenset(["user", "team", "choice", "unknown"]) if self.options.unknown == "empty" else frozenset()

    def problem(self, key: str, wrong: ValueProblem | FieldError) -> Problem:
        """What is wrong with one field of a row."""
        return Problem(wrong.code, wrong.detail, key or None, self.columns.get(key))
