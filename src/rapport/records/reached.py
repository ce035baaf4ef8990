"""Which of the records at hand an action reaches: the grounds of `access` on locked rows."""

from collections.abc import Mapping
from uuid import UUID

from rapport.access.decide import Action
from rapport.access.grounds import EVERYTHING, Ground, covers, grounds, standing_of
from rapport.kernel.context import Context
from rapport.records.store.rows import Row
from rapport.records.store.scope import shares_of
from rapport.schema.object_type import ObjectType


class Reached:
    """Asked for each row and action. Shares are looked up once, and only where nothing else lets the writer in."""

    def __init__(self, context: Context, object_type: ObjectType, found: Mapping[UUID, Row]) -> None:
        self.context, self.type, self.found = context, object_type, found
        self.grounds: dict[Action, tuple[Ground, ...]] = {}
        self.shares: dict[UUID, bool] | None = None

    def __call__(self, row: Row, action: Action) -> bool:
        """Whether the action reaches the row."""
        if action not in self.grounds:
            self.grounds[action] = grounds(self.context, action, self.type)
        mine = self.grounds[action]
        if mine == EVERYTHING:
            return True
        if covers(mine, self.context, standing_of(self.type, row.values)):
            return True
        if not any(ground.kind == "shared" for ground in mine):
            return False
        if self.shares is None:
            self.shares = shares_of(self.context, list(self.found))
        editable = self.shares.get(row.id)
        shared = standing_of(self.type, row.values, shared=editable is not None, editable=bool(editable))
        return covers(mine, self.context, shared)
