"""The compiler: a view description becomes SQL. PostgreSQL makes the JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rapport.access.decide import may_see
from rapport.access.fields import hidden_fields, seen_fields
from rapport.access.grounds import EVERYTHING, grounds, sees_all
from rapport.kernel.context import Context
from rapport.records.store.few import Few, few
from rapport.records.store.keyset import Cursor, Key, Segment, after, decode, order_by
from rapport.records.store.paths import Path, no_part, resolve
from rapport.records.store.record_json import json_of
from rapport.records.store.scope import Part, gate_of, reader_params, scope_conditions
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from rapport.schema.view import Condition, Filter, Negation, Sort, ViewDescription, problem

DEFAULT_SORT = (Sort("created_at", descending=True),)
COUNT_LIMIT = 10_000
NEVER_EMPTY = {"created_at", "updated_at"}
KEY_TYPES = dict.fromkeys(("stage", "user", "team", "link"), "uuid") | {"checkbox": "boolean", "rating": "smallint"}


@dataclass
class Compiler:
    """One view for one reader. Each method answers one statement."""

    view: ViewDescription
    context: Context
    part: Part = "whole"
    object_type: ObjectType = field(init=False)
    hidden: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.object_type = registry.object(self.view.object)
        may_see(self.context, self.object_type.key)
        self.hidden = hidden_fields(self.context, self.object_type)
        self.sorts = self.view.sort or DEFAULT_SORT
        self.keys = [self._key(sort) for sort in self.sorts]

    def _key(self, sort: Sort) -> Key:
        path = self.path(sort.path)
        if not path.spec.type.sortable:
            raise problem(
                "sort", _("Lists cannot be sorted by “%(label)s”; choose another field.") % {"label": path.spec.label}
            )
        if path.spec.kind == "link" and not sees_all(self.context, path.spec):
            # The order, and the place where the next page begins, would tell the titles of records that are not seen.
            sentence = _("Your role does not let you see all that “%(label)s” points at; sort by another field.")
            raise problem("sort", sentence % {"label": path.spec.label}, "forbidden")
        return Key(path, sort.descending)

    def path(self, text: str) -> Path:
        """The path, which leads over a link only to a title or to what the reader may see of every record there."""
        path = resolve(self.object_type, text, self.hidden)
        if path.over is not None and path.over.kind == "link":
            target = registry.object(path.over.options["target"])
            if path.spec.key in hidden_fields(self.context, target):
                raise no_part(path)
            if grounds(self.context, "view", target) != EVERYTHING:
                sentence = _("Your role does not let you see all %(plural)s, so this list cannot use “%(path)s”.")
                words = {"plural": str(target.label_plural).lower(), "path": path.text}
                raise problem(path.text, sentence % words, "forbidden")
        return path

    @property
    def may_be_empty(self) -> bool:
        """Whether a record can lack the first sort key."""
        return self.sorts[0].path not in NEVER_EMPTY

    def cursor(self) -> Cursor | None:
        """Where the page begins."""
        return decode(self.view.cursor, self.sorts, len(self.keys)) if self.view.cursor else None

    def params(self) -> Params:
        """New values; they hold the workspace and what the reader's grounds compare with."""
        return reader_params(self.context)

    def source(self, alias: str = "t") -> Source:
        """The object's table."""
        return Source(self.object_type.table, alias, WORKSPACE, gate=gate_of(self.context))

    # -- conditions ---------------------------------------------------------------------------------------------
    def conditions(self, source: Source, params: Params) -> list[str]:
        """What every statement over the view's records demands."""
        deleted = "IS NOT NULL" if self.view.deleted else "IS NULL"
        made = [f"{source.column('workspace_id')} = {WORKSPACE}", f"{source.column('deleted_at')} {deleted}"]
        return made + self.narrowing(source, params)

    def narrowing(self, source: Source, params: Params) -> list[str]:
        """What the reader's grounds and the view's filter demand."""
        made = scope_conditions(self.object_type, self.context, source, part=self.part)
        if self.view.filter is not None:
            made.append(self.condition(self.view.filter, source, params))
        return made

    def condition(self, part: Filter, source: Source, params: Params) -> str:
        """One part of the filter tree."""
        if isinstance(part, Condition):
            return self.path(part.path).where(part.op, part.value, source, params, self.context)
        if isinstance(part, Negation):
            return f"({self.condition(part.part, source, params)}) IS NOT TRUE"
        inner = [self.condition(p, source, params) for p in part.parts]
        if not inner:
            return "true" if part.word == "and" else "false"
        return f"({f' {part.word.upper()} '.join(inner)})"

    # -- columns ------------------------------------------------------------------------------------------------
    def paths(self) -> list[Path]:
        """The fields of the answer."""
        if self.view.fields is None:
            return [Path(spec.key, spec) for spec in seen_fields(self.context, self.object_type)]
        return [self.path(text) for text in self.view.fields if text not in {"id", "version"}]

    def json(self, source: Source) -> str:
        """SQL of one record as JSON text."""
        return json_of(source, self.paths())

    # -- statements ---------------------------------------------------------------------------------------------
    def page(self, segment: Segment, cursor: Cursor | None, limit: int) -> Statement:
        """`(json, sort values ..., id)` for one page of one segment."""
        params, inner = self.params(), self.source()
        where = self.conditions(inner, params)
        first = few(self.keys[0].path)
        if first is not None:
            rows = self._rows_of_few(first, inner, where, segment, (cursor, params), limit)
            return Statement(self._select(rows, len(self.keys), segment), params.values)
        names = [key.path.order(inner) for key in self.keys]
        if self.may_be_empty:
            where.append(f"{names[0]} IS {'NOT ' if segment == 'value' else ''}NULL")
        if cursor is not None:
            where.append(after(self.keys, names, cursor, params, "t.id"))
        rows = self._rows(inner, names, where, segment, limit)
        return Statement(self._select(rows, len(self.keys), segment), params.values)

    def _rows_of_few(  # noqa: PLR0913, PLR0917 - the parts of one page
        self,
        first: Few,
        inner: Source,
        where: list[str],
        segment: Segment,
        since: tuple[Cursor | None, Params],
        limit: int,
    ) -> str:
        """The records of a page that is sorted by a reference to few rows: some of each row, then the first of all."""
        cursor, params = since
        own = inner.column(first.column)
        names = ["NULL::text" if segment == "empty" else "f.k0", *(key.path.order(inner) for key in self.keys[1:])]
        where.append(f"{own} IS NULL" if segment == "empty" else f"{own} = f.id")
        if cursor is not None:
            where.append(after(self.keys, names, cursor, params, "t.id"))
        each = self._rows(inner, names, where, segment, limit, skip=1)
        if segment == "empty":
            return each
        order = order_by(self.keys, [f"t.k{at}" for at in range(len(names))], "t.id", segment)
        return f"SELECT t.* FROM ({first.rows}) f CROSS JOIN LATERAL ({each}) t ORDER BY {order} LIMIT {limit:d}"

    def _rows(  # noqa: PLR0913, PLR0917 - the parts of one page
        self, inner: Source, names: Sequence[str], where: Sequence[str], segment: Segment, limit: int, skip: int = 0
    ) -> str:
        """The records of a page with their sort values.

        The limit stands in the text: for one that is not known the planner would expect a tenth of the table.
        """
        keyed = "".join(f", {name} AS k{at}" for at, name in enumerate(names))
        order = order_by(self.keys, names, "t.id", segment, skip)
        return (
            f"SELECT t.*{keyed} FROM {inner.from_clause()} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT {limit:d}"
        )

    def _select(self, rows: str, keys: int, segment: Segment) -> str:
        """The JSON of these records, in their order."""
        outer = self.source()
        json = self.json(outer)
        aliases = [f"t.k{at}" for at in range(keys)]
        again = order_by(self.keys, aliases, "t.id", segment)
        picked = "".join(f", {alias}" for alias in aliases)
        return f"SELECT {json}{picked}, t.id FROM ({rows}) t{outer.join_clause()} ORDER BY {again}"

    def count(self, limit: int = COUNT_LIMIT) -> Statement:
        """The number of records, counted up to `limit` + 1."""
        params, source = self.params(), self.source()
        where = " AND ".join(self.conditions(source, params))
        rows = f"SELECT 1 FROM {source.from_clause()} WHERE {where} LIMIT {limit + 1:d}"
        return Statement(f"SELECT count(*) FROM ({rows}) c", params.values)

    def lanes(self, by: Path, keys: Sequence[Any], limit: int) -> Statement:
        """`(group key, json, sort values ..., id)`: the first records of each group, in one statement."""
        params, inner, outer = self.params(), self.source(), self.source()
        where = [*self.conditions(inner, params), f"{by.compare(inner)} = g.key"]
        names = [key.path.order(inner) for key in self.keys]
        aliases = [f"t.k{at}" for at in range(len(names))]
        again = ", ".join(f"{a} {k.word} NULLS LAST" for a, k in zip(aliases, self.keys, strict=True))
        again += f", t.id {self.keys[0].word}"
        # Each segment comes straight from an index; together they are few.
        segments: tuple[tuple[Segment, str], ...] = (("value", "IS NOT NULL"), ("empty", "IS NULL"))
        parts = [
            self._rows(inner, names, [*where, f"{names[0]} {test}"], segment, limit + 1) for segment, test in segments
        ]
        both = " UNION ALL ".join(f"({part})" for part in parts[: 2 if self.may_be_empty else 1])
        rows = f"SELECT t.* FROM ({both}) t ORDER BY {again} LIMIT {limit + 1:d}"
        json, picked = self.json(outer), "".join(f", {alias}" for alias in aliases)
        array = f"{KEY_TYPES.get(by.spec.kind, 'text')}[]"
        text = (
            f"SELECT g.key::text, {json}{picked}, t.id FROM unnest({params.add(list(keys))}::{array})"
            f" WITH ORDINALITY g(key, n) CROSS JOIN LATERAL ({rows}) t{outer.join_clause()}"
            f" ORDER BY g.n, {again}"
        )
        return Statement(text, params.values)
