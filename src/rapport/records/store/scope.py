"""Which rows the reader's grounds cover, as SQL, and how one member stands to records that are at hand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from rapport.access.decide import Action
from rapport.access.grounds import EVERYTHING, Ground, grounds
from rapport.kernel.context import Context
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType

Part = Literal["whole", "without shares", "by share alone"]


@dataclass(frozen=True, slots=True)
class Columns:
    """SQL of what grounds look at: the record's id, owner, team and mark of privacy; None where there is none."""

    id: str
    owner: str
    team: str | None
    private: str | None


def reader_params(context: Context) -> Params:
    """The values of a statement for this reader: the workspace, and what grounds compare with."""
    params, teams = Params(), context.teams
    params.values |= {
        "w": context.workspace_id, "me": context.user_id,
        "members": list(teams.members), "below": list(teams.below), "above": list(teams.above),
    }  # fmt: skip
    return params


def columns_of(object_type: ObjectType, source: Source) -> Columns:
    """The columns of an object that has owners."""
    sharing = object_type.sharing
    assert sharing is not None
    team, private = (
        source.column(object_type.fields[key].column) if key else None for key in (sharing.team, sharing.private)
    )
    owner = source.column(object_type.fields[sharing.owner].column)
    return Columns(source.column("id"), owner, team, private)


def scope_conditions(
    object_type: ObjectType, context: Context, source: Source, action: Action = "view", part: Part = "whole"
) -> list[str]:
    """What a statement must demand of the object's rows so that it sees only those the action reaches.

    Its values are those of `reader_params`. Without shares, or those that only a share shows: the two parts together
    are the whole.
    """
    found = grounds(context, action, object_type)
    if found == EVERYTHING:
        return []
    if part != "whole":
        others = tuple(ground for ground in found if ground.kind != "shared")
        if part == "by share alone":
            shared = tuple(ground for ground in found if ground.kind == "shared")
            columns = columns_of(object_type, source)
            return [scope_sql(shared, columns), f"{scope_sql(others, columns)} IS NOT TRUE"] if shared else ["false"]
        found = others
    return [scope_sql(found, columns_of(object_type, source))] if found else ["false"]


def gate_of(context: Context) -> Callable[[ObjectType, Source], str | None]:
    """Whether a record that another one points at may be named, as SQL; None where the reader sees all."""

    def gate(target: ObjectType, joined: Source) -> str | None:
        return " AND ".join(scope_conditions(target, context, joined)) or None

    return gate


def scope_sql(found: Iterable[Ground], columns: Columns) -> str:
    """Any of the grounds, as one condition."""
    return f"({' OR '.join(ground_sql(ground, columns) for ground in found)})"


def ground_sql(ground: Ground, columns: Columns) -> str:
    """One ground; the same as `access.grounds.holds`."""
    if ground.kind == "own":
        return f"{columns.owner} = %(me)s::uuid"
    if ground.kind == "shared":
        return f"{columns.id} = ANY(ARRAY({shared_sql(editing=ground.editing)}))"
    open_to_all = f"{columns.private} IS NOT TRUE" if columns.private and not ground.private else "true"
    if ground.kind == "all":
        return open_to_all
    among = f"{columns.owner} = ANY(%(members)s::uuid[])"
    if columns.team:
        among = f"({among} OR {columns.team} = ANY(%(below)s::uuid[]))"
    return f"({among} AND {open_to_all})"


def shared_sql(picked: str = "sh.record_id", *, editing: bool = False) -> str:
    """What is shared with the member."""
    level = " AND sh.edit" if editing else ""
    return (
        f"SELECT {picked} FROM record_share sh WHERE sh.workspace_id = {WORKSPACE}"
        f" AND (sh.user_id = %(me)s::uuid OR sh.team_id = ANY(%(above)s::uuid[])){level}"
    )


def seen_among(context: Context, object_type: ObjectType, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the records, live or deleted, that the member sees; no statement for one who sees all."""
    source = Source(object_type.table, "t", WORKSPACE)
    scope = scope_conditions(object_type, context, source)
    if not scope or not ids:
        return frozenset(ids)
    params = reader_params(context)
    where = [f"t.workspace_id = {WORKSPACE}", f"t.id = ANY({params.add(list(ids))}::uuid[])", *scope]
    text = f"SELECT t.id FROM {object_type.table} t WHERE {' AND '.join(where)}"
    return frozenset(row[0] for row in Statement(text, params.values).rows())


def shares_of(context: Context, ids: Sequence[UUID]) -> dict[UUID, bool]:
    """Which of the records are shared with the member, and whether for editing."""
    params = reader_params(context)
    among = f" AND sh.record_id = ANY({params.add(list(ids))}::uuid[]) GROUP BY sh.record_id"
    return dict(Statement(shared_sql("sh.record_id, bool_or(sh.edit)") + among, params.values).rows())


def sharing_values(context: Context, object_type: ObjectType, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Whose these records are, live or deleted: the values of the sharing's fields, by field."""
    if object_type.sharing is None or not ids:
        return {}
    params, keys = reader_params(context), object_type.sharing.fields
    columns = ", ".join(f"t.{object_type.fields[key].column}" for key in keys)
    among = f"t.workspace_id = {WORKSPACE} AND t.id = ANY({params.add(list(ids))}::uuid[])"
    rows = Statement(f"SELECT t.id, {columns} FROM {object_type.table} t WHERE {among}", params.values).rows()
    return {record_id: dict(zip(keys, values, strict=True)) for record_id, *values in rows}
