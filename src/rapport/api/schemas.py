"""JSON Schemas of what the API takes and answers: of records from their declarations, of the rest written here once."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapport.fields.actor import ActorType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

Schema = dict[str, Any]
ID: Schema = {"type": "string", "format": "uuid"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ANY: Schema = {}


def nullable(schema: Mapping[str, Any]) -> Schema:
    """The schema, or null."""
    return {"anyOf": [dict(schema), {"type": "null"}]} if schema else {}


def record_of(properties: Mapping[str, Any], required: Sequence[str] | None = None, *, open: bool = False) -> Schema:  # noqa: A002 - JSON Schema's word
    """An object with these properties, all required unless said otherwise."""
    names = list(properties) if required is None else list(required)
    return {"type": "object", "properties": dict(properties), "required": names, "additionalProperties": open}


def list_of(items: Mapping[str, Any]) -> Schema:
    """An array."""
    return {"type": "array", "items": dict(items)}


CURSOR = nullable(TEXT)
TOTAL = record_of({"count": COUNT, "exact": FLAG})
ACTOR = ActorType().json_schema(FieldSpec("actor", ActorType(), "Actor", ("actor",)))
PROBLEM = record_of({
    "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "request_id": TEXT,
    "errors": list_of(record_of({"field": TEXT, "code": TEXT, "detail": TEXT})),
})  # fmt: skip
CHANGE = record_of({
    "id": TEXT,
    "change_set": record_of({
        "id": ID, "actor": ACTOR, "source": TEXT, "why": TEXT, "at": MOMENT, "undone_by": nullable(ID),
        "undoes": nullable(ID),
    }),
    "kind": {"enum": ["create", "update", "delete", "restore"]},
    "fields": list_of(record_of({"field": TEXT, "label": TEXT, "before": ANY, "after": ANY})),
})  # fmt: skip
HISTORY = record_of({"changes": list_of(CHANGE), "next": CURSOR})


def answered(spec: FieldSpec) -> Schema:
    """A field's value in answers."""
    return described(nullable(spec.type.json_schema(spec)), spec)


def taken(spec: FieldSpec) -> Schema:
    """A field's value in writes."""
    return described(nullable(spec.type.write_schema(spec)), spec)


def described(schema: Schema, spec: FieldSpec) -> Schema:
    """With the field's label and help."""
    return {**schema, "title": spec.label, **({"description": spec.help} if spec.help else {})}


def record_schema(object_type: ObjectType) -> Schema:
    """A whole record."""
    fields = {key: answered(spec) for key, spec in object_type.fields.items()}
    return record_of({"id": ID, "version": {"type": "integer"}, **fields})


def part_schema(object_type: ObjectType) -> Schema:
    """A record with the fields that were asked for; paths such as `company.name` may be among them."""
    fields = {key: answered(spec) for key, spec in object_type.fields.items()}
    return record_of({"id": ID, "version": {"type": "integer"}, **fields}, ("id", "version"), open=True)


def values_schema(object_type: ObjectType) -> Schema:
    """The values of a new record or of a change. What is required may also come from defaults and rules."""
    return record_of({spec.key: taken(spec) for spec in object_type.writable}, ())


def ref(object_type: ObjectType, suffix: str = "") -> Schema:
    """A schema of the document's components."""
    return {"$ref": f"#/components/schemas/{component(object_type)}{suffix}"}


def component(object_type: ObjectType) -> str:
    """`deal_line` -> `DealLine`."""
    return "".join(part.capitalize() for part in object_type.key.split("_"))


def page_schema(object_type: ObjectType) -> Schema:
    """A page of a list."""
    return record_of(
        {"records": list_of(ref(object_type, "Part")), "next": CURSOR, "total": TOTAL}, ("records", "next")
    )
