"""What every declared field carries beside its Django column."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, ClassVar

from django.db import models
from django.utils.module_loading import import_string

from rapport.fields.columns import Column
from rapport.schema.field_spec import FieldSpec, Weight
from rapport.schema.field_type import FieldType

# Named here because the attribute `type` hides the builtin within the classes.
ModelClass = type[models.Model]


class Declared(Column):
    """A Django field that describes itself. In migrations it is the plain Django column `column_class`,
    so that a changed label or rule is never a migration."""

    type: ClassVar[FieldType]
    column_class: ClassVar[str]
    column_options: ClassVar[dict[str, Any]] = {}
    known_options: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *,
        label: str = "",
        help: str = "",  # noqa: A002 - the word a declaration reads best with
        required: bool = False,
        read_only: bool = False,
        sensitive: bool = False,
        search: Weight | None = None,
        synonyms: Sequence[str] = (),
        default: Any = None,
        **options: Any,
    ) -> None:
        refuse_unknown(type(self).__name__, options, self.known_options)
        super().__init__(null=True, blank=not required, **self.column_options)
        self.label, self.help, self.required, self.read_only = label, help, required, read_only
        self.sensitive = sensitive
        self.search, self.synonyms, self.initial = search, tuple(synonyms), default
        self.options = options

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The plain column, for migrations."""
        return self.name, f"django.db.models.{self.column_class}", (), {"null": True, **self.column_options}

    def clone(self) -> Column:  # type: ignore[override]  # a migration's state holds the plain column
        """The plain column again."""
        _name, path, args, options = self.deconstruct()
        plain: Column = import_string(path)(*args, **options)
        return plain

    def column_names(self) -> tuple[str, ...]:
        """The columns of the field, the value's own first."""
        return (self.name,)

    def spec(self) -> FieldSpec:
        """The description of this field."""
        return FieldSpec(
            key=self.name,
            type=self.type,
            label=self.label or self.name.replace("_", " ").capitalize(),
            columns=self.column_names(),
            help=self.help,
            required=self.required,
            read_only=self.read_only or self.type.read_only,
            sensitive=self.sensitive,
            search=self.search,
            synonyms=self.synonyms,
            default=self.initial,
            options=MappingProxyType(self.options),
        )


COMMON_OPTIONS = ("label", "help", "required", "read_only", "sensitive", "search", "synonyms", "default")


def refuse_unknown(name: str, given: Iterable[str], known: Sequence[str]) -> None:
    """A misspelt option of a field cannot be written."""
    words = (*COMMON_OPTIONS, *known)
    for word in given:
        if word not in known:
            close = get_close_matches(word, words, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise TypeError(f"{name} has no option {word!r}.{hint} Its options are: {', '.join(words)}.")


class Companion:
    """A second column of a declared field, made on the model beside it: `amount` -> `amount_currency`."""

    def __init__(self, suffix: str, column: Column) -> None:
        self.suffix, self.column = suffix, column

    def contribute(self, model: ModelClass, name: str) -> None:
        """Add the column, unless a migration's state already has it."""
        full = f"{name}_{self.suffix}"
        if full not in {field.name for field in model._meta.local_fields}:  # noqa: SLF001 - Django's public _meta
            model.add_to_class(full, self.column.clone())
