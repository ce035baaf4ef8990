"""What a key of an object or field may be called: it becomes a table or column and stands in SQL unquoted."""

import re
from collections.abc import Iterator

from rapport.kernel.text import fold
from rapport.schema.object_type import ObjectType

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAKEN = frozenset({"id", "version", "pk", "workspace_id"})
# PostgreSQL's reserved words: pg_get_keywords() with catcode R or T.
RESERVED = frozenset(
    [
        "all",
        "analyse",
        "analyze",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "asymmetric",
        "authorization",
        "binary",
        "both",
        "case",
        "cast",
        "check",
        "collate",
        "collation",
        "column",
        "concurrently",
        "constraint",
        "create",
        "cross",
        "current_catalog",
        "current_date",
        "current_role",
        "current_schema",
        "current_time",
        "current_timestamp",
        "current_user",
        "default",
        "deferrable",
        "desc",
        "distinct",
        "do",
        "else",
        "end",
        "except",
        "false",
        "fetch",
        "for",
        "foreign",
        "freeze",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "ilike",
        "in",
        "initially",
        "inner",
        "intersect",
        "into",
        "is",
        "isnull",
        "join",
        "lateral",
        "leading",
        "left",
        "like",
        "limit",
        "localtime",
        "localtimestamp",
        "natural",
        "not",
        "notnull",
        "null",
        "offset",
        "on",
        "only",
        "or",
        "order",
        "outer",
        "overlaps",
        "placing",
        "primary",
        "references",
        "returning",
        "right",
        "select",
        "session_user",
        "similar",
        "some",
        "symmetric",
        "system_user",
        "table",
        "tablesample",
        "then",
        "to",
        "trailing",
        "true",
        "union",
        "unique",
        "user",
        "using",
        "variadic",
        "verbose",
        "when",
        "where",
        "window",
        "with",
    ]
)


def check_names(object_type: ObjectType) -> Iterator[tuple[str, str]]:  # noqa: C901 - one line for each kind of name
    """(the word, what is wrong with it) for the keys of the object, of its fields and of their choices."""
    for word in (object_type.key, object_type.plural, *object_type.fields):
        if not KEY.fullmatch(word):
            yield word, f"{word!r} must be at most 40 small letters, digits and _, and begin with a letter."
    for word in (object_type.key, *object_type.fields):
        if word in RESERVED:
            yield word, f"{word!r} is a reserved word of SQL; choose another key."
    for word in object_type.fields:
        if word in TAKEN:
            yield word, f"{word!r} is a column of every record; choose another key."
    columns = [column for spec in object_type.fields.values() for column in spec.columns]
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        yield column, f"two fields have the column {column!r}; choose another key for one of them."
    for spec in object_type.fields.values():
        said: dict[str, str] = {}
        for option in spec.options.get("choices", ()):
            for text in {fold(option.value), fold(option.label)}:
                if said.setdefault(text, option.value) != option.value:
                    yield (
                        option.value,
                        f"the choices {said[text]!r} and {option.value!r} of {spec.key!r} read the same.",
                    )
