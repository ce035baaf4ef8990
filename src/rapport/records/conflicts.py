"""The refusals of a write that meets somebody else's."""

from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict, FieldError, Refusal, StaleVersion
from rapport.records.shown import shown_values
from rapport.records.store.rows import Row
from rapport.schema.object_type import ObjectType


def exists() -> Refusal:
    """A record with the given id is there already."""
    return Conflict(_("There is a record with this id already. Leave the id out to make a new one."))


def stale(context: Context, object_type: ObjectType, row: Row, version: int) -> Refusal:
    """The fields that somebody changed since the given version, each with its present value as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT after::text FROM change WHERE workspace_id = %s AND object = %s AND record_id = %s AND version > %s"
            " AND after IS NOT NULL ORDER BY seq",
            (context.workspace_id, object_type.key, row.id, version),
        )
        keys: dict[str, Any] = {key: None for (after,) in cursor.fetchall() for key in orjson.loads(after)}
    [record] = shown_values(context, object_type, [row.record])
    errors = [
        FieldError(key, "changed", _("“%(label)s” is now “%(value)s”.") % {"label": spec.label, "value": shown})
        for key in keys
        if key in record and (spec := object_type.fields.get(key)) is not None
        for shown in [spec.type.show(record[key], spec)]
    ]
    detail = _("Somebody changed this record meanwhile. Look at the present values, then decide which to keep.")
    return StaleVersion(detail, errors)
