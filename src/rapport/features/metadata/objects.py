"""Every object described for the reader: fields, screens, rights and actions, in the shape of docs/architecture.md."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.access.decide import decide, grant_for
from rapport.access.fields import as_seen, seen_fields
from rapport.access.grounds import sees_all
from rapport.features.metadata.stages import read_stages
from rapport.fields.choice import Option
from rapport.kernel.context import Context, Reach
from rapport.records.actions import actions_of
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.operators import OPERATORS
from rapport.schema.registry import registry

Stages = dict[str, list[dict[str, Any]]]
HIDDEN_OPTIONS = {"expression", "through", "own_column", "other_column", "back", "domain"}


def describe_objects(context: Context) -> dict[str, Any]:
    """`{"objects", "operators"}`; objects that the reader may not see at all are left out."""
    seen = [o for o in registry.objects().values() if decide(context, "view", o.key) is not Reach.NONE]
    stages = read_stages(context)
    kinds = {spec.kind: spec.type.operators for o in seen for spec in o.fields.values()}
    return {
        "objects": [describe(context, object_type, stages) for object_type in seen],
        "operators": {
            kind: [{"key": key, "label": _(OPERATORS[key].label), "value": OPERATORS[key].value} for key in keys]
            for kind, keys in kinds.items()
        },
    }


def describe(context: Context, object_type: ObjectType, stages: Stages) -> dict[str, Any]:
    """One object as the reader may use it."""
    object_type = as_seen(context, object_type)
    fields = object_type.fields

    def kept(paths: Iterable[str]) -> list[str]:
        return [path for path in paths if path.partition(".")[0] in fields]

    def or_none(key: str | None) -> str | None:
        return key if key in fields else None

    grant = grant_for(context, object_type.key)
    editable = grant.edit is not Reach.NONE or grant.create is not Reach.NONE
    board = object_type.board
    return {
        "key": object_type.key,
        "plural": object_type.plural,
        "label": _(object_type.label),
        "label_plural": _(object_type.label_plural),
        "help": _(object_type.help),
        "icon": object_type.icon,
        "nav_group": _(object_type.nav_group),
        "shape": object_type.avatar,
        "title_field": object_type.title,
        "subtitle_field": or_none(object_type.subtitle),
        "avatar_field": or_none(object_type.avatar_field),
        "owner_field": object_type.sharing.owner if object_type.sharing else None,
        "private_field": object_type.sharing.private if object_type.sharing else None,
        "fields": [describe_field(context, spec, stages, editable=editable) for spec in object_type.fields.values()],
        "table": {"columns": kept(object_type.list.columns), "sort": default_sort(object_type)},
        "board": board
        and {
            "lanes": board.lanes, "card": kept(board.card), "total": or_none(board.total),
            "weighted": or_none(board.weighted),
        },
        "facts": kept(object_type.facts),
        "related": [
            {"object": other.key, "field": spec.key, "label": _(spec.options["back"])}
            for other in registry.objects().values()
            if decide(context, "view", other.key) is not Reach.NONE
            for spec in seen_fields(context, other)
            if spec.options.get("back") and spec.options.get("target") == object_type.key
        ],
        "views": [
            {"key": v.key, "label": _(v.label), "layout": v.layout, "filter": v.filter,
             "sort": v.sort if kept([v.sort.lstrip("-")]) else ""}
            for v in object_type.views
            if kept(paths_in(v.filter)) == paths_in(v.filter)
        ],
        "imports": {"match_on": kept(object_type.imports.match_on)} if object_type.imports else None,
        "can": {"view": grant.view, "create": grant.create, "edit": grant.edit, "delete": grant.delete},
        "actions": [action.as_json() for action in actions_of(object_type.key)] if editable else [],
    }  # fmt: skip


def paths_in(part: Any) -> list[str]:
    """The fields that a declared view's filter names."""
    if not part:
        return []
    if "field" in part:
        return [part["field"]]
    return [path for word in ("and", "or") for inner in part.get(word, ()) for path in paths_in(inner)] + paths_in(
        part.get("not")
    )


def default_sort(object_type: ObjectType) -> str:
    """The sort of the object's list, or its newest first where the reader does not see what that sorts by."""
    sort = object_type.list.sort
    return sort if sort.lstrip("-").partition(".")[0] in object_type.fields else "-created_at"


def describe_field(context: Context, spec: FieldSpec, stages: Stages, *, editable: bool) -> dict[str, Any]:
    """One field."""
    options = {key: shown(value) for key, value in spec.options.items() if key not in HIDDEN_OPTIONS}
    if spec.kind == "stage":
        options["stages"] = stages.get(spec.options["pipeline"], [])
    result = spec.type.result(spec) if spec.kind == "computed" else None
    return {
        "key": spec.key,
        "label": _(spec.label),
        "help": spec.help and _(spec.help),
        "kind": spec.kind,
        "result_kind": result.kind if result else None,
        "required": spec.required,
        "read_only": spec.read_only,
        "sortable": spec.type.sortable and (spec.kind != "link" or sees_all(context, spec)),
        "filterable": bool(spec.type.operators),
        "default": spec.default,
        "options": options,
        "can": "edit" if editable and not spec.read_only else "read",
    }


def shown(value: Any) -> Any:
    """An option as JSON."""
    if isinstance(value, Option):
        return value.as_json() | {"label": _(value.label)}
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    return str(value) if isinstance(value, UUID) else value
