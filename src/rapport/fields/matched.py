"""Text kept as typed and matched as normalised: a second column `<name>_match` holds what is compared."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models

from rapport.fields.columns import TextColumn
from rapport.fields.declared import Companion, Declared, ModelClass
from rapport.fields.text import TextType, clean_text, like_pattern
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning
from rapport.schema.fragments import Params, Source

SUFFIX = "match"


class MatchedType(TextType):
    """The base of email, phone and URL. A stored value is the pair (as typed, as matched)."""

    def normalise(self, text: str, spec: FieldSpec, region: str) -> str:
        """What is compared; must accept any text, for filters look for parts too."""
        raise NotImplementedError

    def check(self, text: str, spec: FieldSpec, region: str) -> str:
        """The text as it is kept; raises `ValueProblem`."""
        raise NotImplementedError

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> Any:
        text = clean_text(value, self.limit, lines=False)
        if text is None:
            return None
        region = region_of(cleaning.context.locale)
        kept = self.check(text, spec, region)
        return kept, self.normalise(kept, spec, region)

    def to_columns(self, stored: Any, spec: FieldSpec) -> Sequence[Any]:
        del spec
        return stored or (None, None)

    def compare(self, spec: FieldSpec, source: Source) -> str:
        return source.column(spec.columns[1])

    def operand(self, value: Any, spec: FieldSpec, context: Context) -> str:
        return self.normalise(super().operand(value, spec, context), spec, region_of(context.locale))

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        if op in {"contains", "starts"}:
            typed = like_pattern(clean_text(value, self.limit, lines=False) or "")
            start = "%" if op == "contains" else ""
            return f"{source.column(spec.column)} ILIKE {params.add(f'{start}{typed}%')}"
        return super(TextType, self).where(op, value, spec, source, params, context)


@lru_cache(maxsize=1_000)
def region_of(locale: str) -> str:
    """The country of a locale: `de-AT` -> `AT`, `en` -> `US`."""
    parts = locale.replace("_", "-").split("-")
    return parts[-1].upper() if len(parts) > 1 else "US"


class Matched(Declared, TextColumn):
    """The column pair."""

    column_class = "TextField"

    def column_names(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}_{SUFFIX}")

    def contribute_to_class(self, cls: ModelClass, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().contribute_to_class(cls, name, private_only)
        Companion(SUFFIX, models.TextField(null=True, editable=False)).contribute(cls, name)
