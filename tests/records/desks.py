"""A workspace with somebody at their desk in it, for tests of the doors."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from rapport.accounts.impersonate import context_of
from rapport.accounts.models import User
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import add_member, create_workspace
from rapport.kernel.context import Context
from rapport.records.operation import Create, Delete, Restore, Update
from rapport.records.read import get_record, list_page, query
from rapport.records.write import write
from rapport.schema.view import parse_view

PASSWORD = "a long quiet river"


@dataclass
class Desk:
    """One user in one workspace, and short words for what they do."""

    workspace_id: UUID
    user: User
    context: Context
    others: dict[str, "Desk"] = field(default_factory=dict)

    def create(self, key: str, **values: Any) -> dict[str, Any]:
        return write(self.context, key, [Create(values)]).record

    def update(self, key: str, record: Any, **values: Any) -> dict[str, Any]:
        return write(self.context, key, [Update(id_of(record), values)]).record

    def delete(self, key: str, record: Any) -> dict[str, Any]:
        return write(self.context, key, [Delete(id_of(record))]).record

    def restore(self, key: str, record: Any) -> dict[str, Any]:
        return write(self.context, key, [Restore(id_of(record))]).record

    def read(self, key: str, record: Any) -> dict[str, Any]:
        return orjson.loads(get_record(self.context, key, id_of(record)))

    def list(self, key: str, **view: Any) -> dict[str, Any]:
        return orjson.loads(list_page(self.context, parse_view({"object": key, **view})))

    def query(self, key: str, **view: Any) -> dict[str, Any]:
        return orjson.loads(query(self.context, parse_view({"object": key, **view})))

    def colleague(self, role: str) -> "Desk":
        """Another member of the same workspace with one of the seed roles."""
        if role not in self.others:
            user = create_user(email=f"{role}@{self.workspace_id.hex[-8:]}.test", name=role.title(), password=PASSWORD)
            add_member(self.workspace_id, user, (role,))
            self.others[role] = Desk(self.workspace_id, user, context_of(self.workspace_id, user.id))
        return self.others[role]


def id_of(record: Any) -> UUID:
    """The id of a record's JSON, or an id as it is."""
    return UUID(record["id"]) if isinstance(record, dict) else UUID(str(record))


def desk(name: str, email: str) -> Desk:
    user = create_user(email=email, name=f"{name} Owner", password=PASSWORD)
    workspace = create_workspace(name=name, owner=user)
    return Desk(workspace.id, user, context_of(workspace.id, user.id))
