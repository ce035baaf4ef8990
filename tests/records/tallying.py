"""Views that counters can answer, and both of their answers."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from rapport.kernel.context import Context
from rapport.records.store.aggregates import (
    GroupTotals,
    Statement,
    gathered,
    group_path,
    read_count,
    read_totals,
    totals_statement,
)
from rapport.records.store.compiler import Compiler
from rapport.records.store.reading import reading
from rapport.records.store.tallies import counters_for
from rapport.schema.view import parse_view

AGGREGATES = [
    {"fn": "count"}, {"fn": "sum", "field": "amount"}, {"fn": "avg", "field": "amount"},
    {"fn": "sum", "field": "weighted"}, {"fn": "avg", "field": "weighted"},
]  # fmt: skip


def views(stages: list[str], people: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Any view of deals that counters can answer."""
    stage, person = st.sampled_from(stages), st.sampled_from([*people, "me"])
    one, many, nothing = st.sampled_from(["eq", "ne"]), st.sampled_from(["in", "not_in"]), st.just("empty")
    group = st.sampled_from(["open", "won", "lost"])
    condition = st.one_of(
        conditions("stage", one, stage), conditions("stage", many, st.lists(stage, max_size=3)),
        conditions("stage", nothing, st.none()), conditions("owner", one, person),
        conditions("owner", many, st.lists(person, max_size=3)), conditions("owner", nothing, st.none()),
        conditions("stage.group", one, group), conditions("stage.group", many, st.lists(group, max_size=2)),
        conditions("stage.probability", st.sampled_from(["gte", "lt"]), st.integers(0, 100)),
        conditions("stage.label", st.just("contains"), st.sampled_from(["o", "Qual", "zz"])),
    )  # fmt: skip
    tree = st.recursive(
        condition,
        lambda part: (
            st.builds(
                lambda word, parts: {word: parts},
                st.sampled_from(["and", "or"]),
                st.lists(part, min_size=1, max_size=3),
            )
            | part.map(lambda inner: {"not": inner})
        ),
        max_leaves=4,
    )
    return st.builds(
        lambda part, by, wanted: {
            "object": "deal", "filter": part, "group": by and {"by": by}, "aggregates": wanted,
        },
        st.none() | tree,
        st.sampled_from([None, "stage", "owner"]),
        st.lists(st.sampled_from(AGGREGATES), min_size=1, max_size=5, unique_by=str),
    )  # fmt: skip


def conditions(
    field: str, op: st.SearchStrategy[str], value: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda o, v: {"field": field, "op": o, "value": v}, op, value)


def both_answers(context: Context, view: Mapping[str, Any]) -> tuple[Any, Any]:
    """What the read door answers, from counters, and what the records say."""
    compiler = Compiler(parse_view(view), context)
    wanted, group = compiler.view.aggregates, compiler.view.group
    by = group_path(compiler, group.by) if group else None
    assert counters_for(compiler, by, wanted), f"Counters cannot answer {view}"
    with reading(context):
        statement, columns = totals_statement(compiler, by, wanted, None)
        read = gathered(statement.rows(), by, columns)
        told = asked_of_counters(lambda: read_totals(compiler, by, wanted))
        number = asked_of_counters(lambda: read_count(compiler, 0))
        return (
            (by_key(told), number),
            (by_key(read), (compiler.count().rows()[0][0], True)),
        )


def asked_of_counters(ask: Any) -> Any:
    """The answer, which must take one statement: a second one would have read the records."""
    texts: list[str] = []
    original = Statement.rows

    def noted(statement: Statement) -> Any:
        texts.append(statement.text)
        return original(statement)

    Statement.rows = noted  # type: ignore[method-assign]  # put back at once
    try:
        answer = ask()
    finally:
        Statement.rows = original  # type: ignore[method-assign]  # as above
    assert len(texts) == 1
    assert "record_counter" in texts[0]
    return answer


def by_key(groups: list[GroupTotals]) -> dict[str | None, tuple[str, dict[str, Any]]]:
    return {group.key: (group.value, group.totals) for group in groups}
