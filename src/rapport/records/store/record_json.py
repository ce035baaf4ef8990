"""One record as JSON, made by PostgreSQL."""

from collections.abc import Sequence

from rapport.records.store.paths import Path, resolve
from rapport.schema.fragments import Source
from rapport.schema.object_type import ObjectType


def json_of(source: Source, paths: Sequence[Path]) -> str:
    """SQL of the JSON text with id, version and these fields; joins grow on the source."""
    columns = [f'{source.column("id")} AS "id"', f'{source.column("version")} AS "version"']
    columns += [f'{path.select(source)} AS "{path.text}"' for path in paths]
    return f"(SELECT row_to_json(r)::text FROM (SELECT {', '.join(columns)}) r)"


def record_json(object_type: ObjectType, source: Source) -> str:
    """SQL of the JSON text with all fields."""
    return json_of(source, [resolve(object_type, key) for key in object_type.fields])
