"""Which live records point at given ones, for whoever is about to take these away."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import connection

from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

# (the record pointed at, the object of the one that points, its id)
Pointer = tuple[UUID, str, UUID]


def pointers_at(object_type: ObjectType, workspace_id: UUID, ids: Collection[UUID]) -> Iterator[Pointer]:
    """Every link of a live record to one of the records, whoever may see it. Within the caller's transaction."""
    for other in registry.objects().values():
        for spec in other.fields.values():
            if spec.kind in {"link", "links"} and spec.options.get("target") == object_type.key:
                with connection.cursor() as cursor:
                    cursor.execute(_statement(other, spec), {"w": workspace_id, "ids": list(ids)})
                    for at, by in cursor.fetchall():
                        yield at, other.key, by


def _statement(other: ObjectType, spec: FieldSpec) -> str:
    if spec.kind == "link":
        return (
            f"SELECT o.{spec.column}, o.id FROM {other.table} o WHERE o.workspace_id = %(w)s"
            f" AND o.{spec.column} = ANY(%(ids)s::uuid[]) AND o.deleted_at IS NULL"
        )
    table, own, far = (spec.options[key] for key in ("through", "own_column", "other_column"))
    return (
        f"SELECT p.{far}, p.{own} FROM {table} p JOIN {other.table} o ON o.workspace_id = p.workspace_id"
        f" AND o.id = p.{own} WHERE p.workspace_id = %(w)s AND p.{far} = ANY(%(ids)s::uuid[]) AND o.deleted_at IS NULL"
    )
