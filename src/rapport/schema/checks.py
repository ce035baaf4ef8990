"""Start-up checks: a misspelt word of a declaration stops the start, with file, line and the words there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from rapport.accounts.roles import SEED_ROLES
from rapport.kernel.context import Actor, Context
from rapport.kernel.errors import Invalid
from rapport.platform.misconfigured import Misconfigured
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.names import check_names
from rapport.schema.object_type import ObjectType
from rapport.schema.shape import View
from rapport.schema.sources import place_of
from rapport.schema.view import Condition, Filter, Negation, Sort, parse_filter, parse_sort

MATCHED = {"text", "email", "phone", "url", "number"}
SUMMED = {"money", "number", "percent", "rating"}
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Use:
    """One place of a declaration that names a field; `kinds` are those that fit there, empty for any."""

    where: str
    path: str
    kinds: frozenset[str] = frozenset()
    sorts: bool = False


def check_own(object_type: ObjectType) -> None:
    """What one declaration says about itself. Raises `Misconfigured` with every mistake."""
    stop(own_mistakes(object_type))


def check_together(objects: Mapping[str, ObjectType]) -> None:
    """What declarations say about each other, once all are loaded. Raises `Misconfigured` with every mistake."""
    stop(mistake for object_type in objects.values() for mistake in mutual_mistakes(object_type, objects))


def stop(mistakes: Iterable[str]) -> None:
    """Nothing, or all sentences together."""
    found = list(dict.fromkeys(mistakes))
    if found:
        raise Misconfigured("\n".join(found))


def said(object_type: ObjectType, where: str, word: str, sentence: str, near: str = "") -> str:
    """`file:line: Deal.Shape.table: there is no field ...`."""
    scope, _, name = where.rpartition(".")
    place = place_of(object_type, word, near or name, after=f"class {scope}" if scope else "")
    return f"{place}: {object_type.label}.{where}: {sentence}"


def unknown(  # noqa: PLR0913, PLR0917 - a sentence has many words
    object_type: ObjectType, where: str, word: str, known: Iterable[str], what: str = "field", near: str = ""
) -> str:
    """A sentence about a word that is none of the known ones."""
    words = list(known)
    close = get_close_matches(word, words, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    sentence = f"there is no {what} {word!r}; {hint}The {what}s are: {', '.join(words)}."
    return said(object_type, where, word, sentence, near)


# -- one declaration ---------------------------------------------------------------------------------------------
def own_mistakes(object_type: ObjectType) -> Iterator[str]:
    """Names, and fields named in the shape that the object does not have."""
    for word, sentence in check_names(object_type):
        yield said(object_type, "fields" if word in object_type.fields else "key", word, sentence)
    for use in uses(object_type):
        yield from misused(object_type, use)


def uses(object_type: ObjectType) -> Iterator[Use]:  # noqa: C901, PLR0912 - one line for each word of a shape
    """Every field that the shape names."""
    text, stage, user = frozenset({"text"}), frozenset({"stage"}), frozenset({"user"})
    yield Use("Shape.title", object_type.title, text)
    if object_type.subtitle:
        yield Use("Shape.subtitle", object_type.subtitle)
    if object_type.avatar_field:
        yield Use("Shape.avatar_field", object_type.avatar_field, frozenset({"link"}))
    for path in object_type.list.columns:
        yield Use("Shape.table", path)
    for path in object_type.facts:
        yield Use("Shape.facts", path)
    for keys in object_type.indexes:
        for path in keys:
            yield Use("Shape.indexes", path)
    if object_type.imports:
        for path in object_type.imports.match_on:
            yield Use("Shape.imports", path, frozenset(MATCHED))
    if object_type.sharing:
        yield Use("Shape.sharing", object_type.sharing.owner, user)
        if object_type.sharing.team:
            yield Use("Shape.sharing", object_type.sharing.team, frozenset({"team"}))
        if object_type.sharing.private:
            yield Use("Shape.sharing", object_type.sharing.private, frozenset({"checkbox"}))
    if object_type.board:
        yield Use("Shape.board", object_type.board.lanes, stage)
        for path in object_type.board.card:
            yield Use("Shape.board", path)
        for total in (object_type.board.total, object_type.board.weighted):
            if total:
                yield Use("Shape.board", total, frozenset({*SUMMED, "computed"}))
    for pipeline in object_type.pipelines:
        for seed in pipeline.stages:
            for path in seed.required_fields:
                yield Use("Shape.pipelines", path)


def misused(object_type: ObjectType, use: Use) -> Iterator[str]:
    """What is wrong with one use of a field of the object itself."""
    spec = object_type.fields.get(use.path)
    if spec is None:
        yield unknown(object_type, use.where, use.path, object_type.fields)
    elif use.kinds and spec.kind not in use.kinds:
        fitting = " or ".join(sorted(use.kinds))
        yield said(object_type, use.where, use.path, f"{use.path!r} is of the kind {spec.kind}, it must be {fitting}.")
    elif use.where == "Shape.indexes" and not spec.columns:
        yield said(object_type, use.where, use.path, f"{use.path!r} has no column of its own to index.")


# -- declarations together ---------------------------------------------------------------------------------------
def mutual_mistakes(  # noqa: C901 - one line for each thing that can be wrong
    object_type: ObjectType, objects: Mapping[str, ObjectType]
) -> Iterator[str]:
    """Links to objects that are not installed, and paths, sorts and filters that lead nowhere."""
    missing = [spec for spec in object_type.fields.values() if spec.options.get("target", "") not in {"", *objects}]
    for spec in missing:
        yield unknown(object_type, spec.key, spec.options["target"], objects, "object")
    if missing:
        return
    kinds = {pipeline.kind for other in objects.values() for pipeline in other.pipelines}
    for spec in object_type.fields.values():
        if spec.kind == "stage" and spec.options["pipeline"] not in kinds:
            yield unknown(object_type, spec.key, spec.options["pipeline"], sorted(kinds), "pipeline")
        if spec.kind == "computed":
            for path, fitting in spec.options["expression"].paths().items():
                yield from mistaken_path(object_type, spec.key, path, fitting)
    for seed in object_type.seeds:
        if seed.role not in {role.key for role in SEED_ROLES}:
            yield unknown(object_type, "Shape.seeds", seed.role, (role.key for role in SEED_ROLES), "role")
    yield from mistaken_sort(object_type, "Shape.table", object_type.list.sort)
    for view in object_type.views:
        yield from mistaken_view(object_type, view)
        if view.layout == "board" and object_type.board is None:
            yield said(
                object_type, "Shape.views", view.key, f"the view {view.key!r} is a board, but there is no board."
            )


def resolved(object_type: ObjectType, path: str) -> FieldSpec | None:
    """The field that a path ends at, or None."""
    first, _, rest = path.partition(".")
    spec = object_type.fields.get(first)
    if spec is None or not rest:
        return spec
    part = getattr(spec.type, "part", None)
    return part(spec, rest) if part else None


def mistaken_path(
    object_type: ObjectType, where: str, path: str, kinds: frozenset[str] = frozenset(), near: str = ""
) -> Iterator[str]:
    """What is wrong with a path that may go over a reference."""
    spec = resolved(object_type, path)
    if spec is None:
        yield unknown(object_type, where, path, object_type.fields, near=near)
    elif kinds and spec.kind not in kinds:
        fitting = " or ".join(sorted(kinds))
        yield said(object_type, where, path, f"{path!r} is of the kind {spec.kind}, it must be {fitting}.", near)


def mistaken_sort(object_type: ObjectType, where: str, text: str, near: str = "") -> Iterator[str]:
    """What is wrong with a sort such as `"-amount,name"`."""
    sorts: tuple[Sort, ...] = parse_sort(text)
    for sort in sorts:
        yield from mistaken_path(object_type, where, sort.path, near=near)
        spec = resolved(object_type, sort.path)
        if spec is not None and not spec.type.sortable:
            yield said(object_type, where, sort.path, f"lists cannot be sorted by {sort.path!r}.", near)


def mistaken_view(object_type: ObjectType, view: View) -> Iterator[str]:
    """What is wrong with a view's filter and sort."""
    where, near = "Shape.views", view.key
    yield from mistaken_sort(object_type, where, view.sort, near)
    try:
        tree = parse_filter(view.filter)
    except Invalid as wrong:
        yield said(object_type, where, near, wrong.detail)
        return
    for condition in conditions(tree):
        yield from mistaken_path(object_type, where, condition.path, near=near)
        spec = resolved(object_type, condition.path)
        if spec is not None and (sentence := mistaken_condition(spec, condition)):
            yield said(object_type, where, condition.path, f"{condition.path!r} {sentence}", near)


def mistaken_condition(spec: FieldSpec, condition: Condition) -> str | None:
    """What is wrong with a condition's operator or value."""
    if condition.op not in spec.type.operators:
        return f"cannot be filtered by {condition.op!r}; use one of: {', '.join(spec.type.operators)}."
    try:
        spec.type.where(condition.op, condition.value, spec, Source("x", "t", "w"), Params(), nobody())
    except ValueProblem as wrong:
        return f"cannot be filtered so: {wrong.detail}"
    return None


def conditions(part: Filter | None) -> Iterator[Condition]:
    """All conditions of a filter tree."""
    if isinstance(part, Condition):
        yield part
    elif isinstance(part, Negation):
        yield from conditions(part.part)
    elif part is not None:
        for each in part.parts:
            yield from conditions(each)


def nobody() -> Context:
    """A reader to try filters with."""
    return Context(workspace_id=NOBODY, user_id=NOBODY, actor=Actor("system", None, "Start-up"), grants={})
