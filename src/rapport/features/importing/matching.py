"""Which record a row is about: the one that agrees with it in every match field."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from rapport.features.importing.targets import name_fields
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.records.read import find_ids
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem
from rapport.schema.object_type import ObjectType

Key = tuple[Hashable, ...]
# Kinds whose values can say that two records are the same.
MATCHABLE = frozenset(["text", "email", "phone", "url", "number", "date", "link"])


def match_fields(described: ObjectType) -> list[FieldSpec]:
    """The fields to match by: those the object names, best first, then every other that can tell records apart."""
    wanted = described.imports.match_on if described.imports else ()
    named = [key for key in wanted if key in described.fields]
    rest = [spec.key for spec in described.writable if spec.kind in MATCHABLE and spec.key not in named]
    return [described.fields[key] for key in (*named, *rest)]


def filled_by(described: ObjectType, key: str) -> tuple[str, ...]:
    """The fields a match field is made of: itself, or first and last name for a title that follows from them."""
    names = name_fields(described) if described.fields[key].read_only and key == described.title else None
    return names or (key,)


class Unmatchable(ValueProblem):
    """A value to match by that does not fit its field."""

    def __init__(self, field: str, problem: ValueProblem) -> None:
        super().__init__(problem.code, problem.detail)
        self.field = field


class Matcher:
    """Finds the records of a batch, with one statement for each match field."""

    def __init__(self, context: Context, described: ObjectType, keys: Sequence[str]) -> None:
        self.context, self.described = context, described
        self.specs = [described.fields[key] for key in keys]
        self.sources = {key: filled_by(described, key) for key in keys}

    @property
    def label(self) -> str:
        """What rows are matched by, in a sentence."""
        return " and ".join(spec.label.lower() for spec in self.specs)

    def key(self, fields: Mapping[str, Any], links: Mapping[str, Sequence[str]]) -> Key | None:
        """What a row is known by, equal for rows about the same record; None when a match field is empty. A link to
        a record that is still to be made counts by its text. Raises `Unmatchable`."""
        parts: list[Hashable] = []
        for spec in self.specs:
            value = self._value(spec, fields)
            if value is None and spec.key in links:
                parts.append(("new", fold(links[spec.key][0])))
            elif value is None:
                return None
            else:
                parts.append(self._comparable(spec, value))
        return tuple(parts) or None

    def comparables(self, fields: Mapping[str, Any]) -> Iterator[tuple[FieldSpec, Hashable]]:
        """What a row has in each match field, as it is compared; without the values that do not fit."""
        for spec in self.specs:
            value = self._value(spec, fields)
            if value is not None:
                with suppress(Unmatchable):
                    yield spec, self._comparable(spec, value)

    def _value(self, spec: FieldSpec, fields: Mapping[str, Any]) -> Any:
        sources = self.sources[spec.key]
        if sources == (spec.key,):
            return fields.get(spec.key)
        return " ".join(text for key in sources if (text := fields.get(key))) or None

    def _comparable(self, spec: FieldSpec, value: Any) -> Hashable:
        if spec.kind == "text":
            return fold(value)
        try:
            comparable: Hashable = spec.type.operand(value, spec, self.context)
        except ValueProblem as problem:
            raise Unmatchable(spec.key, problem) from problem
        return comparable

    def find(self, rows: Sequence[Mapping[str, Any]]) -> list[list[UUID]]:
        """The records each row (its fields) may be about: those that agree in all match fields."""
        found: list[list[UUID]] = [[] for _ in rows]
        for turn, spec in enumerate(self.specs):
            asked = [at for at in range(len(rows)) if self._value(spec, rows[at]) is not None]
            places: dict[Any, int] = {}
            for at in asked:
                places.setdefault(self._value(spec, rows[at]), len(places))
            hits = find_ids(self.context, self.described.key, spec.key, list(places)) if places else {}
            for at, known in enumerate(found):
                value = self._value(spec, rows[at])
                ids = hits.get(places[value], []) if value is not None else []
                found[at] = [one for one in known if one in ids] if turn else list(ids)
        return found
