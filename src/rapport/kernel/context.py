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
class Teams:
    """What the member's teams mean, by ids. `main` is the team of their new records.

    `below` are their teams and all within them, and `members` who is in those: what the reach `team` covers.
    `above` are their teams and all around them: what is shared with one of those is shared with them.
    """

    main: UUID | None = None
    below: tuple[UUID, ...] = ()
    above: tuple[UUID, ...] = ()
    members: tuple[UUID, ...] = ()


NO_TEAMS = Teams()


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
    """One request, job or command. `grants` is keyed by object key, with `"*"` for every other object.

    `hidden` and `locked` name, by object key, the fields that the member does not see, and sees but may not change.
    `shared` is false where it is known that no record is shared with them. Who is `read_only` looks with the rights of
    another member and writes nothing.
    """

    workspace_id: UUID
    user_id: UUID | None
    actor: Actor
    grants: Mapping[str, Grant]
    special: frozenset[str] = field(default_factory=frozenset)
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    locked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    teams: Teams = NO_TEAMS
    shared: bool = True
    read_only: bool = False
    currency: str = "EUR"
    locale: str = "en"
    time_zone: str = "UTC"
    request_id: str = ""
