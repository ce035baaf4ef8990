"""How an object is shown and shared: the words of a declaration's `Shape`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, init=False)
class Table:
    """The columns of the list and its sort (`"-amount"`)."""

    columns: tuple[str, ...]
    sort: str

    def __init__(self, *columns: str, sort: str) -> None:
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "sort", sort)


@dataclass(frozen=True, slots=True)
class Board:
    """Lanes by a stage field; a card's fields; the money field each lane sums, and its weighted sum."""

    lanes: str
    card: tuple[str, ...]
    total: str | None = None
    weighted: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A view that every workspace has, as a tab over the list."""

    key: str
    label: str
    filter: Mapping[str, Any] | None = None
    sort: str = ""
    layout: Literal["table", "board"] = "table"


@dataclass(frozen=True, slots=True)
class Import:
    """The fields an import may match existing records on, best first."""

    match_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """The fields that say whose record it is: a user (what "own" means), a team, and whether it is private."""

    owner: str
    team: str | None = None
    private: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that access goes by."""
        return tuple(key for key in (self.owner, self.team, self.private) if key)


@dataclass(frozen=True, slots=True)
class Seed:
    """What the ordinary roles may do with this object where the wildcard grant is not what one expects."""

    role: str
    view: str = "none"
    create: str = "none"
    edit: str = "none"
    delete: str = "none"


@dataclass(frozen=True, slots=True)
class StageSeed:
    """One stage of a pipeline that every new workspace gets. `required_fields` must have values to enter it."""

    label: str
    color: str
    group: Literal["open", "won", "lost"] = "open"
    probability: int = 0
    target_days: int | None = None
    required_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PipelineSeed:
    """A pipeline that every new workspace gets; `kind` is the word the stage field names."""

    kind: str
    label: str
    stages: tuple[StageSeed, ...]
