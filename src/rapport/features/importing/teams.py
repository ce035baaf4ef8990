"""Teams of the workspace as files name them: by name or by id."""

from django.utils.translation import gettext as _

from rapport.accounts.teams import list_teams
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.schema.field_type import ValueProblem


class Teams:
    """Every team, looked up in memory."""

    def __init__(self, context: Context) -> None:
        teams = list_teams(context.workspace_id)
        self._found = {word: str(team.id) for team in teams for word in (fold(team.name), str(team.id))}

    def find(self, text: str) -> str:
        """The id of the team the text names; raises `ValueProblem`."""
        found = self._found.get(fold(text))
        if found is None:
            sentence = _("“%(shown)s” is no team of this workspace. Write a team's name, or make the team first.")
            raise ValueProblem("team", sentence % {"shown": text[:60]})
        return found
