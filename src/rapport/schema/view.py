"""The view description: what lists, boards, exports, segments and conditions ask for. Shape: docs/architecture.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rapport.kernel.errors import FieldError, Invalid
from rapport.schema.operators import OPERATORS

MAX_LIMIT = 200
MAX_CONDITIONS = 100
MAX_DEPTH = 8
MAX_VALUES = 10_000
MAX_SORTS = 3
RANGE = 2
AGGREGATES = ("count", "sum", "avg", "min", "max")


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a field path."""

    path: str
    op: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Junction:
    """All (`and`) or any (`or`) of the parts."""

    word: str
    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """Not the part; records for which the part is unknown count as not matching it."""

    part: "Filter"


Filter = Condition | Junction | Negation


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort key; records without a value come last either way."""

    path: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Group by a field path, with the first `limit` records of each group."""

    by: str
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`count`, or `sum`, `avg`, `min`, `max` of a field path."""

    fn: str
    path: str | None = None

    @property
    def key(self) -> str:
        """Its name in the answer: `count`, `sum_amount`."""
        return self.fn if self.path is None else f"{self.fn}_{self.path.replace('.', '_')}"


@dataclass(frozen=True, slots=True)
class ViewDescription:
    """A whole view. `fields` None means all; `count` asks for the total."""

    object: str
    fields: tuple[str, ...] | None = None
    filter: Filter | None = None
    sort: tuple[Sort, ...] = ()
    limit: int = 50
    cursor: str | None = None
    group: Group | None = None
    aggregates: tuple[Aggregate, ...] = ()
    count: bool = False
    deleted: bool = False


def problem(where: str, detail: str, code: str = "invalid") -> Invalid:
    """A refusal that names one part of a view description."""
    return Invalid(detail, [FieldError(where, code, detail)])


def parse_view(raw: Any) -> ViewDescription:
    """A view description from JSON; raises `Invalid` naming the part that does not fit."""
    if not isinstance(raw, Mapping):
        raise problem("", _("Send a JSON object with at least “object”."))
    unknown = sorted(set(raw) - set(ViewDescription.__dataclass_fields__))
    if unknown:
        raise problem(unknown[0][:60], _("A view has no part “%(unknown)s”.") % {"unknown": unknown[0][:60]}, "unknown")
    if not isinstance(raw.get("object"), str):
        raise problem("object", _("Say which object the view shows, for example the key of one from /meta/objects."))
    return ViewDescription(
        object=raw["object"],
        fields=parse_fields(raw.get("fields")),
        filter=parse_filter(raw.get("filter")),
        sort=parse_sort(raw.get("sort")),
        limit=parse_limit(raw.get("limit", 50), "limit"),
        cursor=_text(raw.get("cursor"), "cursor"),
        group=_group(raw.get("group")),
        aggregates=_aggregates(raw.get("aggregates")),
        count=bool(raw.get("count", False)),
        deleted=bool(raw.get("deleted", False)),
    )


def parse_fields(raw: Any) -> tuple[str, ...] | None:
    """`["name", "company.industry"]` or `"name,company.industry"`; None for all fields."""
    if raw is None or raw == "":
        return None
    names = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names) or len(names) > MAX_LIMIT:
        raise problem("fields", _("Give fields as a list of field keys."))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def parse_sort(raw: Any) -> tuple[Sort, ...]:
    """`"-amount,name"` or the same as a list; at most three keys."""
    names = raw.split(",") if isinstance(raw, str) else (raw or ())
    if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names) or len(names) > MAX_SORTS:
        raise problem("sort", _("Give sort as up to three field keys, “-” before one that descends."))
    return tuple(Sort(name.strip().lstrip("-"), name.strip().startswith("-")) for name in names if name.strip("- "))


def parse_limit(raw: Any, where: str) -> int:
    """A page size from 1 to 200."""
    if isinstance(raw, str) and raw.isdecimal() and raw.isascii():
        raw = int(raw[:6])
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= MAX_LIMIT:
        raise problem(
            where,
            _("Give %(where)s as a whole number from 1 to %(max_limit)s.") % {"where": where, "max_limit": MAX_LIMIT},
        )
    return raw


def parse_filter(raw: Any) -> Filter | None:
    """A filter tree; None or an empty object matches everything."""
    if raw is None or raw == {}:
        return None
    budget = [MAX_CONDITIONS]
    return _filter(raw, "filter", MAX_DEPTH, budget)


def _filter(raw: Any, where: str, depth: int, budget: list[int]) -> Filter:
    if not isinstance(raw, Mapping):
        raise problem(where, _("A filter is an object with “field” and “op”, or with “and”, “or” or “not”."))
    if depth == 0 or budget[0] == 0:
        raise problem(
            where,
            _("A filter holds at most %(max_conditions)s conditions, nested %(max_depth)s deep.")
            % {"max_conditions": MAX_CONDITIONS, "max_depth": MAX_DEPTH},
        )
    for word in ("and", "or"):
        if word in raw:
            parts = raw[word]
            if len(raw) > 1 or not isinstance(parts, Sequence) or isinstance(parts, str) or len(parts) > MAX_CONDITIONS:
                raise problem(where, _("“%(word)s” stands alone and takes a list of conditions.") % {"word": word})
            budget[0] -= not parts
            return Junction(
                word, tuple(_filter(p, f"{where}.{word}[{i}]", depth - 1, budget) for i, p in enumerate(parts))
            )
    if "not" in raw:
        if len(raw) > 1:
            raise problem(where, _("“not” stands alone and takes one condition."))
        return Negation(_filter(raw["not"], f"{where}.not", depth - 1, budget))
    budget[0] -= 1
    return _condition(raw, where)


def _condition(raw: Mapping[str, Any], where: str) -> Condition:
    path, op = raw.get("field"), raw.get("op", "eq")
    if not isinstance(path, str) or not isinstance(op, str) or set(raw) - {"field", "op", "value"}:
        raise problem(where, _("A condition has “field”, “op” and “value”."))
    if op not in OPERATORS:
        raise problem(
            where,
            _("There is no operator “%(op)s”. The operators are: %(operators)s.")
            % {"op": op[:40], "operators": ", ".join(OPERATORS)},
        )
    value, form = raw.get("value"), OPERATORS[op].value
    many = isinstance(value, Sequence) and not isinstance(value, str)
    count = len(value) if isinstance(value, Sequence) else 0
    if form == "many" and (not many or count > MAX_VALUES):
        raise problem(where, _("“%(op)s” takes a list of values.") % {"op": op})
    if form == "range" and (not many or count != RANGE):
        raise problem(where, _("“%(op)s” takes a list of two values, from and to.") % {"op": op})
    if form == "one" and (value is None or many):
        raise problem(where, _("“%(op)s” takes one value; use “empty” to find records without one.") % {"op": op})
    return Condition(path, op, None if form == "none" else value)


def _text(raw: Any, where: str) -> str | None:
    if raw is None or isinstance(raw, str):
        return raw or None
    raise problem(where, _("Give %(where)s as text.") % {"where": where})


def _group(raw: Any) -> Group | None:
    if raw is None:
        return None
    if not isinstance(raw, Mapping) or not isinstance(raw.get("by"), str) or set(raw) - {"by", "limit"}:
        raise problem("group", _("A group has “by” (a field) and “limit” (records of each group)."))
    limit = raw.get("limit", 20)
    return Group(raw["by"], 0 if limit == 0 else parse_limit(limit, "group.limit"))


def _aggregates(raw: Any) -> tuple[Aggregate, ...]:
    wanted = raw or ()
    if not isinstance(wanted, Sequence) or isinstance(wanted, str) or len(wanted) > 20:  # noqa: PLR2004 - a screenful
        raise problem("aggregates", _("Give aggregates as a list."))
    made = []
    for i, item in enumerate(wanted):
        fn = item.get("fn") if isinstance(item, Mapping) else None
        path = item.get("field") if isinstance(item, Mapping) else None
        if fn not in AGGREGATES or (path is None) != (fn == "count"):
            raise problem(f"aggregates[{i}]", _("An aggregate is count, or sum, avg, min or max with a “field”."))
        made.append(Aggregate(fn, _text(path, f"aggregates[{i}].field")))
    return tuple(made)
