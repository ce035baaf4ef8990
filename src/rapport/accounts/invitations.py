"""Invitations: who may join a workspace, and the mail that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from rapport.accounts import letters
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import NewKey, make_key
from rapport.accounts.mail import post
from rapport.accounts.members import role_ids, roles_of
from rapport.accounts.models import Invitation, Membership, Team, User, Workspace
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import known_teams
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Invalid, NotFound

MARK = "inv"
DAYS = 7
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Invited:
    """A pending invitation as administrators see it; `expired` ones can be sent again."""

    id: UUID
    email: str
    roles: tuple[tuple[str, str], ...]
    teams: tuple[tuple[UUID, str], ...]
    invited_by: str
    sent_at: datetime
    expires_at: datetime
    expired: bool


def invite(context: Context, email: str, role_keys: Sequence[str], team_ids: Sequence[UUID] = ()) -> Invited:
    """Stores the invitation and mails it.

    Raises `Invalid` for a wrong email, a member, one who is invited, and unknown roles or teams.
    """
    email = User.normalize_username(email)
    try:
        validate_email(email)
    except ValidationError as error:
        wrong = FieldError("email", "invalid", _("Write an email address such as anna@example.com."))
        raise Invalid(_("The invitation was not sent."), [wrong]) from error
    key = make_key(MARK, context.workspace_id)
    assert context.user_id, "A person invites a person."
    with in_workspace(context.workspace_id):
        refuse_known(context.workspace_id, email)
        made = Invitation.objects.create(
            workspace_id=context.workspace_id,
            email=email,
            role_ids=role_ids(context.workspace_id, role_keys),
            team_ids=known_teams(context.workspace_id, team_ids),
            invited_by=context.user_id,
            prefix=key.prefix,
            hash=key.hash,
            expires_at=now() + timedelta(days=DAYS),
        )
        mail(made, key)
        said = {"roles": made.role_ids, "teams": made.team_ids}
        record(context, Kind.INVITED, subject=Subject("invitation", made.id), data=said)
        return described([made], context.workspace_id)[0]


def refuse_known(workspace_id: UUID, email: str) -> None:
    """Raises `Invalid` for an active member and for somebody who is invited; the latter's row is held until then."""
    lock(workspace_id)
    here = Membership.objects.filter(workspace_id=workspace_id, user__email=email, active=True)
    if here.exists():
        known = FieldError("email", "member", _("This person is a member already."))
        raise Invalid(_("The invitation was not sent."), [known])
    if pending(workspace_id).filter(email=email).exists():
        twice = FieldError("email", "invited", _("This person is invited already. Send the invitation again instead."))
        raise Invalid(_("The invitation was not sent."), [twice])


def list_invitations(workspace_id: UUID) -> list[Invited]:
    """The pending ones, the newest first."""
    with in_workspace(workspace_id):
        return described(list(pending(workspace_id).order_by("-sent_at", "id")), workspace_id)


def resend(workspace_id: UUID, invitation_id: UUID) -> Invited:
    """A new mail with a new link and seven more days; the link before is worthless then. Raises `NotFound`."""
    key = make_key(MARK, workspace_id)
    with in_workspace(workspace_id):
        found = pending(workspace_id).select_for_update().filter(id=invitation_id).first()
        if found is None:
            raise NotFound(_("There is no such invitation. It may have been accepted or revoked."))
        found.prefix, found.hash, found.sent_at = key.prefix, key.hash, now()
        found.expires_at = found.sent_at + timedelta(days=DAYS)
        found.save(update_fields=["prefix", "hash", "sent_at", "expires_at"])
        mail(found, key)
        record(workspace_id, Kind.INVITED_AGAIN, subject=Subject("invitation", invitation_id))
        return described([found], workspace_id)[0]


def revoke(workspace_id: UUID, invitation_id: UUID) -> None:
    """The link is worthless at once. Raises `NotFound`."""
    with in_workspace(workspace_id):
        if not pending(workspace_id).filter(id=invitation_id).update(revoked_at=now()):
            raise NotFound(_("There is no such invitation. It may have been accepted or revoked."))
        record(workspace_id, Kind.INVITATION_REVOKED, subject=Subject("invitation", invitation_id))


def forget_closed() -> None:
    """Nobody's address is kept for an invitation that was accepted, revoked or let pass three months ago."""
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with in_workspace(workspace_id):
            Invitation.objects.filter(workspace_id=workspace_id, sent_at__lt=now() - KEPT).delete()


def pending(workspace_id: UUID) -> QuerySet[Invitation]:
    """Neither accepted nor revoked; some may be over."""
    return Invitation.objects.filter(workspace_id=workspace_id, accepted_at=None, revoked_at=None)


def mail(invitation: Invitation, key: NewKey) -> None:
    """Mails the link, in the language of the workspace."""
    with translation.override(invitation.workspace.locale):
        letter = letters.invitation(
            workspace=invitation.workspace.name, inviter=inviter(invitation), key=key.text, days=DAYS
        )
    post(invitation.email, letter)


def inviter(invitation: Invitation) -> str:
    """The name of who invited."""
    return User.objects.values_list("name", flat=True).get(id=invitation.invited_by)


def described(invitations: Sequence[Invitation], workspace_id: UUID) -> list[Invited]:
    """As administrators see them."""
    roles = {role.id: (role.key, role.name) for role in roles_of(workspace_id)}
    teams = dict(Team.objects.filter(workspace_id=workspace_id).values_list("id", "name"))
    names = dict(User.objects.filter(id__in={i.invited_by for i in invitations}).values_list("id", "name"))
    return [
        Invited(
            id=each.id,
            email=each.email,
            roles=tuple(roles[role] for role in each.role_ids if role in roles),
            teams=tuple((team, teams[team]) for team in each.team_ids if team in teams),
            invited_by=names[each.invited_by],
            sent_at=each.sent_at,
            expires_at=each.expires_at,
            expired=each.expires_at <= now(),
        )
        for each in invitations
    ]
