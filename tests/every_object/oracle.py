"""What a filter and a sort should answer, worked out in Python from the records' JSON: the second opinion."""

import operator
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rapport.kernel.text import fold

Key = Callable[[Any], Any]
SIGNS = {"eq": operator.eq, "lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}
PARTS = ("street", "city", "region", "postal_code", "country")


def email_key(value: str) -> str:
    local, _, domain = value.lower().rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


KEYS: dict[str, Key] = {
    "text": fold,
    "long_text": fold,
    "email": email_key,
    "number": lambda v: Decimal(str(v)),
    "percent": lambda v: Decimal(str(v)),
    "rating": lambda v: Decimal(str(v)),
    "money": lambda v: Decimal(v["amount"] if isinstance(v, dict) else str(v)),
    "date": date.fromisoformat,
    "date_time": datetime.fromisoformat,
    "checkbox": bool,
    "choice": str,
    "user": lambda v: v["id"] if isinstance(v, dict) else v,
    "team": lambda v: v["id"] if isinstance(v, dict) else v,
    "link": lambda v: v["id"] if isinstance(v, dict) else v,
    "stage": lambda v: v["id"] if isinstance(v, dict) else v,
    "multi_choice": set,
    "tags": set,
    "links": lambda v: {item["id"] if isinstance(item, dict) else item for item in v},
    "address": lambda v: fold(" ".join(v.get(part) or "" for part in PARTS)),
    "actor": lambda v: v["kind"] if isinstance(v, dict) else v,
}


def key_of(kind: str, value: Any) -> Any:
    """What is compared; None for no value."""
    if value is None or (kind in {"multi_choice", "tags", "links"} and not value):
        return None
    return KEYS.get(kind, str)(value)


def holds(kind: str, op: str, value: Any, operand: Any) -> bool:
    """Whether a record's value passes one condition."""
    mine = key_of(kind, value)
    if op == "empty":
        return mine is None
    if op == "not_empty":
        return mine is not None
    if op in {"in", "not_in"}:
        among = mine is not None and mine in [key_of(kind, each) for each in operand]
        return among if op == "in" else not among
    if op in {"has_any", "has_all", "has_none"}:
        wanted, have = key_of(kind, operand) or set(), mine or set()
        found = bool(have & wanted) if op != "has_all" else wanted <= have
        return not found if op == "has_none" else found
    if op == "between":
        low, high = (key_of(kind, each) for each in operand)
        return mine is not None and low <= mine <= high
    if op == "ne":
        return bool(mine != key_of(kind, operand))
    if mine is None:
        return False
    if op in {"contains", "starts"}:
        if kind in {"email", "phone", "url"}:
            have, part = str(value).lower(), str(operand).lower()
        else:
            have, part = mine, fold(operand)
        return part in have if op == "contains" else have.startswith(part)
    return bool(SIGNS[op](mine, key_of(kind, operand)))


def ids(records: Sequence[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]
