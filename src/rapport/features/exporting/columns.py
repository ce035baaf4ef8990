"""The columns of an export: a distinct label for each field, and how its values are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapport.features.exporting.harmless import guard
from rapport.fields.record_id import RECORD_ID
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import FieldType
from rapport.schema.object_type import ObjectType
from rapport.schema.view import problem

# Kinds whose text is made by Rapport alone, so that -5 stays a number.
_OURS = frozenset(["number", "percent", "rating", "money", "date", "date_time", "checkbox", "id"])
_NUMBERS = frozenset(["number", "percent", "rating"])
FIRST_DAY = "1900-03-01"  # before it, spreadsheets disagree on days or have none
_LEFT_OUT = frozenset(["deleted_at"])


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the view. `path` is its key in the records of the read door."""

    path: str
    label: str
    spec: FieldSpec
    result: FieldType

    def text(self, value: Any) -> str:
        """The value as text that no spreadsheet takes for a formula."""
        shown = self.spec.type.show(value, self.spec)
        return shown if self.result.kind in _OURS else guard(shown)

    def cell(self, value: Any) -> float | date | str:
        """The value for a typed cell: numbers and days as such where they are exact, everything else as text."""
        if value is None:
            return ""
        if self.result.kind in _NUMBERS and float(value) == value:
            return float(value)
        if self.result.kind == "date" and value >= FIRST_DAY:
            return date.fromisoformat(value)
        return self.spec.type.show(value, self.spec)


def columns_of(described: ObjectType, paths: Sequence[str] | None) -> list[Column]:
    """The columns for these field paths, by default all fields. Raises `Invalid` for one that does not exist."""
    wanted = [key for key in described.fields if key not in _LEFT_OUT] if paths is None else paths
    made: list[Column] = []
    for path in wanted:
        spec, label = _described(described, path)
        taken = sum(column.spec.label == spec.label and column.label.startswith(label) for column in made)
        named = f"{label} ({taken + 1})" if taken else label
        result = spec.options["expression"].result if spec.kind == "computed" else spec.type
        made.append(Column(path, named, spec, result))
    return made


def _described(described: ObjectType, path: str) -> tuple[FieldSpec, str]:
    if path == RECORD_ID.key:
        return RECORD_ID, RECORD_ID.label
    first, _dot, rest = path.partition(".")
    spec = described.fields.get(first)
    part = spec
    if spec is not None and rest:
        part = spec.type.part(spec, rest) if hasattr(spec.type, "part") else None
    if spec is None or part is None:
        raise problem(
            "fields",
            _("%(label)s has no field “%(path)s” to export.") % {"label": described.label, "path": path[:60]},
            "unknown",
        )
    return part, f"{spec.label}: {part.label.lower()}" if rest else spec.label
