"""Listeners: what happens in the same transaction after records were written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from rapport.kernel.context import Context
from rapport.schema.object_type import ObjectType

Kind = Literal["create", "update", "delete", "restore"]


@dataclass(frozen=True, slots=True)
class Written:
    """One changed record. `before` and `after` hold the changed fields in their JSON shape, `record` all of them."""

    kind: Kind
    id: UUID
    version: int
    owner_id: UUID | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """All records of one object that one write changed."""

    context: Context
    object_type: ObjectType
    change_set: UUID
    written: Sequence[Written]


Listener = Callable[[Batch], None]
_listeners: list[Listener] = []


def listener(function: Listener) -> Listener:
    """Registers a listener; it is called once per write with all records of the write."""
    _listeners.append(function)
    return function


def listeners() -> tuple[Listener, ...]:
    """All listeners, in the order of their registration."""
    return tuple(_listeners)
