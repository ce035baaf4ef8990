"""Text: one line (`Text`) or many (`LongText`)."""

import unicodedata
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rapport.fields.columns import TextColumn
from rapport.fields.declared import Declared
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.operators import EMPTINESS, EQUALITY

LINE, LONG = 500, 100_000
# Bytes of folded text that an index entry of PostgreSQL holds, with room for the ids beside it.
MOST_INDEXED = 2_400

# What no keyboard writes; tabs and line breaks are text.
CONTROLS = dict.fromkeys([*range(1, 9), 11, 12, *range(14, 32), 127])


def clean_text(value: Any, limit: int, *, lines: bool) -> str | None:
    """Trimmed text without control characters, or None when nothing is left; raises `ValueProblem`."""
    if not isinstance(value, str):
        raise ValueProblem("type", _("Give this as text."))
    text = value.replace("\r\n", "\n").strip()
    if "\x00" in text or (not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)):
        raise ValueProblem("characters", _("Remove the characters that are not text (NUL or half of a symbol)."))
    if not text.isprintable():
        text = text.replace("\r", "\n").translate(CONTROLS).strip()
    if not lines and "\n" in text:
        text = " ".join(text.split("\n"))
    if not lines and not text.isascii() and len(unicodedata.normalize("NFKC", text).encode()) > MOST_INDEXED:
        raise ValueProblem("too-long", _("Shorten this; it is too long to be sorted and found."))
    if len(text) > limit:
        raise ValueProblem(
            "too-long",
            _("Shorten this to %(limit)s characters; it has %(text)s.")
            % {"limit": f"{limit:,}", "text": f"{len(text):,}"},
        )
    return text or None


def like_pattern(value: str) -> str:
    """Text with LIKE's own signs made harmless."""
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class TextType(FieldType):
    """Compared without regard to case and accents."""

    kind = "text"
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, "contains", "starts", *EMPTINESS)
    limit = LINE
    lines = False

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> str | None:
        del cleaning
        return clean_text(value, spec.options.get("max_length", self.limit), lines=self.lines)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"type": "string", "maxLength": spec.options.get("max_length", self.limit)}

    def compare(self, spec: FieldSpec, source: Source) -> str:
        return f"rapport_fold({source.column(spec.column)})"

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> str:
        del spec, context
        return clean_text(value, LONG, lines=True) or ""

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        left = self.compare(spec, source)
        if op in {"contains", "starts"}:
            # Folding makes a wide percent sign a plain one: it must be made harmless as that.
            pattern = like_pattern(unicodedata.normalize("NFKC", self.operand(value, spec, context)))
            start = "%" if op == "contains" else ""
            return f"{left} LIKE rapport_fold({params.add(f'{start}{pattern}%')}::text)"
        if op in {"in", "not_in"}:
            many = params.add([self.operand(v, spec, context) for v in value])
            found = f"{left} = ANY(ARRAY(SELECT rapport_fold(word) FROM unnest({many}::text[]) word))"
            return found if op == "in" else f"({found}) IS NOT TRUE"
        if op in {"eq", "ne"}:
            right = f"rapport_fold({params.add(self.operand(value, spec, context))}::text)"
            return f"{left} = {right}" if op == "eq" else f"{left} IS DISTINCT FROM {right}"
        return super().where(op, value, spec, source, params, context)


class LongTextType(TextType):
    """Keeps line breaks; not sorted by."""

    kind = "long_text"
    operators = ("contains", *EMPTINESS)
    sortable = False
    limit = LONG
    lines = True


class Text(Declared, TextColumn):
    """One line of text. Options: `max_length`."""

    type = TextType()
    known_options = ("max_length",)
    column_class = "TextField"


class LongText(Declared, TextColumn):
    """Many lines of text. Options: `max_length`."""

    type = LongTextType()
    known_options = ("max_length",)
    column_class = "TextField"
