"""Postal addresses."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.db import models
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from rapport.fields.declared import Declared
from rapport.fields.text import LINE, TextType, clean_text
from rapport.fields.text_forms import quoted, split_parts
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, TextForms, ValueProblem
from rapport.schema.fragments import Source
from rapport.schema.operators import EMPTINESS

PARTS = ("street", "city", "region", "postal_code", "country")


class AddressType(TextType):
    """Five lines of text; found by any part."""

    kind = "address"
    operators = ("contains", *EMPTINESS)
    sortable = False

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> Any:
        del spec, cleaning
        if not isinstance(value, Mapping) or set(value) - set(PARTS):
            raise ValueProblem(
                "address", _("Give an address as an object with %(parts)s.") % {"parts": ", ".join(PARTS)}
            )
        parts = {part: clean_text(value.get(part) or "", LINE, lines=True) for part in PARTS}
        return parts if any(parts.values()) else None

    def to_columns(self, stored: Any, spec: FieldSpec) -> Sequence[Any]:
        del spec
        return (None if stored is None else Jsonb(stored),)

    def from_columns(self, columns: Sequence[Any], spec: FieldSpec) -> Any:
        del spec
        return orjson.loads(columns[0]) if isinstance(columns[0], str) else columns[0]

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del spec, forms
        pieces = split_parts(text, "|") if "|" in text else [text.strip()]
        return {part: pieces[i] if i < len(pieces) and pieces[i] else None for i, part in enumerate(PARTS)}

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return "" if value is None else " | ".join(quoted(value.get(part) or "", "|") for part in PARTS)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        text = {"type": ["string", "null"], "maxLength": LINE}
        return {"type": "object", "properties": dict.fromkeys(PARTS, text), "additionalProperties": False}

    def compare(self, spec: FieldSpec, source: Source) -> str:
        parts = (f"coalesce({source.column(spec.column)}->>'{part}' || ' ', '')" for part in PARTS)
        return f"rapport_fold({' || '.join(parts)})"

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Any, context: Any) -> str:
        if op in EMPTINESS:
            return f"{source.column(spec.column)} IS {'' if op == 'empty' else 'NOT '}NULL"
        return super().where(op, value, spec, source, params, context)


class Address(Declared, models.JSONField):
    """A postal address."""

    type = AddressType()
    column_class = "JSONField"
