"""Rules: plain functions beside an object that every write of it obeys, whoever writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError
from rapport.schema.field_type import References
from rapport.schema.object_type import ObjectType


@dataclass(slots=True)
class Draft:
    """One record on its way in. Values are stored values: dates, decimals, ids, `(amount, currency)`,
    `(typed, matched)`.

    `before` is None for a new record.
    """

    context: Context
    object_type: ObjectType
    references: References
    before: Mapping[str, Any] | None
    values: dict[str, Any]
    errors: list[FieldError] = field(default_factory=list)

    @property
    def creating(self) -> bool:
        """Whether the record is new."""
        return self.before is None

    def get(self, key: str) -> Any:
        """The field's value after the write."""
        return self.values[key] if key in self.values else (self.before or {}).get(key)

    def changes(self, key: str) -> bool:
        """Whether the write gives the field another value."""
        return key in self.values and self.values[key] != (self.before or {}).get(key)

    def set(self, key: str, value: Any) -> None:
        """Give the field a stored value, also a read-only one."""
        self.values[key] = value

    def stage(self, key: str) -> Mapping[str, Any]:
        """The stage the record will be in: its JSON shape with `required_fields`."""
        spec = self.object_type.fields[key]
        return self.references.stages(spec.options["pipeline"])[self.get(key)]

    def refuse(self, key: str, code: str, detail: str) -> None:
        """Refuse the write with a sentence about one field."""
        self.errors.append(FieldError(key, code, detail))


Rule = Callable[[Draft], None]
_rules: dict[str, list[Rule]] = {}


def rule(object_key: str) -> Callable[[Rule], Rule]:
    """Registers a rule of one object; rules run in the order of their registration."""

    def register(function: Rule) -> Rule:
        _rules.setdefault(object_key, []).append(function)
        return function

    return register


def rules_of(object_key: str) -> tuple[Rule, ...]:
    """The rules of one object."""
    return tuple(_rules.get(object_key, ()))
