"""The members of a workspace: who they are, what roles they have, and how they come, go and come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import Membership, MembershipRole, Role, SsoLink, Workspace
from rapport.accounts.roles import ADMIN
from rapport.accounts.scope import in_workspace
from rapport.accounts.sessions import end_sessions_in
from rapport.accounts.tokens import revoke_tokens
from rapport.accounts.workspaces import add_member, deactivate_member, enter, lock
from rapport.kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound

MANAGED = """
SELECT EXISTS (
    SELECT FROM accounts_membership m
      JOIN accounts_user u ON u.id = m.user_id AND u.is_active
      JOIN accounts_membership_role mr ON mr.workspace_id = %(w)s AND mr.user_id = m.user_id
      JOIN accounts_role r ON r.workspace_id = %(w)s AND r.id = mr.role_id
     WHERE m.workspace_id = %(w)s AND m.active AND r.special ? 'manage')
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One who is or was a member; `roles` is `((key, name), ...)`."""

    id: UUID
    name: str
    email: str
    email_verified: bool
    active: bool
    owner: bool
    roles: tuple[tuple[str, str], ...]
    joined_at: datetime


def list_roster(workspace_id: UUID, **only: UUID) -> list[Member]:
    """Everybody who is or was a member, by name; with `user_id` that one."""
    owner = owner_of(workspace_id)
    with in_workspace(workspace_id):
        names = {role.id: (role.key, role.name) for role in roles_of(workspace_id)}
        held: dict[UUID, list[tuple[str, str]]] = {}
        pairs = MembershipRole.objects.filter(workspace_id=workspace_id, **only).values_list("user_id", "role_id")
        for user_id, role_id in pairs:
            held.setdefault(user_id, []).append(names[role_id])
        rows = Membership.objects.filter(workspace_id=workspace_id, **only).select_related("user")
        return [
            Member(
                id=row.user_id,
                name=row.user.name,
                email=row.user.email,
                email_verified=row.user.email_verified_at is not None,
                active=row.active and row.user.is_active,
                owner=row.user_id == owner,
                roles=tuple(sorted(held.get(row.user_id, []), key=list(names.values()).index)),
                joined_at=row.created_at,
            )
            for row in rows.order_by("user__name", "user_id")
        ]


def find(workspace_id: UUID, user_id: UUID) -> Member:
    """One who is or was a member. Raises `NotFound`."""
    found = list_roster(workspace_id, user_id=user_id)
    if not found:
        raise missing()
    return found[0]


def change(workspace_id: UUID, user_id: UUID, *, roles: Sequence[str] | None, active: bool | None) -> None:
    """Whichever is given, both or neither. Raises as the three functions below."""
    with in_workspace(workspace_id):
        if active:
            let_back_in(workspace_id, user_id)
        if roles is not None:
            change_roles(workspace_id, user_id, roles)
        if active is False:
            shut_out(workspace_id, user_id)


def change_roles(workspace_id: UUID, user_id: UUID, role_keys: Sequence[str]) -> None:
    """Gives the member exactly these roles. Raises `NotFound`, `Invalid`, or `Conflict` for the last administrator."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        membership = member(workspace_id, user_id)
        if not membership.active:
            raise Conflict(_("This member is not active. Let them back in first."))
        if user_id == owner_of(workspace_id) and not managing(workspace_id, role_keys):
            raise Conflict(_("The owner stays an administrator. Make another member the owner first."))
        before = {key for key, _name in find(workspace_id, user_id).roles}
        add_member(workspace_id, membership.user, role_keys)
        require_administrator(workspace_id)
        said = {"added": sorted({*role_keys} - before), "removed": sorted(before - {*role_keys})}
        record(workspace_id, Kind.MEMBER_ROLES, subject=Subject("user", user_id), data=said)


def shut_out(workspace_id: UUID, user_id: UUID) -> None:
    """Ends the member's sessions here and their tokens at once; what they own stays theirs."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        member(workspace_id, user_id)
        if user_id == owner_of(workspace_id):
            raise Conflict(_("The owner cannot be deactivated. Make another member the owner first."))
        deactivate_member(workspace_id, user_id)
        require_administrator(workspace_id)
        revoke_tokens(workspace_id, user_id)
        end_sessions_in(workspace_id, user_id)
        record(workspace_id, Kind.MEMBER_SHUT_OUT, subject=Subject("user", user_id))


def let_back_in(workspace_id: UUID, user_id: UUID, *, otherwise: Sequence[str] = ()) -> None:
    """The member comes back with the roles they had, `otherwise` with these; their tokens stay revoked.

    Who they are at an identity provider is asked anew: it may have made a new account for them.
    """
    with in_workspace(workspace_id):
        lock(workspace_id)
        membership = member(workspace_id, user_id)
        held = MembershipRole.objects.filter(workspace_id=workspace_id, user_id=user_id).values("role_id")
        keys = list(Role.objects.filter(workspace_id=workspace_id, id__in=held).values_list("key", flat=True))
        enter(workspace_id, membership.user)
        if otherwise and not keys:
            add_member(workspace_id, membership.user, otherwise)
        SsoLink.objects.filter(workspace_id=workspace_id, user_id=user_id).delete()
        record(workspace_id, Kind.MEMBER_BACK, subject=Subject("user", user_id), data={"roles": keys})


def transfer_ownership(workspace_id: UUID, from_user: UUID, to_user: UUID) -> None:
    """The owner makes another active member the owner, who becomes an administrator if they are none."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        chosen = member(workspace_id, to_user)
        if owner_of(workspace_id) not in {from_user, None}:
            raise Forbidden(_("Only the owner can make another member the owner."))
        if not chosen.active or not chosen.user.is_active:
            raise Conflict(_("Only an active member can be the owner. Let them back in first."))
        keys = [key for key, _name in find(workspace_id, to_user).roles]
        if not managing(workspace_id, keys):
            add_member(workspace_id, chosen.user, [*keys, administrating(workspace_id)])
        Workspace.objects.filter(id=workspace_id).update(owner_id=to_user)
        record(workspace_id, Kind.OWNER_CHANGED, subject=Subject("user", to_user), data={"before": from_user})


def member(workspace_id: UUID, user_id: UUID) -> Membership:
    """The membership, active or not. Raises `NotFound`."""
    found = Membership.objects.filter(workspace_id=workspace_id, user_id=user_id).select_related("user").first()
    if found is None:
        raise missing()
    return found


def missing() -> NotFound:
    """The answer to an id that is nobody's here."""
    return NotFound(_("There is no such member. Look at the list of members again."))


def owner_of(workspace_id: UUID) -> UUID | None:
    """The owner's id."""
    return Workspace.objects.filter(id=workspace_id).values_list("owner_id", flat=True).get()


def roles_of(workspace_id: UUID) -> list[Role]:
    """The workspace's roles in their order."""
    return list(Role.objects.filter(workspace_id=workspace_id).order_by("position", "key"))


def role_ids(workspace_id: UUID, role_keys: Sequence[str]) -> list[UUID]:
    """The ids of these roles. Raises `Invalid` for an unknown one, or none at all."""
    known = {role.key: role.id for role in roles_of(workspace_id)}
    errors = [
        FieldError("roles", "unknown", _("There is no role “%(key)s” here.") % {"key": key[:60]})
        for key in role_keys
        if key not in known
    ]
    if errors or not role_keys:
        raise Invalid(_("Choose at least one role of this workspace."), errors)
    return [known[key] for key in dict.fromkeys(role_keys)]


def managing(workspace_id: UUID, role_keys: Sequence[str]) -> bool:
    """Whether one of these roles has the administrator's word."""
    with in_workspace(workspace_id):
        return any(role.key in role_keys and "manage" in role.special for role in roles_of(workspace_id))


def administrating(workspace_id: UUID) -> str:
    """The key of a role with the administrator's word: Admin while it has it."""
    able = [role.key for role in roles_of(workspace_id) if "manage" in role.special]
    return ADMIN if ADMIN in able else able[0]


def require_managing_owner(workspace_id: UUID) -> None:
    """Raises `Conflict`, and so undoes the caller's transaction, when the owner could not manage any more."""
    owner = owner_of(workspace_id)
    if owner is None:
        return
    held = MembershipRole.objects.filter(workspace_id=workspace_id, user_id=owner).values("role_id")
    if not Role.objects.filter(workspace_id=workspace_id, id__in=held, special__contains=["manage"]).exists():
        raise Conflict(_("The owner manages by this role. Give the owner another role that may manage first."))


def require_administrator(workspace_id: UUID) -> None:
    """Raises `Conflict`, and so undoes the caller's transaction, when nobody active could manage any more."""
    if not is_managed(workspace_id):
        raise Conflict(_("Somebody has to be left who can manage the workspace. Give another member that role first."))


def is_managed(workspace_id: UUID) -> bool:
    """Whether somebody active can manage, within the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(MANAGED, {"w": workspace_id})
        return bool(cursor.fetchone()[0])
