"""The operators of filters: one list for the compiler, the API's documentation and the screens."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Operator:
    """`value` says what the operator takes: one value, many, a range of two, a relative period, or none."""

    key: str
    label: str
    value: Literal["one", "many", "range", "none", "relative"]


OPERATORS: dict[str, Operator] = {
    key: Operator(key, label, value)
    for key, label, value in (
        ("eq", "is", "one"),
        ("ne", "is not", "one"),
        ("in", "is any of", "many"),
        ("not_in", "is none of", "many"),
        ("contains", "contains", "one"),
        ("starts", "starts with", "one"),
        ("gt", "is more than", "one"),
        ("gte", "is at least", "one"),
        ("lt", "is less than", "one"),
        ("lte", "is at most", "one"),
        ("between", "is between", "range"),
        ("within", "is within", "relative"),
        ("has_any", "has any of", "many"),
        ("has_all", "has all of", "many"),
        ("has_none", "has none of", "many"),
        ("empty", "is empty", "none"),
        ("not_empty", "is not empty", "none"),
    )
}
EMPTINESS = ("empty", "not_empty")
EQUALITY = ("eq", "ne", "in", "not_in")
ORDER = ("gt", "gte", "lt", "lte", "between")
SETS = ("has_any", "has_all", "has_none")
