"""Making workspaces and their members."""

from collections.abc import Callable, Sequence
from secrets import token_hex
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Func, UUIDField, Value, When
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.models import Membership, MembershipRole, Role, User, Workspace
from rapport.accounts.preferences import problems
from rapport.accounts.roles import ADMIN, EVERY_OBJECT, SEED_ROLES, grant_json
from rapport.accounts.scope import in_workspace
from rapport.kernel.errors import FieldError, Invalid

LONGEST_NAME = 150
Step = Callable[[UUID], None]
steps: list[Step] = []


def on_new_workspace(step: Step) -> Step:
    """Adds what a higher layer gives each new workspace; it runs in the workspace's first transaction."""
    steps.append(step)
    return step


def create_workspace(
    *, name: str, owner: User, currency: str = "EUR", locale: str = "en", time_zone: str = "UTC"
) -> Workspace:
    """A workspace with its roles and its owner as Admin. Raises `Invalid` for a wrong value."""
    name = name.strip()
    errors = problems(locale=locale, time_zone=time_zone, currency=currency)
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        errors.append(FieldError("workspace", "required", _("Write the workspace's name in at most 150 letters.")))
    if errors:
        raise Invalid(_("The workspace was not created."), errors)
    with transaction.atomic():
        workspace = Workspace.objects.create(
            name=name, slug=free_slug(name), owner=owner, currency=currency, locale=locale, time_zone=time_zone
        )
        with in_workspace(workspace.id):
            Role.objects.bulk_create(
                Role(
                    workspace=workspace,
                    key=seed.key,
                    name=seed.name,
                    grants={EVERY_OBJECT: grant_json(seed.grant)},
                    special=list(seed.special),
                    position=position,
                )
                for position, seed in enumerate(SEED_ROLES)
            )
            add_member(workspace.id, owner, (ADMIN,))
            for step in steps:
                step(workspace.id)
            record(workspace.id, Kind.WORKSPACE_MADE, data={"owner": owner.id})
    return workspace


def lock(workspace_id: UUID) -> None:
    """Changes of members, their roles and what those allow happen one after another, until the transaction ends.

    Else two at once could leave nobody who manages. Whoever locks more takes this lock first.
    """
    # NO KEY: rows that only point at the workspace are written meanwhile.
    Workspace.objects.select_for_update(no_key=True).filter(id=workspace_id).first()


def add_member(workspace_id: UUID, user: User, role_keys: Sequence[str]) -> Membership:
    """Lets the user in with exactly these roles, or back in. Raises `Invalid` for an unknown role."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        roles = Role.objects.filter(workspace_id=workspace_id, key__in=role_keys)
        role_ids = dict(roles.values_list("key", "id"))
        unknown = [
            FieldError("roles", "unknown", _("There is no role “%(key)s” here.") % {"key": key})
            for key in role_keys
            if key not in role_ids
        ]
        if unknown or not role_ids:
            raise Invalid(_("The user was not added to the workspace. Choose at least one of its roles."), unknown)
        membership = enter(workspace_id, user)
        MembershipRole.objects.filter(workspace_id=workspace_id, user_id=user.id).exclude(
            role_id__in=role_ids.values()
        ).delete()
        MembershipRole.objects.bulk_create(
            [MembershipRole(workspace_id=workspace_id, user_id=user.id, role_id=role) for role in role_ids.values()],
            ignore_conflicts=True,
        )
    return membership


def enter(workspace_id: UUID, user: User) -> Membership:
    """Lets the user in, or back in, with the roles they have already, within the caller's transaction."""
    membership, _made = Membership.objects.update_or_create(
        workspace_id=workspace_id, user_id=user.id, defaults={"active": True}
    )
    remember_address(workspace_id, user.id, member=True)
    return membership


def deactivate_member(workspace_id: UUID, user_id: UUID) -> None:
    """Shuts the user out of this workspace at once; their records keep pointing at them."""
    with in_workspace(workspace_id):
        Membership.objects.filter(workspace_id=workspace_id, user_id=user_id).update(active=False)
        remember_address(workspace_id, user_id, member=False)


def list_members(workspace_id: UUID) -> list[tuple[UUID, str, str, bool]]:
    """Id, name, email and whether they are in, of everybody who is or was a member, by name."""
    with in_workspace(workspace_id):
        members = Membership.objects.filter(workspace_id=workspace_id).order_by("user__name", "user_id")
        rows = members.values_list("user_id", "user__name", "user__email", "active", "user__is_active")
        return [(user_id, name, email, active and alive) for user_id, name, email, active, alive in rows]


def list_workspaces(workspace_ids: Sequence[UUID]) -> list[tuple[UUID, str]]:
    """Id and name of these workspaces, by name."""
    named = Workspace.objects.filter(id__in=workspace_ids).order_by("name", "id")
    return list(named.values_list("id", "name"))


def require_factor(workspace_id: UUID, *, required: bool) -> None:
    """Whether every member needs a second factor; who has none may only set one up from the next request on."""
    with in_workspace(workspace_id):
        Workspace.objects.filter(id=workspace_id).update(requires_factor=required)
        record(workspace_id, Kind.SETTINGS_CHANGED, data={"requires_second_factor": required})


def remember_address(workspace_id: UUID, user_id: UUID, *, member: bool) -> None:
    """Keeps the user's list of where to look for memberships, in the transaction that changes one.

    Whoever joins a second workspace is from then on nobody's to rename: each of the two would see it.
    """
    address = Value(workspace_id, UUIDField())
    listed = Func(F("workspace_ids"), address, function="array_remove")
    if not member:
        User.objects.filter(id=user_id).update(workspace_ids=listed)
        return
    listed = Func(listed, address, function="array_append")
    keeper = Case(When(directory_id=workspace_id, then=F("directory_id")), default=None)
    User.objects.filter(id=user_id).update(workspace_ids=listed, directory_id=keeper)


def free_slug(name: str) -> str:
    """A readable name for addresses that no workspace has yet."""
    slug = slugify(name)[:50] or "workspace"
    return f"{slug}-{token_hex(2)}" if Workspace.objects.filter(slug=slug).exists() else slug
