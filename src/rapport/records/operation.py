"""What the write door takes and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from rapport.kernel.errors import FieldError, Refusal

Status = Literal["created", "updated", "unchanged", "deleted", "restored", "failed"]


@dataclass(frozen=True, slots=True)
class Create:
    """A new record. `values` are JSON values by field key; `id` may be given so that a repeated write is noticed."""

    values: Mapping[str, Any]
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """New values for some fields; None empties one. With `version`, only if that is still the current version."""

    id: UUID
    values: Mapping[str, Any]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """The record goes to the deleted ones, from where it can be restored."""

    id: UUID
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """A deleted record comes back."""

    id: UUID
    version: int | None = None


Operation = Create | Update | Delete | Restore


@dataclass(slots=True)
class Result:
    """What became of one operation. `record` is the record's JSON after the write."""

    status: Status
    id: UUID | None = None
    errors: tuple[FieldError, ...] = ()
    record: dict[str, Any] | None = None
    refusal: Refusal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`change_set` is None when nothing changed. The results stand in the order of the operations."""

    change_set: UUID | None
    results: tuple[Result, ...]

    @property
    def record(self) -> dict[str, Any]:
        """The record of a write of one operation."""
        record = self.results[0].record
        assert record is not None
        return record
