"""One of a list (`Choice`), several of it (`MultiChoice`), and free words (`Tags`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from rapport.fields.columns import Column, TextColumn
from rapport.fields.declared import Declared
from rapport.fields.text_forms import join_list, split_list
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, TextForms, ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.operators import EMPTINESS, EQUALITY, SETS

MOST_TAGS, LONGEST_TAG = 100, 80


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value that is stored, its label and its colour."""

    value: str
    label: str
    color: str = "gray"

    def as_json(self) -> dict[str, str]:
        """Its shape in /meta/objects."""
        return {"value": self.value, "label": self.label, "color": self.color}


def option_of(value: Any, spec: FieldSpec) -> str:
    """The stored value of a choice given by value or label; raises `ValueProblem`."""
    choices: Sequence[Option] = spec.options["choices"]
    if isinstance(value, str):
        for option in choices:
            if value == option.value or fold(value) == fold(option.label):
                return option.value
    known = ", ".join(option.label for option in choices)
    raise ValueProblem(
        "choice", _("“%(value)s” is none of the choices: %(known)s.") % {"value": str(value)[:60], "known": known}
    )


def label_of(value: str, spec: FieldSpec) -> str:
    """The label of a stored choice."""
    return next((o.label for o in spec.options["choices"] if o.value == value), value)


class ChoiceType(FieldType):
    """One of the option `choices`."""

    kind = "choice"
    operators = (*EQUALITY, *EMPTINESS)

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> str:
        del cleaning
        return option_of(value, spec)

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del forms
        return option_of(text.strip(), spec)

    def show(self, value: Any, spec: FieldSpec) -> str:
        return "" if value is None else label_of(value, spec)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"type": "string", "enum": [option.value for option in spec.options["choices"]]}

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> Any:
        del context
        return option_of(value, spec)


class TagsType(FieldType):
    """Free words; each once, in the order given."""

    kind = "tags"
    operators = (*SETS, *EMPTINESS)
    sortable = False

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> list[str] | None:
        del cleaning
        if not isinstance(value, (list, tuple)) or len(value) > MOST_TAGS:
            raise ValueProblem("list", _("Give a list of at most %(most_tags)s words.") % {"most_tags": MOST_TAGS})
        return list(dict.fromkeys(self.word(item, spec) for item in value)) or None

    def word(self, value: Any, spec: FieldSpec) -> str:
        """One word of the list as stored; raises `ValueProblem`."""
        del spec
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TAG or "\x00" in value:
            raise ValueProblem(
                "tag", _("A tag is a word of at most %(longest_tag)s characters.") % {"longest_tag": LONGEST_TAG}
            )
        return " ".join(value.split())

    def parse(self, text: str, spec: FieldSpec, forms: TextForms) -> Any:
        del forms
        return [self.word(part, spec) for part in split_list(text)]

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return join_list(value or ())

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {"type": "array", "items": {"type": "string", "maxLength": LONGEST_TAG}, "maxItems": MOST_TAGS}

    def select(self, spec: FieldSpec, source: Source) -> str:
        return f"coalesce({source.column(spec.column)}, '{{}}')"

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        if op not in SETS:
            return super().where(op, value, spec, source, params, context)
        if op == "has_all" and not value:
            return "true"
        words = params.add([self.word(v, spec) for v in value])
        sign = "@>" if op == "has_all" else "&&"
        found = f"{source.column(spec.column)} {sign} {words}::text[]"
        return f"({found}) IS NOT TRUE" if op == "has_none" else found


class MultiChoiceType(TagsType):
    """Several of the option `choices`."""

    kind = "multi_choice"

    def word(self, value: Any, spec: FieldSpec) -> str:
        return option_of(value, spec)

    def show(self, value: Any, spec: FieldSpec) -> str:
        return join_list(label_of(item, spec) for item in value or ())

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        values = [option.value for option in spec.options["choices"]]
        return {"type": "array", "items": {"type": "string", "enum": values}}


class Choice(Declared, TextColumn):
    """One of `Choice(Option("new", "New"), ...)`."""

    type = ChoiceType()
    known_options = ("choices",)
    column_class = "TextField"

    def __init__(self, *choices: Option, **options: Any) -> None:
        super().__init__(**options | {"choices": choices})


class Tags(Declared, Column):
    """Free words in a text array."""

    type = TagsType()
    column_class = "ArrayField"

    def db_type(self, connection: Any) -> str:
        del connection
        return "text[]"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return (
            self.name,
            "django.contrib.postgres.fields.ArrayField",
            (),
            {"base_field": models.TextField(), "null": True},
        )


class MultiChoice(Tags):
    """Several of `MultiChoice(Option(...), ...)`."""

    type = MultiChoiceType()
    known_options = ("choices",)

    def __init__(self, *choices: Option, **options: Any) -> None:
        super().__init__(**options | {"choices": choices})
