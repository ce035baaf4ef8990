"""Finding stages by their group."""

from uuid import UUID

from django.db import connection

from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Context
from rapport.schema.registry import registry


def sibling_stage(context: Context, object_key: str, record_id: UUID, field: str, group: str) -> UUID | None:
    """The first stage of that group in the pipeline in which the record stands, or None."""
    object_type = registry.object(object_key)
    column = object_type.fields[field].column
    with in_workspace(context.workspace_id), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id FROM {object_type.table} t"
            f" JOIN pipeline_stage o ON o.workspace_id = %(w)s AND o.id = t.{column}"
            " JOIN pipeline_stage s ON s.workspace_id = %(w)s AND s.pipeline_id = o.pipeline_id"
            " WHERE t.workspace_id = %(w)s AND t.id = %(id)s AND s.status_group = %(group)s"
            " ORDER BY s.position LIMIT 1",
            {"w": context.workspace_id, "id": record_id, "group": group},
        )
        row = cursor.fetchone()
    return row[0] if row else None
