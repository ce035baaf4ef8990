"""Sharing in the change log: a record's history and the feed tell of it as of any change.

A share is no field of the record, and its version stays; so the change has a key that no field can have.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.kernel.context import Context
from rapport.records.listeners import Written
from rapport.records.store.change_log import insert_change_set, insert_changes

KEY = "*shared_with"


@dataclass(frozen=True, slots=True)
class Shared:
    """With whom, by name as it is now, and whether they may edit."""

    id: UUID
    kind: str
    name: str
    edit: bool

    def as_json(self) -> dict[str, Any]:
        return {"id": str(self.id), "kind": self.kind, "name": self.name, "edit": self.edit}


def note_share(  # noqa: PLR0913 - of what, and what became of it
    context: Context, object_key: str, record_id: UUID, version: int, *, before: Shared | None, after: Shared | None
) -> UUID | None:
    """Adds it to the log and says as which change set; nothing where nothing changed. It takes a number: call it last
    but for the audit log."""
    if before == after:
        return None
    made = insert_change_set(context, "api" if context.actor.kind == "api_key" else "user", "")
    was, now_is = ({KEY: each.as_json() if each else None} for each in (before, after))
    insert_changes(context.workspace_id, made, object_key, [
        Written("update", record_id, version, None, was, now_is, {})
    ])  # fmt: skip
    return made


def told(value: Any) -> Any:
    """What history shows: the name, and whether they may edit."""
    if not isinstance(value, dict):
        return value
    return _("%(name)s (may edit)") % value if value.get("edit") else value.get("name")


def label() -> str:
    """What history calls it."""
    return _("Shared with")
