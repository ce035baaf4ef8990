"""The contract of a field type: what one kind of value can do, on the way in, in SQL, and as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol
from uuid import UUID

from rapport.schema.fragments import Params, Source

if TYPE_CHECKING:
    from rapport.kernel.context import Context
    from rapport.schema.field_spec import FieldSpec


class ValueProblem(Exception):  # noqa: N818 - it names a value, the door turns it into a refusal
    """A value that does not fit: a stable code and a sentence that says what would."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


class References(Protocol):
    """What cleaning may look up: loaded once per batch, never per value."""

    def title(self, object_key: str, record_id: UUID) -> str | None:
        """The title of a live record the writer may see, or None."""

    def user(self, user_id: UUID) -> str | None:
        """The name of a member of the workspace, or None."""

    def team(self, team_id: UUID) -> str | None:
        """The name of a team of the workspace, or None."""

    def stages(self, pipeline: str) -> Mapping[UUID, Mapping[str, Any]]:
        """The stages of all pipelines of one kind, by id, in their JSON shape."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Who writes, and what may be looked up meanwhile."""

    context: "Context"
    references: References


@dataclass(frozen=True, slots=True)
class TextForms:
    """How one file or person writes values: the order of day and month, the decimal sign, the default currency."""

    date_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    decimal: Literal[".", ","] | None = None
    currency: str = "EUR"
    time_zone: str = "UTC"
    region: str = "US"
    labels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class FieldType:
    """The base of all field types. A subclass is stateless: everything of one field stands in its `FieldSpec`."""

    kind: ClassVar[str]
    operators: ClassVar[tuple[str, ...]] = ()
    sortable: ClassVar[bool] = True
    read_only: ClassVar[bool] = False
    nothing: ClassVar[Any] = None  # what is stored when no value is given

    # -- on the way in ------------------------------------------------------------------------------------------
    def clean(self, value: Any, spec: "FieldSpec", cleaning: Cleaning) -> Any:
        """A JSON value (never None) to what is stored; raises `ValueProblem`."""
        raise NotImplementedError

    def to_columns(self, stored: Any, spec: "FieldSpec") -> Sequence[Any]:
        """The stored value, or None, as one parameter per column of the field."""
        del spec
        return (stored,)

    def from_columns(self, columns: Sequence[Any], spec: "FieldSpec") -> Any:
        """What the database holds, one value per column, as the stored value; the inverse of `to_columns`."""
        del spec
        return columns[0] if len(columns) == 1 else tuple(columns) if columns[0] is not None else None

    def initial(self, spec: "FieldSpec", cleaning: Cleaning) -> Any:
        """The JSON value a new record begins with when none is given, or None."""
        del cleaning
        return spec.default

    def wants(self, value: Any, spec: "FieldSpec") -> tuple[str, Sequence[UUID]] | None:
        """Which references cleaning this value will ask for: (object key or "user", ids)."""
        del value, spec
        return None

    # -- as text ------------------------------------------------------------------------------------------------
    def parse(self, text: str, spec: "FieldSpec", forms: TextForms) -> Any:
        """Text of a file or form to a JSON value; `parse(show(x)) == x`."""
        del spec, forms
        return text

    def show(self, value: Any, spec: "FieldSpec") -> str:
        """A JSON value, or None, as text."""
        del spec
        return "" if value is None else str(value)

    def json_schema(self, spec: "FieldSpec") -> dict[str, Any]:
        """JSON Schema of an answer's value, null apart."""
        raise NotImplementedError

    def write_schema(self, spec: "FieldSpec") -> dict[str, Any]:
        """JSON Schema of a written value, null apart."""
        return self.json_schema(spec)

    def result(self, spec: "FieldSpec") -> "FieldType":
        """The type whose values the field has: its own, but for computed fields."""
        del spec
        return self

    # -- in SQL -------------------------------------------------------------------------------------------------
    def select(self, spec: "FieldSpec", source: Source) -> str:
        """The value in its JSON shape."""
        return source.column(spec.column)

    def compare(self, spec: "FieldSpec", source: Source) -> str:
        """What filters compare and NULL means empty."""
        return source.column(spec.column)

    def order(self, spec: "FieldSpec", source: Source) -> str:
        """What sorting compares."""
        return self.compare(spec, source)

    def currency(self, spec: "FieldSpec", source: Source) -> str | None:
        """SQL of the currency of the amount that `compare` gives, for money alone."""
        del spec, source
        return None

    def operand(self, value: Any, spec: "FieldSpec", context: "Context") -> Any:
        """A filter's value as a parameter; raises `ValueProblem`."""
        del spec, context
        return value

    def where(  # noqa: PLR0913, PLR0917 - the six words of a condition
        self, op: str, value: Any, spec: "FieldSpec", source: Source, params: Params, context: "Context"
    ) -> str:
        """One condition. `op` is one of this type's operators and `value` has the operator's form."""
        left = self.compare(spec, source)
        if op == "empty":
            return f"{left} IS NULL"
        if op == "not_empty":
            return f"{left} IS NOT NULL"
        if op == "between":
            low, high = (params.add(self.operand(v, spec, context)) for v in value)
            return f"({left} >= {low} AND {left} <= {high})"
        if op in {"in", "not_in"}:
            many = params.add([self.operand(v, spec, context) for v in value])
            return f"{left} = ANY({many})" if op == "in" else f"({left} = ANY({many})) IS NOT TRUE"
        right = params.add(self.operand(value, spec, context))
        if op == "ne":
            return f"{left} IS DISTINCT FROM {right}"
        return f"{left} {_SIGNS[op]} {right}"


_SIGNS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
