"""Writing users: create, replace, patch and delete. Each is one transaction; those of one workspace take turns."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from scim2_models import Context, ResponseParameters

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import DirectoryEmail, DirectoryUser
from rapport.accounts.scim.accounts import follow, member_for, set_active, taken
from rapport.accounts.scim.described import (
    address_of,
    email_rows,
    email_values,
    name_of,
    read_patch,
    read_user,
    user_values,
)
from rapport.accounts.scim.filters import id_of
from rapport.accounts.scim.lists import missing, shown_users
from rapport.accounts.scim.mapping import regroup
from rapport.accounts.scim.resources import POLICY, User
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.kernel.errors import StaleVersion

FEW = ResponseParameters[User](excluded_attributes=["groups"])


def create_user(workspace_id: UUID, body: Mapping[str, Any]) -> UUID:
    """A new user of the directory, who is a member from now on. Says who.

    Raises scim2-models' exceptions for a wrong body, and `Conflict` for a user of other workspaces.
    """
    given = read_user(body, Context.RESOURCE_CREATION_REQUEST)
    values, emails = user_values(given), email_values(given)
    with in_workspace(workspace_id):
        lock(workspace_id)
        require_free(workspace_id, values["user_name_key"], None)
        active = bool(given.active)
        user_id = member_for(workspace_id, address_of(emails), values, active=active)
        at = now()  # both alike: that is how one sees that nothing was changed since
        DirectoryUser.objects.create(workspace_id=workspace_id, user_id=user_id, created_at=at, updated_at=at, **values)
        write_emails(workspace_id, user_id, emails)
        said = {"active": active}
        record(workspace_id, Kind.PROVISIONED, subject=Subject("user", user_id), data=said)
    return user_id


def replace_user(workspace_id: UUID, key: str, body: Mapping[str, Any], version: int | None) -> None:
    """The user as the body says and no more. Raises `NotFound` and `StaleVersion`."""
    given = read_user(body, Context.RESOURCE_REPLACEMENT_REQUEST)
    with in_workspace(workspace_id):
        store(workspace_id, held(workspace_id, key, version), given)


def patch_user(workspace_id: UUID, key: str, body: Mapping[str, Any], version: int | None) -> None:
    """The user with some attributes changed. Raises `NotFound` and `StaleVersion`."""
    asked = read_patch(User, body)
    with in_workspace(workspace_id):
        row = held(workspace_id, key, version)
        [user] = shown_users(workspace_id, [row], FEW, "")
        asked.patch(user, POLICY)
        store(workspace_id, row, user)


def delete_user(workspace_id: UUID, key: str, version: int | None) -> None:
    """The directory knows them no more: they are shut out, and what they own stays theirs."""
    with in_workspace(workspace_id):
        row = held(workspace_id, key, version)
        DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=row.user_id).delete()
        regroup(workspace_id, [row.user_id])
        set_active(workspace_id, row.user_id, active=False)
        record(workspace_id, Kind.DEPROVISIONED, subject=Subject("user", row.user_id))


def held(workspace_id: UUID, key: str, version: int | None) -> DirectoryUser:
    """The user, whom nobody else changes until the transaction ends. Raises `NotFound` and `StaleVersion`."""
    lock(workspace_id)
    found = id_of(key)
    row = DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=found).first() if found else None
    if row is None:
        raise missing()
    require_version(row.version, version)
    return row


def require_version(current: int, asked: int | None) -> None:
    """Raises `StaleVersion` when somebody changed the resource since it was read."""
    if asked is not None and asked != current:
        raise StaleVersion(_("This was changed meanwhile. Read it again, then repeat your change."))


def require_free(workspace_id: UUID, user_name_key: str | None, user_id: UUID | None) -> None:
    """Raises `UniquenessException` when another user has the name."""
    others = DirectoryUser.objects.filter(workspace_id=workspace_id, user_name_key=user_name_key)
    if (others.exclude(user_id=user_id) if user_id else others).exists():
        raise taken("userName")


def store(workspace_id: UUID, row: DirectoryUser, user: User) -> None:
    """Writes what differs; what does not leaves the version as it was."""
    values, emails = user_values(user), email_values(user)
    changed = sorted(key for key, value in values.items() if getattr(row, key) != value and key != "user_name_key")
    stored = DirectoryEmail.objects.filter(workspace_id=workspace_id, user_id=row.user_id).order_by("position")
    if email_rows(list(stored)) != emails:
        changed.append("emails")
        write_emails(workspace_id, row.user_id, emails)
    require_free(workspace_id, values["user_name_key"], row.user_id)
    follow(workspace_id, row.user_id, name=name_of(values), address=address_of(emails))
    moved = set_active(workspace_id, row.user_id, active=user.active is not False)
    if not changed and not moved:
        return
    values_to_keep = {**values, "version": row.version + 1, "updated_at": now()}
    DirectoryUser.objects.filter(workspace_id=workspace_id, user_id=row.user_id).update(**values_to_keep)
    if changed:
        said = {"attributes": changed}
        record(workspace_id, Kind.PROVISIONED_AGAIN, subject=Subject("user", row.user_id), data=said)


def write_emails(workspace_id: UUID, user_id: UUID, emails: list[dict[str, Any]]) -> None:
    """Exactly these addresses."""
    DirectoryEmail.objects.filter(workspace_id=workspace_id, user_id=user_id).delete()
    DirectoryEmail.objects.bulk_create(DirectoryEmail(workspace_id=workspace_id, user_id=user_id, **e) for e in emails)
