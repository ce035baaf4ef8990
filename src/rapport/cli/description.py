"""Everything that is derived from one object, as lines of text with the place in the source."""

import inspect
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rapport.records.actions import actions_of
from rapport.records.listeners import listeners
from rapport.records.rules import rules_of
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

Section = tuple[str, list[str]]
GENERIC = re.compile(r"<str:plural>")


def sections(described: ObjectType) -> Iterator[Section]:
    """Title and lines of each part, in the order in which one asks."""
    file, _, line = described.source_file.rpartition(":")
    yield f"{described.label} ({described.key}), {short(file)}:{line}", [described.help]
    yield "Fields", [field_line(spec, file) for spec in described.fields.values()]
    yield f"Columns of the table {described.table}", [column_line(column) for column in columns_of(described)]
    yield "Indexes", [f"{index.name}: {index_text(index)}" for index in described.model._meta.indexes]  # noqa: SLF001 - Django's public _meta
    yield "Constraints", [f"{c.name}: {type(c).__name__}" for c in described.model._meta.constraints]  # noqa: SLF001 - as above
    yield "Routes", sorted(routes(described))
    yield "Rules", [placed(rule) for rule in rules_of(described.key)]
    yield "Actions", [f"{action.key}: {placed(action.function)}" for action in actions_of(described.key)]
    yield "Listeners", [placed(listener) for listener in listeners()]
    yield "Views", [f"{view.key}: {view.label}" for view in described.views]


def field_line(spec: FieldSpec, file: str) -> str:
    """One field: key, kind, what is special, and the line that declares it."""
    words = [
        word
        for word, holds in (
            ("required", spec.required),
            ("read only", spec.read_only),
            (f"search {spec.search}", spec.search),
        )
        if holds
    ]
    return f"{spec.key}: {', '.join([spec.kind, *words])}{declared_at(spec.key, file)}"


def declared_at(key: str, file: str) -> str:
    """` (file:line)` of a field that the object itself declares."""
    declares = re.compile(rf"    {re.escape(key)} = ")
    for number, text in enumerate(Path(file).read_text().splitlines(), 1):
        if declares.match(text):
            return f" ({short(file)}:{number})"
    return ""


def columns_of(described: ObjectType) -> list[Any]:
    """Django's columns of the table."""
    return [field for field in described.model._meta.local_fields if field.column]  # noqa: SLF001 - Django's public _meta


def column_line(column: Any) -> str:
    """One column and its SQL type."""
    from django.db import connection  # noqa: PLC0415 - the types are those of the installed backend

    return f"{column.column}: {column.db_type(connection)}{'' if column.null else ' NOT NULL'}"


def index_text(index: Any) -> str:
    """What the index orders by, and which rows are in it."""
    parts = [*index.fields, *(str(expression) for expression in index.expressions)]
    return ", ".join(parts) + (f" where {index.condition}" if index.condition else "")


def routes(described: ObjectType) -> Iterator[str]:
    """Every address of the object with its methods and handlers."""
    for address, view in patterns(get_resolver(), "/"):
        table = getattr(view, "routes", None)
        if table and GENERIC.search(address):
            named = re.sub(r"<str:(\w+)>", r"{\1}", GENERIC.sub(described.plural, address))
            for method, route in table.items():
                yield f"{named} {method}: {placed(route.handler)}"


def patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """All addresses below, with their views."""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern.callback
        else:
            yield from patterns(pattern, address)


def placed(function: Callable[..., Any]) -> str:
    """A function's name with its file and line."""
    plain = inspect.unwrap(function)
    file = inspect.getsourcefile(plain) or ""
    return f"{plain.__qualname__} ({short(file)}:{inspect.getsourcelines(plain)[1]})"


def short(file: str) -> str:
    """The file as one would open it from here."""
    return os.path.relpath(file)
