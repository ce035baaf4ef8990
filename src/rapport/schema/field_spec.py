"""The description of one field, the same for built-in and custom fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from rapport.schema.field_type import FieldType


class Weight(StrEnum):
    """How much a word found in this field counts in search: PostgreSQL's weights."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Everything that is derived from a field is derived from this. `columns[0]` holds the value itself.

    Who reads a `sensitive` field on the page of a record is told to the audit log.
    """

    key: str
    type: FieldType
    label: str
    columns: tuple[str, ...]
    help: str = ""
    required: bool = False
    read_only: bool = False
    sensitive: bool = False
    search: Weight | None = None
    synonyms: tuple[str, ...] = ()
    default: Any = None
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def kind(self) -> str:
        """The field type's kind: `text`, `money`, ..."""
        return self.type.kind

    @property
    def column(self) -> str:
        """The first column."""
        return self.columns[0]
