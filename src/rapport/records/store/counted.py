"""What is counted of an object: its live records and the sums of some fields, by lane and by whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.view import Condition, Filter, Negation

SUMMED = {"money", "number", "percent", "rating"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The field of the board's lanes, the fields that say whose a record is, and the fields that are added up."""

    lane: FieldSpec | None
    owner: FieldSpec | None
    team: FieldSpec | None
    private: FieldSpec | None
    measures: tuple[FieldSpec, ...]

    @property
    def shape(self) -> str:
        """What counters that were made for another declaration do not have."""
        keys = [spec.key if spec else "" for spec in (self.lane, self.owner, self.team, self.private)]
        return " ".join(["/".join(keys), *(spec.key for spec in self.measures)])

    @property
    def keys(self) -> frozenset[str]:
        """The fields whose changes the counters follow."""
        return frozenset(spec.key for spec in (*self.dimensions.values(), *self.measures))

    @property
    def dimensions(self) -> dict[str, FieldSpec]:
        """The fields that a view may filter and group by."""
        return {spec.key: spec for spec in (self.lane, self.owner, self.team, self.private) if spec}

    def covers(self, part: Filter | None) -> bool:
        """Whether the filter asks for nothing but the lane, what belongs to the lane, and whose it is."""
        return all(condition.path.partition(".")[0] in self.dimensions for condition in conditions_of(part))

    def measure_of(self, spec: FieldSpec) -> FieldSpec | None:
        """The measure whose sums tell the sum of this field: itself, or what it is a multiple of within a lane."""
        if spec in self.measures:
            return spec
        multiple = spec.options["expression"].multiple_of() if spec.kind == "computed" else None
        if multiple is None or self.lane is None or not multiple[1].startswith(f"{self.lane.key}."):
            return None
        return next((measure for measure in self.measures if measure.key == multiple[0]), None)


def conditions_of(part: Filter | None) -> Iterator[Condition]:
    """Every condition of a filter tree."""
    if isinstance(part, Condition):
        yield part
    elif isinstance(part, Negation):
        yield from conditions_of(part.part)
    elif part is not None:
        for inner in part.parts:
            yield from conditions_of(inner)


@lru_cache(maxsize=512)
def counted(object_type: ObjectType) -> Counted:
    """What is counted of this object: the sums are those that its board shows."""
    board, fields = object_type.board, object_type.fields
    measures: dict[str, FieldSpec] = {}
    for key in (board.total, board.weighted) if board else ():
        spec = fields[key] if key else None
        if spec is not None and spec.kind == "computed":
            multiple = spec.options["expression"].multiple_of()
            spec = fields[multiple[0]] if multiple else None
        if spec is not None and spec.kind in SUMMED:
            measures[spec.key] = spec
    sharing = object_type.sharing
    owner, team, private = (
        fields[key] if key else None
        for key in ((sharing.owner, sharing.team, sharing.private) if sharing else (None, None, None))
    )
    return Counted(fields[board.lanes] if board else None, owner, team, private, tuple(measures.values()))
