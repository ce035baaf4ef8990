"""Counts, sums and averages of a view, by group or over everything."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Context as DecimalContext
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rapport.access.grounds import grounds
from rapport.records.store.compiler import Compiler
from rapport.records.store.counted import Counted
from rapport.records.store.paths import Path
from rapport.records.store.scope import gate_of
from rapport.records.store.statement import Statement
from rapport.records.store.tallies import CounterTally, RecordTally, Tally, counters_for
from rapport.schema.fragments import Source
from rapport.schema.view import Aggregate, problem

GROUPABLE = {"stage", "user", "team", "link", "choice", "checkbox", "rating"}
SUMMABLE = {"money", "number", "percent", "rating"}
COMPARABLE = SUMMABLE | {"date", "date_time"}
MOST_GROUPS = 1_000
# Wide enough for any sum: the usual 28 digits would round some.
EXACT = DecimalContext(prec=60)


@dataclass(slots=True)
class GroupTotals:
    """One group: its key as text, its value as JSON text, and its aggregates by name."""

    key: str | None
    value: str
    totals: dict[str, Any]


@dataclass(slots=True)
class Column:
    """One aggregate on its way through SQL: the partial columns it adds up from."""

    aggregate: Aggregate
    kind: str = ""
    currency: str | None = None
    at: int = 0
    sums: dict[str | None, list[Any]] = field(default_factory=dict)


def group_path(compiler: Compiler, by: str) -> Path:
    """The path to group by; refuses what has too many values to be a group."""
    path = compiler.path(by)
    if path.over is not None or path.spec.kind not in GROUPABLE:
        names = ", ".join(s.key for s in compiler.object_type.fields.values() if s.kind in GROUPABLE)
        raise problem("group.by", _("Group by one of these fields: %(names)s.") % {"names": names})
    return path


def columns_for(compiler: Compiler, aggregates: Sequence[Aggregate], source: Source) -> list[tuple[Column, str]]:
    """Each aggregate with the SQL of its value; refuses fields that cannot be added up."""
    made = []
    for at, aggregate in enumerate(aggregates):
        if aggregate.path is None:
            made.append((Column(aggregate), ""))
            continue
        path = compiler.path(aggregate.path)
        kind = path.spec.type.result(path.spec).kind if path.spec.kind == "computed" else path.spec.kind
        if kind not in (SUMMABLE if aggregate.fn in {"sum", "avg"} else COMPARABLE):
            raise problem(
                f"aggregates[{at}].field",
                _("“%(label)s” cannot be %(fn)s-ed; count instead.") % {"label": path.spec.label, "fn": aggregate.fn},
            )
        at_table = path.source(source)
        currency = path.spec.type.currency(path.spec, at_table) if kind == "money" else None
        made.append((Column(aggregate, kind, currency), path.compare(source)))
    return made


def totals_statement(
    compiler: Compiler, by: Path | None, aggregates: Sequence[Aggregate], what: Counted | None
) -> tuple[Statement, list[Column]]:
    """`(group key?, group value?, count, for each aggregate currency?, sum, count, min, max)`, a row per currency."""
    params = compiler.params()
    tally: Tally = CounterTally(compiler, params, what) if what else RecordTally(compiler, params)
    source = tally.source
    where = " AND ".join(tally.conditions())
    wanted = columns_for(compiler, aggregates, source)
    picked, grouped = [f"{tally.number()} AS n"], []
    if by is not None:
        picked.insert(0, f"{by.compare(source)} AS {by.spec.column}")
        grouped.append("1")
    at = len(picked)
    currencies: dict[str, int] = {}
    for column, _value in wanted:
        if column.currency and column.currency not in currencies:
            currencies[column.currency] = at
            picked.append(f"{column.currency} AS c{at}")
            grouped.append(str(at + 1))
            at += 1
    for column, value in wanted:
        path, fn = column.aggregate.path, column.aggregate.fn
        if path is None:
            continue
        column.at = at
        summed = tally.sum_of(path, value) if fn in {"sum", "avg"} else "NULL::numeric"
        low, high = (f"{each}({value})" if fn == each else "NULL" for each in ("min", "max"))
        picked += [f"{summed} AS s{at}", f"{tally.known(path, value)} AS k{at}", f"{low} AS l{at}", f"{high} AS h{at}"]
        at += 4
        column.currency = str(currencies[column.currency]) if column.currency else None
    text = f"SELECT {', '.join(picked)} FROM {source.from_clause()} WHERE {where}"
    if grouped:
        text += f" GROUP BY {', '.join(grouped)}"
    if by is not None:
        text += f" LIMIT {MOST_GROUPS + 1:d}"
        outer = Source("x", "t", source.workspace, gate=gate_of(compiler.context))
        value = by.select(outer)
        picked_key = f"t.{by.spec.column}::text AS key, to_json({value})::text AS shown"
        text = f"SELECT {picked_key}, t.* FROM ({text}) t{outer.join_clause()}"
    return Statement(tally.whole(text), params.values), [column for column, _value in wanted]


def read_totals(compiler: Compiler, by: Path | None, aggregates: Sequence[Aggregate]) -> list[GroupTotals]:
    """The totals of the whole view, or of each of its groups: from the counters where they know, else from records."""
    what = counters_for(compiler, by, aggregates)
    if what is not None:
        statement, columns = totals_statement(compiler, by, aggregates, what)
        rows = statement.rows()
        if 0 < len(rows) <= MOST_GROUPS:
            rows = [row for row in rows if row[3 if by else 0] is not None]
            rows += totals_statement(by_share(compiler), by, aggregates, None)[0].rows() if has_shares(compiler) else []
            return gathered(rows, by, columns)
    statement, columns = totals_statement(compiler, by, aggregates, None)
    rows = statement.rows()
    if by is not None and len(rows) > MOST_GROUPS:
        sentence = _("“%(label)s” makes more than %(most)s groups. Narrow the filter, or group by another field.")
        raise problem("group.by", sentence % {"label": by.spec.label, "most": f"{MOST_GROUPS:,}"}, "too-many")
    return gathered(rows, by, columns)


def read_count(compiler: Compiler, limit: int) -> tuple[int, bool]:
    """How many records the view has, and whether that is exact: above `limit` only the counters know it."""
    what = counters_for(compiler, None, ())
    if what is not None:
        rows = totals_statement(compiler, None, (), what)[0].rows()
        if rows:
            shared = totals_statement(by_share(compiler), None, (), None)[0].rows() if has_shares(compiler) else [(0,)]
            return rows[0][0] + shared[0][0], True
    found = compiler.count(limit).rows()[0][0]
    return min(found, limit), found <= limit


def has_shares(compiler: Compiler) -> bool:
    """Whether the counters do not know all that the reader sees."""
    return any(ground.kind == "shared" for ground in grounds(compiler.context, "view", compiler.object_type))


def by_share(compiler: Compiler) -> Compiler:
    """The same view of the records that only a share shows: they are few, and read one by one."""
    return replace(compiler, part="by share alone")


def gathered(rows: Sequence[Sequence[Any]], by: Path | None, columns: list[Column]) -> list[GroupTotals]:
    """Adds the rows of one group's currencies up."""
    found: dict[str | None, tuple[str, int, list[Column]]] = {}
    for row in rows:
        key, shown, rest = (row[0], row[1], row[2:]) if by else (None, "null", row)
        value, count, mine = found.get(key) or (
            shown,
            0,
            [Column(c.aggregate, c.kind, c.currency, c.at) for c in columns],
        )
        found[key] = (value, count + rest[1 if by else 0], mine)
        for column in mine:
            if column.at:
                code = rest[int(column.currency)] if column.currency else None
                add_up(column.sums, code, rest[column.at : column.at + 4])
    if by is None and not found:
        found[None] = ("null", 0, columns)
    return [
        GroupTotals(key, value or "null", {c.aggregate.key: shape(c, count) for c in mine})
        for key, (value, count, mine) in found.items()
        # A counter that went down to nothing is no group.
        if count or by is None
    ]


def add_up(sums: dict[str | None, list[Any]], code: str | None, part: Sequence[Any]) -> None:
    """Adds one row's partial sum, count, minimum and maximum to those of its currency."""
    if not part[1]:
        return
    known = sums.setdefault(code, [Decimal(0), 0, None, None])
    known[0] = EXACT.add(known[0], part[0] or 0)
    known[1] += part[1]
    known[2] = part[2] if known[2] is None else min(known[2], part[2])
    known[3] = part[3] if known[3] is None else max(known[3], part[3])


def shape(column: Column, count: int) -> Any:
    """The aggregate's JSON value: a number, a date, or a list of amounts, one per currency."""
    fn = column.aggregate.fn
    if fn == "count":
        return count
    picked = {
        code: {"sum": total, "avg": round(total / known, 4), "min": low, "max": high}[fn]
        for code, (total, known, low, high) in column.sums.items()
    }
    if column.kind == "money":
        return [{"amount": plain(value), "currency": code} for code, value in sorted(picked.items()) if code]
    value = next(iter(picked.values()), None)
    return float(value) if isinstance(value, Decimal) else value


def plain(number: Decimal) -> str:
    """Without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
