"""The operators of filters: one list for the compiler, the API's documentation and the screens."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["one", "many", "range", "none", "relative"]


@dataclass(frozen=True, slots=True)
class Operator:
    """`value` says what the operator takes: one value, many, a range of two, a relative period, or none."""

    key: str
    label: str
    value: Form


OPERATORS: dict[str, Operator] = {
    operator.key: operator
    for operator in (
        Operator("eq", "is", "one"),
        Operator("ne", "is not", "one"),
        Operator("in", "is any of", "many"),
        Operator("not_in", "is none of", "many"),
        Operator("contains", "contains", "one"),
        Operator("starts", "starts with", "one"),
        Operator("gt", "is more than", "one"),
        Operator("gte", "is at least", "one"),
        Operator("lt", "is less than", "one"),
        Operator("lte", "is at most", "one"),
        Operator("between", "is between", "range"),
        Operator("within", "is within", "relative"),
        Operator("has_any", "has any of", "many"),
        Operator("has_all", "has all of", "many"),
        Operator("has_none", "has none of", "many"),
        Operator("empty", "is empty", "none"),
        Operator("not_empty", "is not empty", "none"),
    )
}
EMPTINESS = ("empty", "not_empty")
EQUALITY = ("eq", "ne", "in", "not_in")
ORDER = ("gt", "gte", "lt", "lte", "between")
SETS = ("has_any", "has_all", "has_none")
