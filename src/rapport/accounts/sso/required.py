"""Whether a workspace lets people in by single sign-on alone, and who comes in nevertheless."""

from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.identify import Identity
from rapport.accounts.models import SsoConnection, Workspace
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import lock
from rapport.kernel.errors import Conflict, SecondFactorNeeded, SingleSignOnNeeded


def is_required(workspace_id: UUID) -> bool:
    """Whether it is."""
    return Workspace.objects.filter(id=workspace_id, requires_sso=True).exists()


def require_sso(who: Identity, *, required: bool) -> None:
    """Switches it on or off. Raises `Conflict` when no connection has been tried, or whoever asks would be out."""
    place = who.context.workspace_id
    with in_workspace(place):
        lock(place)
        tried = SsoConnection.objects.filter(workspace_id=place, enabled=True, tried_at__isnull=False)
        if required and not tried.exists():
            raise Conflict(
                _("No administrator has come in by single sign-on yet. Sign in by it once, to see that it works.")
            )
        if required and who.sso_connection is None and not who.is_owner:
            raise Conflict(_("This would shut you out. Sign in by single sign-on first, then switch it on."))
        Workspace.objects.filter(id=place).update(requires_sso=required)
        record(place, Kind.SSO_REQUIRED, data={"required": required})


def require_way_in(who: Identity) -> None:
    """Refuses a session that did not come the way the workspace asks for. A token goes on: it was made by a member.

    The owner may come with password and second factor: somebody has to be able to mend a connection that broke.
    """
    if who.sso_connection is not None:
        return  # what a provider asks of people is its own affair
    shut = who.requires_sso and who.token_id is None
    if shut and not who.is_owner:
        raise SingleSignOnNeeded(_("This workspace asks for single sign-on. Sign in by it, then go on."))
    if (who.requires_factor or shut) and not who.has_factor:
        raise SecondFactorNeeded(_("This workspace asks for a second factor. Set one up in your settings, then go on."))
