"""In whose name a command works: a member of a workspace, with exactly their rights."""

from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.impersonate import context_of
from rapport.accounts.models import Membership, MembershipRole, Role, User, Workspace
from rapport.accounts.roles import ADMIN
from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Context
from rapport.kernel.errors import NotFound
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry


def find_workspace(name: str | None) -> Workspace:
    """The workspace of this name, or the only one. Raises `NotFound` with the names there are."""
    every = list(Workspace.objects.order_by("created_at", "name"))
    found = [one for one in every if name is None or name.casefold() in {one.name.casefold(), one.slug}]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"“{one.name}”" for one in every) or "none yet"
    wrong = f"There is no workspace “{name}”." if name else "Say which workspace with --workspace."
    raise NotFound(_("%(wrong)s The workspaces are: %(names)s.") % {"wrong": wrong, "names": names})


def find_user(email: str) -> User:
    """The user with this email. Raises `NotFound`."""
    found = User.objects.filter(email=User.normalize_username(email)).first()
    if found is None:
        raise NotFound(
            _("There is no user with the email %(email)s. Make one with: rapport user create") % {"email": email}
        )
    return found


def acting_member(workspace: str | None, email: str | None) -> Context:
    """The member with this email, or the workspace's first administrator."""
    place = find_workspace(workspace)
    return context_of(place.id, find_user(email).id if email else first_administrator(place))


def first_administrator(place: Workspace) -> UUID:
    """Who has been an active administrator of the workspace for longest. Raises `NotFound`."""
    with in_workspace(place.id):
        role = Role.objects.filter(workspace_id=place.id, key=ADMIN).values("id")
        admins = MembershipRole.objects.filter(workspace_id=place.id, role_id__in=role).values("user_id")
        members = Membership.objects.filter(workspace_id=place.id, active=True, user__is_active=True)
        found = members.filter(user_id__in=admins).order_by("created_at").values_list("user_id", flat=True).first()
    if found is None:
        raise NotFound(
            _("The workspace “%(name)s” has no administrator. Say who acts with --user EMAIL.") % {"name": place.name}
        )
    return found


def find_object(name: str) -> ObjectType:
    """The object with this plural or key, as people type it."""
    word = name.lower()
    return registry.object(word) if word in registry.objects() else registry.by_plural(word)
