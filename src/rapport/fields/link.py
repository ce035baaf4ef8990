"""Links to records of an object: one (`Link`) or many (`Links`)."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.fields.columns import UUIDColumn
from rapport.fields.declared import Declared
from rapport.fields.reference import ReferenceType, id_of
from rapport.fields.text_forms import join_list, split_list
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, ValueProblem
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType
from rapport.schema.operators import SETS
from rapport.schema.registry import registry

MOST_LINKS = 200


def target_of(spec: FieldSpec) -> ObjectType:
    """The object a link points at."""
    return registry.object(spec.options["target"])


def reference_json(target: ObjectType, joined: Source) -> str:
    """SQL for `{"id", "title"}` of a joined record; null stands for the title of one the reader may not see."""
    title = target.title_spec.type.select(target.title_spec, joined)
    may_name = joined.may_name(target)
    if may_name:
        title = f"CASE WHEN {may_name} THEN {title} END"
    return f"json_build_object('id', {joined.column('id')}, 'title', {title})"


def require_title(value: Any, spec: FieldSpec, cleaning: Cleaning) -> UUID:
    """The id, once it is known to name a record the writer may see; raises `ValueProblem`."""
    found = id_of(value)
    target = target_of(spec)
    if cleaning.references.title(target.key, found) is None:
        raise ValueProblem(
            "link",
            _("There is no %(target)s with the id %(found)s, or it was deleted.")
            % {"target": target.label.lower(), "found": found},
        )
    return found


class LinkType(ReferenceType):
    """A record of the option `target`. Sorted by its title; its fields are one step away: `company.name`."""

    kind = "link"

    def target(self, spec: FieldSpec) -> str:
        return str(spec.options["target"])

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> UUID:
        return require_title(value, spec, cleaning)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {"id": {"type": "string", "format": "uuid"}, "title": {"type": ["string", "null"]}},
            "required": ["id"],
        }

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "format": "uuid"}, self.json_schema(spec)]}

    def enter(self, spec: FieldSpec, source: Source) -> Source:
        """The joined target."""
        return source.join(target_of(spec).table, spec.column)

    def part(self, spec: FieldSpec, key: str) -> FieldSpec | None:
        """A field of the target."""
        return target_of(spec).fields.get(key)

    def select(self, spec: FieldSpec, source: Source) -> str:
        joined = self.enter(spec, source)
        return f"CASE WHEN {joined.column('id')} IS NULL THEN NULL ELSE {reference_json(target_of(spec), joined)} END"

    def order(self, spec: FieldSpec, source: Source) -> str:
        title = target_of(spec).title_spec
        return title.type.order(title, self.enter(spec, source))


class LinksType(FieldType):
    """Several records of the option `target`, kept in a table of pairs (option `through`)."""

    kind = "links"
    operators = (*SETS, "empty", "not_empty")
    sortable = False

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> list[UUID] | None:
        if not isinstance(value, (list, tuple)) or len(value) > MOST_LINKS:
            raise ValueProblem("list", _("Give a list of at most %(most_links)s ids.") % {"most_links": MOST_LINKS})
        return list(dict.fromkeys(require_title(item, spec, cleaning) for item in value))

    def wants(self, value: Any, spec: FieldSpec) -> tuple[str, Sequence[UUID]] | None:
        try:
            return str(spec.options["target"]), [id_of(item) for item in value]
        except (TypeError, ValueProblem):
            return None

    def parse(self, text: str, spec: FieldSpec, forms: Any) -> Any:
        del spec, forms
        return split_list(text)

    def show(self, value: Any, spec: FieldSpec) -> str:
        del spec
        return join_list(str(item.get("title") or "") for item in value or ())

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"type": "array", "items": LINK.json_schema(spec)}

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"type": "array", "items": LINK.write_schema(spec), "maxItems": MOST_LINKS}

    def _pairs(self, spec: FieldSpec, source: Source) -> str:
        own, table = spec.options["own_column"], spec.options["through"]
        return f"FROM {table} p WHERE p.workspace_id = {source.workspace} AND p.{own} = {source.column('id')}"

    def select(self, spec: FieldSpec, source: Source) -> str:
        target, other = target_of(spec), spec.options["other_column"]
        far = Source(target.table, "far", source.workspace, gate=(source.root or source).gate)
        pairs, own = spec.options["through"], spec.options["own_column"]
        return (
            f"(SELECT coalesce(json_agg({reference_json(target, far)} ORDER BY p.position), '[]')"
            f" FROM {pairs} p JOIN {far.from_clause()} ON far.workspace_id = {source.workspace} AND far.id = p.{other}"
            f" WHERE p.workspace_id = {source.workspace} AND p.{own} = {source.column('id')}"
            " AND far.deleted_at IS NULL)"
        )

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        del context
        pairs = self._pairs(spec, source)
        if op in {"empty", "not_empty"}:
            return f"{'NOT ' if op == 'empty' else ''}EXISTS (SELECT 1 {pairs})"
        ids = [id_of(item) for item in value]
        among = f"p.{spec.options['other_column']} = ANY({params.add(ids)})"
        if op == "has_all":
            return f"(SELECT count(*) {pairs} AND {among}) = {params.add(len(set(ids)))}::int"
        return f"{'NOT ' if op == 'has_none' else ''}EXISTS (SELECT 1 {pairs} AND {among})"


LINK = LinkType()


class Link(Declared, UUIDColumn):
    """A link to one record: `Link("company", back="deals")`. `back` labels the list on the other side."""

    type: ClassVar[ReferenceType] = LINK
    column_class = "UUIDField"
    known_options: ClassVar[tuple[str, ...]] = ("target", "back")

    def __init__(self, target: str, *, back: str = "", **options: Any) -> None:
        super().__init__(**options | {"target": target, "back": back})

    def column_names(self) -> tuple[str, ...]:
        return (f"{self.name}_id",)

    def get_attname_column(self) -> tuple[str, str]:
        """The attribute and the column are `<name>_id`."""
        return f"{self.name}_id", f"{self.name}_id"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"db_column": f"{self.name}_id"}


class Links:
    """Links to several records: `Links("person", back="deals")`. No column: a table of pairs beside the object."""

    type = LinksType()

    def __init__(
        self,
        target: str,
        *,
        back: str = "",
        label: str = "",
        help: str = "",  # noqa: A002 - the word a declaration reads best with
        required: bool = False,
        synonyms: Sequence[str] = (),
    ) -> None:
        self.target, self.back, self.label, self.help = target, back, label, help
        self.required, self.synonyms = required, tuple(synonyms)
        self.key = self.object_key = ""

    def bind(self, object_key: str, key: str) -> None:
        """Learn the declaration's names."""
        self.object_key, self.key = object_key, key

    @property
    def table(self) -> str:
        """The table of pairs."""
        return f"{self.object_key}_{self.key}_pair"

    def spec(self) -> FieldSpec:
        """The description of this field."""
        other = f"{self.target}_id" if self.target != self.object_key else f"other_{self.target}_id"
        options = {
            "target": self.target,
            "back": self.back,
            "through": self.table,
            "own_column": f"{self.object_key}_id",
            "other_column": other,
        }
        label = self.label or self.key.replace("_", " ").capitalize()
        return FieldSpec(
            self.key, self.type, label, (), self.help, self.required, synonyms=self.synonyms, options=options
        )
