"""Field paths: `amount`, `company.name`, `stage.group`; one step over a reference at most."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.access.fields import NONE
from rapport.fields.record_id import RECORD_ID
from rapport.fields.stage import STAGES
from rapport.kernel.context import Context
from rapport.kernel.errors import Invalid
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType
from rapport.schema.view import problem


@dataclass(frozen=True, slots=True)
class Path:
    """A resolved path: the field it ends at, and the reference it goes over."""

    text: str
    spec: FieldSpec
    over: FieldSpec | None = None

    @property
    def local(self) -> bool:
        """Whether sorting needs no other table."""
        return self.over is None and self.spec.kind not in {"link", "user", "team", "stage"}

    def source(self, source: Source) -> Source:
        """The table that holds the field."""
        return source if self.over is None else self.over.type.enter(self.over, source)  # type: ignore[attr-defined]  # a path only goes over references

    def select(self, source: Source) -> str:
        """SQL of the JSON value."""
        return self.spec.type.select(self.spec, self.source(source))

    def compare(self, source: Source) -> str:
        """SQL of what filters and aggregates use."""
        return self.spec.type.compare(self.spec, self.source(source))

    def order(self, source: Source) -> str:
        """SQL of what sorting uses."""
        return self.spec.type.order(self.spec, self.source(source))

    def where(self, op: str, value: object, source: Source, params: Params, context: Context) -> str:
        """SQL of one condition; refuses an operator or a value that does not fit the field."""
        if op not in self.spec.type.operators:
            known = ", ".join(self.spec.type.operators)
            raise problem(
                self.text,
                _("“%(label)s” cannot be filtered by “%(op)s”; use one of: %(known)s.")
                % {"label": self.spec.label, "op": op, "known": known},
            )
        try:
            if self.over is not None and self.over.kind == "stage" and op in {"eq", "in"}:
                return self._where_few(op, value, source, params, context)
            return self.spec.type.where(op, value, self.spec, self.source(source), params, context)
        except ValueProblem as wrong:
            raise problem(
                self.text, _("%(label)s: %(detail)s") % {"label": self.spec.label, "detail": wrong.detail}, wrong.code
            ) from wrong

    def _where_few(self, op: str, value: object, source: Source, params: Params, context: Context) -> str:
        """A condition on stages: which they are is found first, so that the records come from an index."""
        assert self.over is not None
        stage = Source(STAGES, "few", source.workspace, prefix="few")
        test = self.spec.type.where(op, value, self.spec, stage, params, context)
        found = f"SELECT few.id FROM {stage.from_clause()} WHERE few.workspace_id = {source.workspace} AND {test}"
        return f"{source.column(self.over.column)} = ANY(ARRAY({found}))"


def resolve(object_type: ObjectType, text: str, hidden: frozenset[str] = NONE) -> Path:
    """The path's field; refuses one that does not exist, or is hidden, with the names that do."""
    if text == "id":
        return Path(text, RECORD_ID)
    first, _dot, rest = text.partition(".")
    spec = object_type.fields.get(first)
    if spec is None or first in hidden:
        known = ", ".join(key for key in object_type.fields if key not in hidden)
        raise problem(
            text[:80],
            _("%(label)s has no field “%(first)s”. Its fields are: %(known)s.")
            % {"label": object_type.label, "first": first[:60], "known": known},
            "unknown",
        )
    if not rest:
        return Path(text, spec)
    part = spec.type.part(spec, rest) if hasattr(spec.type, "part") else None
    if part is None:
        raise no_part(Path(text, spec, spec))
    return Path(text, part, spec)


def no_part(path: Path) -> Invalid:
    """The refusal of a path that leads over a reference to nothing."""
    label, rest = path.over.label if path.over else path.spec.label, path.text.partition(".")[2]
    sentence = _("“%(label)s” has no part “%(rest)s”.") % {"label": label, "rest": rest[:60]}
    return problem(path.text[:80], sentence, "unknown")
