"""What the values of a batch refer to, looked up in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from rapport.fields.stage import stage_json
from rapport.kernel.context import Context
from rapport.records.store.scope import reader_params, scope_conditions
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

Wanted = dict[str, set[UUID]]


@dataclass(slots=True)
class LoadedReferences:
    """The answers, by (what, id). Implements `schema.field_type.References`."""

    titles: dict[tuple[str, UUID], str] = field(default_factory=dict)
    stages_of: dict[str, dict[UUID, Mapping[str, Any]]] = field(default_factory=dict)

    def title(self, object_key: str, record_id: UUID) -> str | None:
        """The title of a live record the writer may see, or None."""
        return self.titles.get((object_key, record_id))

    def user(self, user_id: UUID) -> str | None:
        """The name of an active member of the workspace, or None."""
        return self.titles.get(("user", user_id))

    def team(self, team_id: UUID) -> str | None:
        """The name of a team of the workspace, or None."""
        return self.titles.get(("team", team_id))

    def stages(self, pipeline: str) -> Mapping[UUID, Mapping[str, Any]]:
        """The stages of all pipelines of one kind, in order, by id."""
        return self.stages_of.get(pipeline, {})


def wanted(object_type: ObjectType, values: Iterable[Mapping[str, Any]], context: Context) -> Wanted:
    """Which rows cleaning these values will ask for."""
    found: Wanted = {}
    referring = [spec for spec in object_type.writable if spec.kind in {"link", "links", "user", "team"}]
    for spec in object_type.writable:
        if spec.kind == "stage":
            found[f"stage:{spec.options['pipeline']}"] = set()
    if context.user_id is not None:
        found["user"] = {context.user_id}
    for given in values:
        for spec in referring:
            value = given.get(spec.key)
            asks = spec.type.wants(value, spec) if value is not None else None
            if asks:
                found.setdefault(asks[0], set()).update(asks[1])
    return found


def load_references(context: Context, asks: Wanted) -> LoadedReferences:
    """All references in one statement."""
    loaded, params = LoadedReferences(), reader_params(context)
    parts = [part for what, ids in asks.items() if (part := _part(what, ids, context, params))]
    if parts:
        for what, record_id, text in Statement(" UNION ALL ".join(parts), params.values).rows():
            if what.startswith("stage:"):
                loaded.stages_of.setdefault(what[6:], {})[record_id] = orjson.loads(text)
            else:
                loaded.titles[what, record_id] = text or ""
    for stages in loaded.stages_of.values():
        ordered = sorted(stages.items(), key=lambda item: (item[1]["pipeline_position"], item[1]["position"]))
        stages.clear()
        stages.update(ordered)
    return loaded


def _part(what: str, ids: set[UUID], context: Context, params: Params) -> str | None:
    if what.startswith("stage:"):
        stage = Source("pipeline_stage", "s", WORKSPACE)
        extra = (
            "jsonb_build_object('required_fields', s.required_fields, 'target_days', s.target_days,"
            " 'pipeline', json_build_object('id', p.id, 'label', p.label), 'pipeline_position', p.position)"
        )
        return (
            f"(SELECT {params.add(what)}::text, s.id, ({stage_json(stage)}::jsonb || {extra})::text"
            f" FROM pipeline_stage s JOIN pipeline p ON p.workspace_id = {WORKSPACE} AND p.id = s.pipeline_id"
            f" WHERE s.workspace_id = {WORKSPACE} AND p.kind = {params.add(what[6:])})"
        )
    if not ids:
        return None
    if what == "user":
        return (
            f"(SELECT 'user', m.user_id, u.name FROM accounts_membership m"
            f" JOIN accounts_user u ON u.id = m.user_id"
            f" WHERE m.workspace_id = {WORKSPACE} AND m.active AND u.is_active"
            f" AND m.user_id = ANY({params.add(list(ids))}::uuid[]))"
        )
    if what == "team":
        return (
            f"(SELECT 'team', te.id, te.name FROM accounts_team te"
            f" WHERE te.workspace_id = {WORKSPACE} AND te.id = ANY({params.add(list(ids))}::uuid[]))"
        )
    target = registry.object(what)
    # Each part has aliases of its own: the parts are one statement.
    source = Source(target.table, alias := f"t{len(params.values)}", WORKSPACE)
    among = f"{source.column('id')} = ANY({params.add(list(ids))}::uuid[])"
    where = [f"{source.column('workspace_id')} = {WORKSPACE}", among, f"{source.column('deleted_at')} IS NULL"]
    where += scope_conditions(target, context, source)
    title = source.column(target.title_spec.column)
    picked = f"{params.add(what)}::text, {source.column('id')}, {title}"
    return f"(SELECT {picked} FROM {target.table} {alias} WHERE {' AND '.join(where)})"
