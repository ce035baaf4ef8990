"""A record page in one request: the record, what points at it, and its history."""

from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.access.decide import decide
from rapport.access.fields import hidden_fields, seen_fields
from rapport.kernel.context import Context, Reach
from rapport.kernel.errors import NotFound
from rapport.records.history import END, read_history
from rapport.records.read import page_json
from rapport.records.sensitive import tell_reading
from rapport.records.store.compiler import Compiler
from rapport.records.store.reading import reading
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry
from rapport.schema.view import Condition, Sort, ViewDescription

RELATED, CHANGES = 8, 30


def record_page(context: Context, object_key: str, record_id: UUID) -> bytes:
    """`{"record", "related": [{"object", "field", "label", "records", "total"}], "history"}`."""
    object_type = registry.object(object_key)
    view = ViewDescription(object_key, filter=Condition("id", "eq", str(record_id)), limit=1)
    with reading(context):
        found = Compiler(view, context).page("value", None, 1).rows()
        if not found:
            raise NotFound(_("There is no such record, or you may not see it. It may have been deleted."))
        related = [related_json(context, other, spec, record_id) for other, spec in pointing_at(context, object_key)]
        changes = orjson.dumps(read_history(context, object_type, record_id, END, CHANGES))
    tell_reading(context, object_type, record_id)
    return b"".join((
        b'{"record":', str(found[0][0]).encode(), b',"related":[', b",".join(related), b'],"history":', changes, b"}",
    ))  # fmt: skip


def pointing_at(context: Context, object_key: str) -> list[tuple[ObjectType, FieldSpec]]:
    """The links of other objects (and of its own) that lead to this object and name their other side."""
    return [
        (other, spec)
        for other in registry.objects().values()
        if decide(context, "view", other.key) is not Reach.NONE
        for spec in seen_fields(context, other)
        if spec.options.get("back") and spec.options.get("target") == object_key
    ]


def related_json(context: Context, other: ObjectType, spec: FieldSpec, record_id: UUID) -> bytes:
    """The first records that point here, newest first, with their number."""
    condition = (
        Condition(spec.key, "has_any", [str(record_id)])
        if spec.kind == "links"
        else Condition(spec.key, "eq", str(record_id))
    )
    card = other.board.card if other.board else other.list.columns[:4]
    lanes = (other.board.lanes,) if other.board else ()
    hidden = hidden_fields(context, other)
    fields = tuple(key for key in dict.fromkeys((other.title, *card, *lanes)) if key.partition(".")[0] not in hidden)
    view = ViewDescription(
        other.key,
        fields=fields,
        filter=condition,
        sort=(Sort("created_at", descending=True),),
        limit=RELATED,
        count=True,
    )
    head = orjson.dumps({"object": other.key, "field": spec.key, "label": str(spec.options["back"])})
    return head[:-1] + b"," + page_json(Compiler(view, context))[1:]
