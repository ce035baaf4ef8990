"""Sharing one record with a member or a team, and explaining who may do what with it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.access.decide import Action, require_special
from rapport.access.explain import Explanation, Subject, explain
from rapport.access.fields import hidden_fields
from rapport.access.grounds import Standing, standing_of
from rapport.access.models import RecordShare
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject as About
from rapport.accounts.audit.record import record
from rapport.accounts.impersonate import context_of, roles_of
from rapport.accounts.models import Membership, Team, User
from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Context
from rapport.kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound
from rapport.kernel.ids import new_id
from rapport.records.history import require_visible
from rapport.records.reached import Reached
from rapport.records.share_log import Shared, note_share
from rapport.records.store.reading import reading
from rapport.records.store.rows import load_rows
from rapport.records.store.scope import shares_of, sharing_values
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

MOST_SHARES = 200


def list_shares(context: Context, object_key: str, record_id: UUID) -> list[dict[str, Any]]:
    """With whom a record is shared: `[{"id", "user"?, "team"?, "edit", "at"}]`."""
    with reading(context):
        require_visible(context, registry.object(object_key), record_id)
    with in_workspace(context.workspace_id):
        found = list(
            RecordShare.objects.filter(workspace_id=context.workspace_id, record_id=record_id).order_by("at", "id")
        )
        users = dict(User.objects.filter(id__in=[s.user_id for s in found if s.user_id]).values_list("id", "name"))
        teams = dict(Team.objects.filter(workspace_id=context.workspace_id).values_list("id", "name")) if found else {}
    return [
        {
            "id": share.id,
            "user": {"id": share.user_id, "name": users.get(share.user_id, "")} if share.user_id else None,
            "team": {"id": share.team_id, "name": teams.get(share.team_id, "")} if share.team_id else None,
            "edit": share.edit,
            "at": share.at,
        }
        for share in found
    ]


@dataclass(frozen=True, slots=True)
class Whom:
    """One member or one team."""

    user_id: UUID | None = None
    team_id: UUID | None = None


def share(context: Context, object_key: str, record_id: UUID, whom: Whom, *, edit: bool = False) -> UUID:
    """Share with one member or one team; sharing again changes what they may do. Whoever may change the record may.

    Raises `NotFound` for a record that is not seen, `Forbidden` for one that may not be changed, `Invalid` for nobody.
    """
    object_type = registry.object(object_key)
    with in_workspace(context.workspace_id):
        version = require_editable(context, object_type, record_id)
        name = check(context, whom)
        place = {
            "workspace_id": context.workspace_id, "record_id": record_id, "user_id": whom.user_id,
            "team_id": whom.team_id,
        }  # fmt: skip
        shares = RecordShare.objects.filter(workspace_id=context.workspace_id, record_id=record_id)
        if not RecordShare.objects.filter(**place).exists() and shares.count() >= MOST_SHARES:
            raise Conflict(_("This record is shared 200 times already. Share it with a team instead."))
        before = RecordShare.objects.filter(**place).values_list("edit", flat=True).first()
        # The record's row is locked, so nobody else shares it meanwhile.
        made, _fresh = RecordShare.objects.update_or_create(
            **place, defaults={"edit": edit}, create_defaults={
                "id": new_id(), "object": object_type.key, "edit": edit, "shared_by": context.user_id,
            },
        )  # fmt: skip
        now_is = shared(whom, name, edit=edit)
        was = None if before is None else replace(now_is, edit=before)
        note_share(context, object_key, record_id, version, before=was, after=now_is)
        said = {"share": made.id, "user": whom.user_id, "team": whom.team_id, "edit": edit}
        record(context, Kind.SHARED, subject=About(object_type.key, record_id), data=said)
        return made.id


def check(context: Context, whom: Whom) -> str:
    """The name of the one active member or one team of the workspace. Raises `Invalid` for any other."""
    mine = {"workspace_id": context.workspace_id}
    if (whom.user_id is None) == (whom.team_id is None):
        raise refused("user", _("Share with a member or with a team."))
    if whom.user_id and not Membership.objects.filter(**mine, user_id=whom.user_id, active=True).exists():
        raise refused("user", _("Choose a member of this workspace."))
    if whom.team_id and not Team.objects.filter(**mine, id=whom.team_id).exists():
        raise refused("team", _("Choose a team of this workspace."))
    return name_of(context, whom)


def name_of(context: Context, whom: Whom) -> str:
    """What a member or a team is called."""
    if whom.user_id:
        return User.objects.values_list("name", flat=True).get(id=whom.user_id)
    assert whom.team_id is not None, "It is one or the other."
    teams = Team.objects.filter(workspace_id=context.workspace_id, id=whom.team_id)
    return teams.values_list("name", flat=True).first() or ""


def shared(whom: Whom, name: str, *, edit: bool) -> Shared:
    """As the change log holds it."""
    known = whom.user_id or whom.team_id
    assert known is not None, "It is one or the other."
    return Shared(known, "user" if whom.user_id else "team", name, edit)


def unshare(context: Context, object_key: str, record_id: UUID, share_id: UUID | str) -> None:
    """Take a share back. Raises as `share` does, and `NotFound` for a share that is not there."""
    with in_workspace(context.workspace_id):
        version = require_editable(context, registry.object(object_key), record_id)
        shares = RecordShare.objects.filter(workspace_id=context.workspace_id, record_id=record_id)
        gone = next((each for each in shares if str(each.id) == str(share_id)), None)
        if gone is None or not shares.filter(id=gone.id).delete()[0]:
            raise NotFound(_("It is not shared like this any more. Look at the list again."))
        whom, found = Whom(gone.user_id, gone.team_id), gone.id
        was = shared(whom, name_of(context, whom), edit=gone.edit)
        note_share(context, object_key, record_id, version, before=was, after=None)
        record(context, Kind.UNSHARED, subject=About(object_key, record_id), data={"share": found})


def require_editable(context: Context, object_type: ObjectType, record_id: UUID) -> int:
    """The record's version. Raises `NotFound` unless the member sees it, `Forbidden` unless they may change it."""
    found = load_rows(object_type, context.workspace_id, [record_id])
    reached = Reached(context, object_type, found)
    row = found.get(record_id)
    if row is None or row.deleted or not reached(row, "view"):
        raise NotFound(_("There is no such record, or you may not see it. It may have been deleted."))
    if object_type.sharing is None or not reached(row, "edit"):
        raise Forbidden(_("Only who may change a record may share it. Ask its owner."))
    return row.version


@dataclass(frozen=True, slots=True)
class Question:
    """About whom (oneself when None), what they would do, and with which field, if with one."""

    user_id: UUID | None = None
    action: Action = "view"
    field: str | None = None


def explain_access(context: Context, object_key: str, record_id: UUID, question: Question) -> Explanation:
    """Why a member may or may not do something with a record that the asker sees.

    Everybody may ask about themselves; asking about others needs the word `manage`.
    """
    object_type, field = registry.object(object_key), question.field
    with reading(context):
        require_visible(context, object_type, record_id)
    if field is not None and (field not in object_type.fields or field in hidden_fields(context, object_type)):
        raise refused("field", _("There is no field “%(field)s”.") % {"field": field[:60]})
    asked = question.user_id or context.user_id
    if asked is None:
        raise refused("user", _("Say about whom you ask."))
    if asked != context.user_id:
        require_special(context, "manage")
    try:
        theirs = context_of(context.workspace_id, asked)
    except Forbidden as gone:
        raise refused("user", _("Choose an active member of this workspace.")) from gone
    subject = Subject(theirs, theirs.actor.label, tuple(roles_of(context.workspace_id, asked)))
    return explain(subject, question.action, object_type, standing_to(theirs, object_type, record_id), field=field)


def standing_to(context: Context, object_type: ObjectType, record_id: UUID) -> Standing:
    """How the record stands to a member."""
    with reading(context):
        values = sharing_values(context, object_type, [record_id]).get(record_id, {})
        shared = shares_of(context, [record_id]).get(record_id)
    return standing_of(object_type, values, shared=shared is not None, editable=bool(shared))


def refused(field: str, detail: str) -> Invalid:
    """A refusal that names one part."""
    return Invalid(detail, [FieldError(field, "invalid", detail)])
