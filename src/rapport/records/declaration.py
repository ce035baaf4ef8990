"""`Record`: the base of every declared object. The class is the declaration; this module reads it."""

import inspect
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models.base import ModelBase

from rapport.fields.actor import ActorColumn
from rapport.fields.computed import Computed
from rapport.fields.date import DateTime
from rapport.fields.declared import Declared
from rapport.fields.link import Links
from rapport.records.tables import constraints_for, indexes_for, pair_model
from rapport.schema.checks import check_own
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import SYSTEM_FIELDS, ObjectType
from rapport.schema.registry import registry

SHAPE_WORDS = {
    "title", "table", "label", "label_plural", "icon", "nav_group", "avatar", "avatar_field", "subtitle", "facts",
    "board", "views", "imports", "sharing", "seeds", "pipelines", "indexes",
}  # fmt: skip


class RecordMeta(ModelBase):
    """Reads `class Deal(Record, key="deal", plural="deals")`: adds table, keys and indexes, and registers."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any], key: str = "", plural: str = "", **kwargs: Any
    ) -> Any:
        if not key:
            return super().__new__(mcs, name, bases, attrs, **kwargs)
        shape = attrs.pop("Shape", None)
        if shape is None:
            raise TypeError(f"{attrs['__module__']}.{name} has no class Shape; say at least its title and table there.")
        declared = {k: v for k, v in attrs.items() if isinstance(v, (Declared, Computed, Links))}
        virtual = {k: attrs.pop(k) for k, v in list(attrs.items()) if isinstance(v, (Computed, Links))}
        for field_key, field in virtual.items():
            field.bind(key, field_key)
        words = {k: v for k, v in vars(shape).items() if not k.startswith("__")}
        order = [*declared, *SYSTEM_FIELDS]
        attrs["Meta"] = type(
            "Meta", (), {"db_table": key, "managed": True, "app_label": attrs.pop("app_label", "objects")}
        )
        model: Any = super().__new__(mcs, name, bases, attrs, **kwargs)
        specs = _specs(model, virtual, order)
        object_type = _object_type(model, key, plural or f"{key}s", specs, words)
        check_own(object_type)
        options = model._meta  # noqa: SLF001 - Django's public _meta
        options.indexes = indexes_for(object_type)
        options.constraints = constraints_for(object_type)
        options.original_attrs |= {"indexes": options.indexes, "constraints": options.constraints}
        for field in virtual.values():
            if isinstance(field, Links):
                pair_model(model, field.spec(), key)
        registry.register(key, lambda: object_type)
        return model


class Record(models.Model, metaclass=RecordMeta):
    """The columns that every object has."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    version = models.IntegerField(db_default=1)
    created_at = DateTime(read_only=True, label="Created")
    created_by = ActorColumn(label="Created by")
    updated_at = DateTime(read_only=True, label="Updated")
    updated_by = ActorColumn(label="Updated by")
    deleted_at = DateTime(read_only=True, label="Deleted")

    class Meta:
        abstract = True


def _specs(model: Any, virtual: dict[str, Any], order: list[str]) -> dict[str, FieldSpec]:
    columns = {field.name: field for field in model._meta.local_fields if isinstance(field, Declared)}  # noqa: SLF001 - as above
    return {key: (virtual.get(key) or columns[key]).spec() for key in order}


def _object_type(model: Any, key: str, plural: str, specs: dict[str, FieldSpec], words: dict[str, Any]) -> ObjectType:
    where = f"{inspect.getsourcefile(model)}, class {model.__name__}.Shape"
    unknown = sorted(set(words) - SHAPE_WORDS)
    if unknown:
        raise TypeError(f"{where}: there is no word {unknown[0]!r}; the words are {', '.join(sorted(SHAPE_WORDS))}.")
    missing = {"title", "table"} - set(words)
    if missing:
        raise TypeError(f"{where}: say {' and '.join(sorted(missing))}.")
    label = words.pop("label", model.__name__)
    return ObjectType(
        key=key,
        plural=plural,
        label=label,
        label_plural=words.pop("label_plural", plural.replace("_", " ").capitalize()),
        help=inspect.cleandoc(model.__doc__ or ""),
        table=key,
        fields=MappingProxyType(specs),
        list=words.pop("table"),
        source_file=f"{inspect.getsourcefile(model)}:{inspect.getsourcelines(model)[1]}",
        model=model,
        **words,
    )
