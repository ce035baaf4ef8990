"""What a declaration's table has beside its columns: composite foreign keys, row-level security and indexes."""

from hashlib import sha256
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.fields.link import LinkType
from rapport.fields.matched import MatchedType
from rapport.fields.stage import STAGES, StageType
from rapport.fields.team import TEAMS, TeamType
from rapport.fields.user import UserType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

LIVE = Q(deleted_at__isnull=True)
LONGEST_NAME = 30
MEMBERSHIPS = "accounts_membership"
# Kilobytes of parts of texts that wait to be put into their index together: one by one they were most of the work of a
# write. A look into the index reads those that wait, in a millisecond at most.
MOST_PENDING = 256


def short(*parts: str) -> str:
    """A database name of at most 30 characters that stays unique."""
    full = "_".join(parts)
    return full if len(full) <= LONGEST_NAME else f"{full[:23]}_{sha256(full.encode()).hexdigest()[:6]}"


def constraints_for(object_type: ObjectType) -> list[models.BaseConstraint]:
    """Row-level security, and a composite foreign key for each link."""
    made: list[models.BaseConstraint] = []
    for spec in object_type.fields.values():
        target = _points_at(spec)
        if target:
            table, key = target
            name = short(object_type.key, spec.key, "fk")
            made.append(TenantForeignKey(name=name, columns=(spec.column,), to=table, to_columns=(key,)))
    return [*made, RowLevelSecurity(name=short(object_type.key, "tenant"))]


def _points_at(spec: FieldSpec) -> tuple[str, str] | None:
    if isinstance(spec.type, UserType):
        return MEMBERSHIPS, "user_id"
    if isinstance(spec.type, TeamType):
        return TEAMS, "id"
    if isinstance(spec.type, StageType):
        return STAGES, "id"
    return (spec.options["target"], "id") if isinstance(spec.type, LinkType) else None


def indexes_for(object_type: ObjectType) -> list[models.Index]:
    """One index for each way a screen sorts, filters by equality, or follows a link."""
    wanted: dict[str, models.Index] = {}
    for key in (*object_type.list.columns, *object_type.fields):
        spec = object_type.fields.get(key)
        if spec is None or not spec.columns or key in wanted:
            continue
        if isinstance(spec.type, MatchedType):
            wanted[key] = _index(object_type, (key,), F(spec.columns[1]))
        elif _points_at(spec):
            wanted[key] = _index(object_type, (key,), F(key))
        elif spec.type.sortable and (key in object_type.list.columns or key in {"created_at", "updated_at"}):
            wanted[key] = _index(object_type, (key,), _ordered(spec))
    named = [_combined(object_type, keys) for keys in object_type.indexes]
    return [*wanted.values(), *named, *_title_indexes(object_type), _deleted_index(object_type)]


def _ordered(spec: FieldSpec) -> Any:
    return Func(F(spec.key), function="rapport_fold") if spec.kind == "text" else F(spec.key)


def _index(object_type: ObjectType, keys: tuple[str, ...], *columns: Any) -> models.Index:
    return models.Index(F("workspace_id"), *columns, F("id"), name=short(object_type.key, *keys, "ix"), condition=LIVE)


def _combined(object_type: ObjectType, keys: tuple[str, ...]) -> models.Index:
    """Several keys, with the currencies of money: lanes are counted and summed from the index alone."""
    currencies = [object_type.fields[key].columns[1] for key in keys if object_type.fields[key].kind == "money"]
    columns = [object_type.fields[key].key for key in keys]
    name = short(object_type.key, *keys, "ix")
    fields = ["workspace_id", *columns, "id"]
    return models.Index(fields=fields, include=currencies or None, name=name, condition=LIVE)


def _title_indexes(object_type: ObjectType) -> list[models.Index]:
    """Records that link here are sorted by this title, also a deleted record's; and parts of it are found."""
    title = Func(F(object_type.title), function="rapport_fold")
    return [
        models.Index(F("workspace_id"), title, F("id"), name=short(object_type.key, "title_ix")),
        GinIndex(
            F("workspace_id"), OpClass(title, name="gin_trgm_ops"), name=short(object_type.key, "title_part_ix"),
            condition=LIVE, fastupdate=True, gin_pending_list_limit=MOST_PENDING,
        ),
    ]  # fmt: skip


def _deleted_index(object_type: ObjectType) -> models.Index:
    name = short(object_type.key, "deleted_ix")
    return models.Index("workspace_id", "deleted_at", name=name, condition=Q(deleted_at__isnull=False))


def pair_model(model: Any, spec: FieldSpec, object_key: str) -> None:
    """The table of pairs of a `links` field."""
    table, own, other = (spec.options[k] for k in ("through", "own_column", "other_column"))
    far = str(spec.options["target"])
    meta = type("Meta", (), {
        "app_label": model._meta.app_label,  # noqa: SLF001 - Django's public _meta
        "db_table": table,
        "constraints": (
            TenantForeignKey(name=short(table, "own_fk"), columns=(own,), to=object_key, on_delete="CASCADE"),
            TenantForeignKey(name=short(table, "other_fk"), columns=(other,), to=far, on_delete="CASCADE"),
            RowLevelSecurity(name=short(table, "tenant")),
        ),
        "indexes": (models.Index(fields=("workspace_id", other, own), name=short(table, "back_ix")),),
    })  # fmt: skip
    columns = {
        "pk": models.CompositePrimaryKey("workspace_id", own, other),
        "workspace_id": models.UUIDField(),
        own: models.UUIDField(),
        other: models.UUIDField(),
        "position": models.IntegerField(default=0),
    }
    type(f"{model.__name__}{spec.key.title().replace('_', '')}Pair", (models.Model,), {
        "__module__": model.__module__, "Meta": meta, **columns,
    })  # fmt: skip
