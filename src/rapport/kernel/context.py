"""Who is asking, in which workspace, and with which grants: plain data that every door takes first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

ActorKind = Literal["user", "import", "api_key", "workflow", "agent", "integration", "system"]


class Reach(StrEnum):
    """How far a grant reaches over the records of one object."""

    NONE = "none"
    OWN = "own"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role allows on one object."""

    view: Reach = Reach.NONE
    create: Reach = Reach.NONE
    edit: Reach = Reach.NONE
    delete: Reach = Reach.NONE


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a value that stays readable after the user, key or workflow is gone."""

    kind: ActorKind
    id: UUID | None
    label: str

    def as_json(self) -> dict[str, Any]:
        """`{"kind", "id", "label"}`, the shape of the field kind `actor`."""
        return {"kind": self.kind, "id": str(self.id) if self.id else None, "label": self.label}


@dataclass(frozen=True, slots=True)
class Context:
    """One request, job or command. `grants` is keyed by object key, with `"*"` for every other object."""

    workspace_id: UUID
    user_id: UUID | None
    actor: Actor
    grants: Mapping[str, Grant]
    special: frozenset[str] = field(default_factory=frozenset)
    currency: str = "EUR"
    locale: str = "en"
    time_zone: str = "UTC"
    request_id: str = ""
