"""From a user of the directory to an account: whom an email means, and what the directory may change of them.

An account is global and may belong to several workspaces. A directory finds or makes one by email once; from then on
it says who is a member of its own workspace, and nothing about the account beyond.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from scim2_models import InvalidValueException, UniquenessException

from rapport.accounts import letters
from rapport.accounts.mail import post
from rapport.accounts.members import let_back_in, member, shut_out
from rapport.accounts.models import DirectoryUser, Membership, User
from rapport.accounts.notices import language
from rapport.accounts.scim.described import name_of
from rapport.accounts.scim.roles import starting_roles
from rapport.accounts.sessions import end_sessions
from rapport.accounts.sso.domains import has_proven
from rapport.accounts.users import create_user, user_of
from rapport.accounts.workspaces import add_member, deactivate_member
from rapport.kernel.errors import Conflict, Invalid


def member_for(workspace_id: UUID, address: str, values: Mapping[str, Any], *, active: bool) -> UUID:
    """The member with this email, made one if they are none yet; within the caller's transaction.

    Raises `UniquenessException` for one whom the directory describes already, and `Conflict` for a user of other
    workspaces whom this one may not take without asking.
    """
    user = user_of(address)
    if user is None:
        user = new_account(workspace_id, address, name_of(values))
    elif DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=user.id).exists():
        raise taken("emails")
    elif Membership.objects.filter(workspace_id=workspace_id, user_id=user.id).exists():
        set_active(workspace_id, user.id, active=active)
        return user.id
    elif not has_proven(workspace_id, address.rpartition("@")[2]):
        raise Conflict(
            _("This person has an account in another workspace already. Invite them, or prove the domain first.")
        )
    add_member(workspace_id, user, starting_roles(workspace_id))
    if not active:
        deactivate_member(workspace_id, user.id)
    return user.id


def new_account(workspace_id: UUID, address: str, name: str) -> User:
    """An account without a password, which this workspace's directory keeps while it belongs to no other."""
    try:
        user = create_user(email=address, name=name, password=None)
    except Invalid as refusal:
        if any(error.code == "taken" for error in refusal.errors):
            raise taken("emails") from refusal
        raise InvalidValueException(detail=" ".join(error.detail for error in refusal.errors)) from refusal
    User.objects.filter(id=user.id).update(directory_id=workspace_id)
    return user


def follow(workspace_id: UUID, user_id: UUID, *, name: str, address: str) -> None:
    """Renames and re-addresses an account that the directory made and that has never belonged to another workspace.

    The address before is told: it is what the person signed in with. Whoever could sign in there has not shown that
    the new one is theirs, and another workspace may let in whoever has it: password, passkeys and sign-ins end.
    """
    kept = User.objects.select_for_update(no_key=True).filter(id=user_id, directory_id=workspace_id).first()
    if kept is None or (kept.name, kept.email) == (name, address):
        return
    before = kept.email
    if before != address:
        kept.email, kept.email_verified_at = address, None
        kept.set_unusable_password()
        Authenticator.objects.filter(user_id=user_id).delete()
        end_sessions(user_id)
    kept.name = name
    try:
        with transaction.atomic():
            kept.save(update_fields=["name", "email", "email_verified_at", "password"])
    except IntegrityError as error:
        raise taken("emails") from error
    if before != address:
        with translation.override(language(kept)):
            post(before, letters.email_changed(name=name, email=address))


def set_active(workspace_id: UUID, user_id: UUID, *, active: bool) -> bool:
    """Shuts the member out or lets them back in; says whether that changed something.

    Raises `Conflict` for the owner and the last administrator.
    """
    if member(workspace_id, user_id).active == active:
        return False
    if active:
        let_back_in(workspace_id, user_id, otherwise=starting_roles(workspace_id))
    else:
        shut_out(workspace_id, user_id)
    return True


def taken(attribute: str) -> UniquenessException:
    """The refusal of what another user or group has."""
    detail = _("Another resource has this “%(name)s” already. Change or delete that one first.") % {"name": attribute}
    return UniquenessException(attribute=attribute, detail=detail)
