"""Search over all objects: words by their beginning, emails and phones by any part, ranked, in one statement."""

from typing import Any

import orjson

from rapport.kernel.context import Context
from rapport.records.store.reading import reading
from rapport.records.store.search_statement import search_statement, shown_subtitle
from rapport.schema.registry import registry

MOST = 50


def search(context: Context, text: str, *, limit: int = 20, object_key: str | None = None) -> list[dict[str, Any]]:
    """`[{"object", "id", "title", "subtitle"}]`, best first; nothing for a text without a word."""
    objects = registry.objects()
    if object_key is not None:
        objects = {object_key: registry.object(object_key)}
    statement = search_statement(context, objects, text, limit)
    if statement is None:
        return []
    with reading(context):
        rows = statement.rows()
    return [
        {
            "object": key,
            "id": record_id,
            "title": title,
            "subtitle": shown_subtitle(objects[key], orjson.loads(value) if value else None),
        }
        for key, record_id, title, value in rows
    ]
