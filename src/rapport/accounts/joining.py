"""Joining a workspace by the key of an invitation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.audit.sign_ins import refusals_told
from rapport.accounts.invitations import MARK, inviter, pending
from rapport.accounts.keys import read_key
from rapport.accounts.members import roles_of
from rapport.accounts.models import Invitation, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.teams import join_teams
from rapport.accounts.users import create_user, user_of
from rapport.accounts.workspaces import add_member, lock
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page behind the link shows: `known` when there is a user with this email, who signs in to join."""

    workspace: str
    inviter: str
    email: str
    known: bool


@refusals_told("invitation")
def welcome(text: str) -> Welcome:
    """Whom the key invites where. Raises `NotFound` for one that opens nothing."""
    with opened(text) as found:
        known = User.objects.filter(email=found.email).exists()
        return Welcome(found.workspace.name, inviter(found), found.email, known)


@refusals_told("invitation")
def join(text: str, *, signed_in: User | None, name: str, password: str) -> tuple[User, UUID]:
    """Makes the invited person a member; a new one gets a user with this name and password. Says who and where.

    Raises `NotFound` for a key that opens nothing, `Forbidden` when another user is signed in, `Conflict` when the
    invited person has to sign in first, `Invalid` for a wrong name or password.
    """
    with transaction.atomic(), opened(text) as found:
        user = user_of(found.email)
        if signed_in is not None and signed_in.email != found.email:
            raise Forbidden(
                _("This invitation is for %(email)s. Sign out, then open it again.") % {"email": found.email}
            )
        if user is not None and signed_in is None:
            raise Conflict(_("You have an account already. Sign in as %(email)s to join.") % {"email": found.email})
        joined = user or create_user(email=found.email, name=name, password=password)
        if joined.email_verified_at is None:
            joined.email_verified_at = now()
            joined.save(update_fields=["email_verified_at"])
        keys = [role.key for role in roles_of(found.workspace_id) if role.id in found.role_ids]
        if not keys:
            raise Conflict(_("The roles of this invitation are gone. Ask for a new invitation."))
        add_member(found.workspace_id, joined, keys)
        join_teams(found.workspace_id, joined.id, found.team_ids)
        Invitation.objects.filter(workspace_id=found.workspace_id, id=found.id).update(accepted_at=now())
        said = {"invitation": found.id, "roles": found.role_ids, "teams": found.team_ids}
        record(found.workspace_id, Kind.JOINED, subject=Subject("user", joined.id), data=said, user_id=joined.id)
        return joined, found.workspace_id


@contextmanager
def opened(text: str) -> Iterator[Invitation]:
    """The pending invitation that the key opens, held in its workspace. Raises `NotFound`, whatever is wrong."""
    parts = read_key(MARK, text)
    over = NotFound(_("This invitation does not work any more. Ask for a new one."))
    if parts is None:
        raise over
    with in_workspace(parts.workspace_id):
        lock(parts.workspace_id)
        usable = pending(parts.workspace_id).select_for_update(of=("self",)).select_related("workspace")
        found = usable.filter(prefix=parts.prefix, expires_at__gt=now()).first()
        if found is None or not compare_digest(bytes(found.hash), parts.hash):
            raise over
        yield found
