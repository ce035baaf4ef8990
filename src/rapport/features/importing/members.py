"""Members of the workspace as files name them: by email, by name or by id."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.workspaces import list_members
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.schema.field_type import ValueProblem


class Members:
    """Everybody who may be given records, looked up in memory."""

    def __init__(self, members: Iterable[tuple[UUID, str, str]]) -> None:
        self._found: dict[str, set[UUID]] = {}
        for user_id, name, email in members:
            for word in (str(user_id), fold(email), fold(name)):
                self._found.setdefault(word, set()).add(user_id)

    @classmethod
    def of(cls, context: Context) -> "Members":
        """The active members of the workspace."""
        everybody = list_members(context.workspace_id)
        return cls((user_id, name, email) for user_id, name, email, active in everybody if active)

    def find(self, text: str) -> str:
        """The id of the one member the text names; raises `ValueProblem`."""
        found = self._found.get(fold(text), set())
        if len(found) == 1:
            return str(next(iter(found)))
        shown = text[:60]
        if found:
            raise ValueProblem(
                "user", _("Several members are called “%(shown)s”. Write the email address instead.") % {"shown": shown}
            )
        raise ValueProblem(
            "user",
            _("“%(shown)s” is no member of this workspace. Write a member's email or name, or invite this person.")
            % {"shown": shown},
        )
