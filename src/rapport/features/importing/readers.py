"""Readers: prepared once per file, each takes one field's value out of a row's cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rapport.features.importing.choices import Placed
from rapport.features.importing.forms import Forms
from rapport.features.importing.members import Members
from rapport.features.importing.name_parts import split_name
from rapport.features.importing.stages import Stages
from rapport.features.importing.targets import FULL_NAME, name_fields
from rapport.features.importing.teams import Teams
from rapport.fields.text_forms import parse_money, split_list
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem
from rapport.schema.object_type import ObjectType

MOST_REMEMBERED = 20_000
# Kinds whose texts repeat from row to row, so that reading each text once pays.
_REPEATING = frozenset(["choice", "multi_choice", "checkbox", "date", "number", "percent", "rating", "user", "tags"])


@dataclass(slots=True)
class Values:
    """What a row says: values by field, and the texts of links that are still to be found."""

    fields: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)


Take = Callable[[Sequence[str], Values], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """`take` raises `ValueProblem`; an empty cell leaves the field out. `column` is where a person would look."""

    field: str
    column: int
    take: Take


class Readers:
    """Makes the readers of one mapping."""

    def __init__(self, context: Context, described: ObjectType, forms: Forms) -> None:
        self.context, self.described, self.forms = context, described, forms

    def make(self, mapping: Sequence[Placed]) -> list[Reader]:
        """One reader for each field that is mapped."""
        by_field: dict[str, list[Placed]] = {}
        for placed in mapping:
            by_field.setdefault(f"{placed.field}:{FULL_NAME}" if placed.part == FULL_NAME else placed.field, []).append(
                placed
            )
        return [
            Reader(group[0].field, group[0].column, self._take(self.described.fields[group[0].field], group))
            for group in by_field.values()
            if group[0].field in self.described.fields
        ]

    def _take(self, spec: FieldSpec, group: Sequence[Placed]) -> Take:
        parts = {placed.part: placed.column for placed in group}
        columns = [placed.column for placed in group if not placed.part]
        if FULL_NAME in parts:
            return _full_name(name_fields(self.described) or (spec.key, spec.key), parts[FULL_NAME])
        if spec.kind == "stage":
            return self._stage(spec, parts)
        if spec.kind in {"link", "links"}:
            return _link(spec, columns)
        if spec.kind == "money" and "currency" in parts:
            return self._money(spec, parts)
        if spec.kind == "address" and (set(parts) - {""}):
            return self._address(spec, parts)
        return self._plain(spec, columns)

    def _plain(self, spec: FieldSpec, columns: Sequence[int]) -> Take:
        parse = self._parser(spec, columns[0])
        key = spec.key
        if len(columns) == 1:
            at = columns[0]

            def one(cells: Sequence[str], values: Values) -> None:
                text = cells[at].strip()
                if text:
                    values.fields[key] = parse(text)

            return one
        joint = {"text": " ", "long_text": "\n"}.get(spec.kind, "; ")

        def several(cells: Sequence[str], values: Values) -> None:
            texts = [text for at in columns if (text := cells[at].strip())]
            if texts:
                values.fields[key] = parse(joint.join(texts))

        return several

    def _parser(self, spec: FieldSpec, column: int) -> Callable[[str], Any]:
        if spec.kind == "user":
            return _remembering(Members.of(self.context).find)
        if spec.kind == "team":
            return _remembering(Teams(self.context).find)
        forms, parse = self.forms.of(column, spec.kind), spec.type.parse

        def read(text: str) -> Any:
            if spec.kind == "tags" and text.startswith("* "):  # Google's labels: `* myContacts ::: VIP`
                text = text[2:].replace(":::", ";").replace("* ", "")
            return parse(text, spec, forms)

        return _remembering(read) if spec.kind in _REPEATING else read

    def _stage(self, spec: FieldSpec, parts: Mapping[str, int]) -> Take:
        stages = Stages.of(self.context, spec.options["pipeline"])
        stage, pipeline, status = (parts.get(part) for part in ("", "pipeline", "status"))

        def read(texts: tuple[str, str, str]) -> str | None:
            return stages.find(*texts)

        find = _remembering(read)

        def take(cells: Sequence[str], values: Values) -> None:
            found = find((_cell(cells, stage), _cell(cells, pipeline), _cell(cells, status)))
            if found:
                values.fields[spec.key] = found

        return take

    def _money(self, spec: FieldSpec, parts: Mapping[str, int]) -> Take:
        amount, currency = parts.get(""), parts["currency"]
        parse = self._parser(spec, amount if amount is not None else currency)

        def code(text: str) -> str:
            found = parse_money(f"1 {text}", home=self.forms.options.currency)[1]
            if found is None:
                raise ValueProblem(
                    "currency",
                    _("“%(text)s” is not a currency; write a code such as EUR or USD.") % {"text": text[:20]},
                )
            return found

        find = _remembering(code)

        def take(cells: Sequence[str], values: Values) -> None:
            text = _cell(cells, amount)
            if text:
                value = parse(text)
                named = cells[currency].strip()
                values.fields[spec.key] = value | {"currency": find(named)} if named else value

        return take

    def _address(self, spec: FieldSpec, parts: Mapping[str, int]) -> Take:
        whole = parts.get("")
        parse = self._parser(spec, 0)
        lines = [(part, at) for part, at in parts.items() if part]

        def take(cells: Sequence[str], values: Values) -> None:
            text = _cell(cells, whole)
            found = {part: value for part, value in parse(text).items() if value} if text else {}
            found |= {part: value for part, at in lines if (value := cells[at].strip())}
            if found:
                values.fields[spec.key] = found

        return take


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None else ""


def _link(spec: FieldSpec, columns: Sequence[int]) -> Take:
    key, many = spec.key, spec.kind == "links"

    def take(cells: Sequence[str], values: Values) -> None:
        texts = [text for at in columns if (text := cells[at].strip())]
        if texts:
            values.links[key] = tuple(part for text in texts for part in split_list(text)) if many else tuple(texts[:1])

    return take


def _full_name(keys: tuple[str, str], at: int) -> Take:
    def take(cells: Sequence[str], values: Values) -> None:
        for key, text in zip(keys, split_name(cells[at]), strict=True):
            if text:
                values.fields.setdefault(key, text)

    return take


def _remembering(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Remembers what texts were read as, also those that were refused; forgets all when that grows large."""
    known: dict[Any, Any] = {}

    def recall(text: Any) -> Any:
        found = known.get(text, known)
        if found is known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            try:
                found = read(text)
            except ValueProblem as problem:
                found = problem
            known[text] = found
        if isinstance(found, ValueProblem):
            raise found.with_traceback(None)
        return found

    return recall
