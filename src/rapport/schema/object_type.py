"""The description of one object, the same for built-in and custom objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from rapport.schema.field_spec import FieldSpec
from rapport.schema.shape import Board, Import, PipelineSeed, Seed, Sharing, Table, View

SYSTEM_FIELDS = ("created_at", "created_by", "updated_at", "updated_by", "deleted_at")


@dataclass(frozen=True, eq=False)
class ObjectType:
    """One object: its names, fields, and the shape of its screens. `table` is the SQL table."""

    key: str
    plural: str
    label: str
    label_plural: str
    help: str
    table: str
    fields: Mapping[str, FieldSpec]
    title: str
    list: Table
    icon: str = "circle"
    nav_group: str = ""
    avatar: Literal["company", "person", "other"] = "other"
    avatar_field: str | None = None
    subtitle: str | None = None
    facts: tuple[str, ...] = ()
    board: Board | None = None
    views: tuple[View, ...] = ()
    imports: Import | None = None
    sharing: Sharing | None = None
    seeds: tuple[Seed, ...] = ()
    pipelines: tuple[PipelineSeed, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    source_file: str = ""
    model: Any = field(default=None, compare=False)

    @cached_property
    def title_spec(self) -> FieldSpec:
        """The field whose text names a record."""
        return self.fields[self.title]

    @cached_property
    def stored(self) -> tuple[FieldSpec, ...]:
        """The fields that have columns of their own in the object's table."""
        return tuple(spec for spec in self.fields.values() if spec.columns)

    @cached_property
    def declared(self) -> tuple[FieldSpec, ...]:
        """The stored fields of its own, without those that every record has."""
        return tuple(spec for spec in self.stored if spec.key not in SYSTEM_FIELDS)

    @cached_property
    def recorded(self) -> tuple[str, ...]:
        """The keys of the fields whose changes the history keeps: all that are written, not computed."""
        return tuple(
            spec.key for spec in self.fields.values() if spec.kind != "computed" and spec.key not in SYSTEM_FIELDS
        )

    @cached_property
    def writable(self) -> tuple[FieldSpec, ...]:
        """The fields a person may write."""
        return tuple(spec for spec in self.fields.values() if not spec.read_only)

    @cached_property
    def owner_column(self) -> str | None:
        """The column of the user whose record it is, for objects that have owners."""
        return self.fields[self.sharing.owner].column if self.sharing else None
