"""The id of a record as something to filter by; it is in every answer and never a column of a list."""

from typing import Any

from rapport.fields.reference import ReferenceType
from rapport.schema.field_spec import FieldSpec


class RecordIdType(ReferenceType):
    """Used for selections: `{"field": "id", "op": "in", "value": [...]}`."""

    kind = "id"
    read_only = True

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {"type": "string", "format": "uuid"}


RECORD_ID = FieldSpec("id", RecordIdType(), "Id", ("id",), read_only=True)
