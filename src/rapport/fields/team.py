"""A team of the workspace: whose territory a record belongs to."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.fields.link import Link
from rapport.fields.reference import NamedReferenceType, id_of
from rapport.kernel.context import Context
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, ValueProblem
from rapport.schema.fragments import Params, Source

MINE = "mine"
TEAMS = "accounts_team"


class TeamType(NamedReferenceType):
    """`"mine"` stands for the writer's main team, and in filters for all their teams and those within. By name."""

    kind = "team"
    refers_to = "team"
    table = TEAMS
    word = MINE

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> UUID:
        del spec
        if value == MINE:
            if cleaning.context.teams.main is None:
                raise ValueProblem("team", _("You have no main team. Choose a team."))
            return cleaning.context.teams.main
        found = id_of(value)
        if cleaning.references.team(found) is None:
            raise ValueProblem("team", _("Choose a team of this workspace."))
        return found

    def where(self, op: str, value: Any, spec: FieldSpec, source: Source, params: Params, context: Context) -> str:
        if value == MINE and op in {"eq", "ne"}:
            op, value = {"eq": "in", "ne": "not_in"}[op], list(context.teams.below)
        return super().where(op, value, spec, source, params, context)


class TeamLink(Link):
    """A team of the workspace: `TeamLink(default=TeamLink.MINE)`."""

    type = TeamType()
    known_options = ()
    MINE: ClassVar[str] = MINE

    def __init__(self, **options: Any) -> None:
        super(Link, self).__init__(**options)
