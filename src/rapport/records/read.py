"""The read door: returns only what the reader may see, as bytes that PostgreSQL made."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.kernel.context import Context
from rapport.kernel.errors import NotFound
from rapport.records.sensitive import tell_reading
from rapport.records.store.aggregates import group_path, read_count, read_totals
from rapport.records.store.compiler import COUNT_LIMIT, Compiler
from rapport.records.store.keyset import Cursor, Segment, as_text
from rapport.records.store.reading import reading
from rapport.records.store.statement import Statement
from rapport.schema.registry import registry
from rapport.schema.view import Condition, ViewDescription

Rows = list[tuple[Any, ...]]
CASTS = dict.fromkeys(("number", "percent", "money", "rating"), "g.value::numeric") | {
    **dict.fromkeys(("link", "user", "team", "stage"), "g.value::uuid"),
    "date": "g.value::date",
    "date_time": "g.value::timestamptz",
    "checkbox": "g.value::boolean",
}


def list_page(context: Context, view: ViewDescription) -> bytes:
    """`{"records", "next", "total"?}` of one page."""
    compiler = Compiler(view, context)
    with reading(context):
        return page_json(compiler)


def query(context: Context, view: ViewDescription) -> bytes:
    """A page with the aggregates of the whole view, or `{"groups": [...]}` with the first records of each group."""
    compiler = Compiler(view, context)
    with reading(context):
        if view.group is not None:
            return groups_json(compiler)
        page = page_json(compiler)
        if not view.aggregates:
            return page
        totals = orjson.dumps(read_totals(compiler, None, view.aggregates)[0].totals)
        return page[:-1] + b',"aggregates":' + totals + b"}"


def get_record(context: Context, object_key: str, record_id: UUID, fields: tuple[str, ...] | None = None) -> bytes:
    """One live record; raises `NotFound` also for one the reader may not see."""
    view = ViewDescription(object_key, fields=fields, filter=Condition("id", "eq", str(record_id)), limit=1)
    with reading(context):
        found = Compiler(view, context).page("value", None, 1).rows()
    if not found:
        raise NotFound(_("There is no such record, or you may not see it. It may have been deleted."))
    tell_reading(context, registry.object(object_key), record_id, fields)
    return str(found[0][0]).encode()


def stream(context: Context, view: ViewDescription, chunk: int = 2000) -> Iterator[list[dict[str, Any]]]:
    """All records of a view, page by page; each page is a transaction of its own."""
    cursor: str | None = None
    while True:
        compiler = Compiler(replace(view, cursor=cursor, limit=chunk), context)
        with reading(context):
            found, cursor = read_page(compiler)
        yield [orjson.loads(row[0]) for row in found]
        if cursor is None:
            return


def find_ids(context: Context, object_key: str, field_key: str, values: Sequence[Any]) -> dict[int, list[UUID]]:
    """Which live records the reader sees have these values: place in `values` -> ids, in one statement."""
    compiler = Compiler(ViewDescription(object_key), context)
    spec = compiler.path(field_key).spec
    params, source = compiler.params(), compiler.source()
    where = " AND ".join(compiler.conditions(source, params))
    operands = [spec.type.operand(value, spec, context) for value in values]
    wanted = params.add([None if o is None else str(o) for o in operands])
    left = spec.type.compare(spec, source)
    right = "rapport_fold(g.value)" if spec.kind == "text" else CASTS.get(spec.kind, "g.value")
    text = (
        f"SELECT g.n, t.id FROM unnest({wanted}::text[]) WITH ORDINALITY g(value, n)"
        f" JOIN {source.table} t ON {left} = {right} WHERE {where} ORDER BY g.n, t.id"
    )
    found: dict[int, list[UUID]] = {}
    with reading(context):
        for place, record_id in Statement(text, params.values).rows():
            found.setdefault(place - 1, []).append(record_id)
    return found


# -- pages ------------------------------------------------------------------------------------------------------
def read_page(compiler: Compiler) -> tuple[Rows, str | None]:
    """The rows of one page and the cursor of the next; records without a value for the sort come after the others."""
    view, cursor = compiler.view, compiler.cursor()
    segment: Segment = cursor.segment if cursor else "value"
    found = [(segment, row) for row in compiler.page(segment, cursor, view.limit + 1).rows()]
    if segment == "value" and compiler.may_be_empty and len(found) <= view.limit:
        rest = compiler.page("empty", None, view.limit + 1 - len(found)).rows()
        found += [("empty", row) for row in rest]
    following = None
    if len(found) > view.limit:
        found = found[: view.limit]
        at, last = found[-1]
        following = Cursor(at, tuple(as_text(v) for v in last[1:-1]), str(last[-1])).encode(compiler.sorts)
    return [row for _segment, row in found], following


def page_json(compiler: Compiler) -> bytes:
    """The answer of a list."""
    found, following = read_page(compiler)
    parts = ['{"records":[', ",".join(row[0] for row in found), '],"next":', f'"{following}"' if following else "null"]
    if compiler.view.count:
        parts += [',"total":', total_json(compiler)]
    return "".join((*parts, "}")).encode()


def total_json(compiler: Compiler) -> str:
    """`{"count", "exact"}`: from the counters, or counted up to 10,000."""
    count, exact = read_count(compiler, COUNT_LIMIT)
    return f'{{"count":{count},"exact":{"true" if exact else "false"}}}'


# -- groups -----------------------------------------------------------------------------------------------------
def groups_json(compiler: Compiler) -> bytes:
    """One statement for the totals of all groups, one for the first records of each."""
    view = compiler.view
    assert view.group is not None
    by = group_path(compiler, view.group.by)
    groups = read_totals(compiler, by, view.aggregates)
    cards: dict[str, Rows] = {}
    keys = [g.key for g in groups if g.key is not None]
    if view.group.limit and keys:
        for row in compiler.lanes(by, keys, view.group.limit).rows():
            cards.setdefault(row[0], []).append(row[1:])
    parts = [group_json(compiler, g.key, g.value, g.totals, cards.get(g.key or "", [])) for g in groups]
    return ('{"groups":[' + ",".join(parts) + "]}").encode()


def group_json(compiler: Compiler, key: str | None, value: str, totals: dict[str, Any], found: Rows) -> str:
    """One group. Its `next` is a cursor for the same view with one more condition: the group's value."""
    group = compiler.view.group
    assert group is not None
    following = "null"
    if len(found) > group.limit:
        found = found[: group.limit]
        last = found[-1]
        segment: Segment = "empty" if last[1] is None else "value"
        cursor = Cursor(segment, tuple(as_text(v) for v in last[1:-1]), str(last[-1]))
        following = f'"{cursor.encode(compiler.sorts)}"'
    shown = orjson.dumps(key).decode()
    records = ",".join(row[0] for row in found)
    aggregates = orjson.dumps(totals).decode()
    return f'{{"key":{shown},"value":{value},"aggregates":{aggregates},"records":[{records}],"next":{following}}}'


def sees(context: Context, object_key: str, record_id: UUID) -> bool:
    """Whether the reader sees this live record."""
    view = ViewDescription(object_key, fields=(), filter=Condition("id", "eq", str(record_id)), limit=1)
    compiler = Compiler(view, context)
    with reading(context):
        return bool(compiler.page("value", None, 1).rows())


def check_view(context: Context, view: ViewDescription) -> None:
    """Compiles the view without reading: raises `Invalid` naming the part that does not fit."""
    Compiler(view, context).page("value", None, 1)
