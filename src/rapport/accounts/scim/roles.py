"""The roles that a new user from the directory gets, before any group adds some."""

from collections.abc import Sequence
from uuid import UUID

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record
from rapport.accounts.members import role_ids, roles_of
from rapport.accounts.models import ProvisioningSettings
from rapport.accounts.scope import in_workspace

LEAST = "read_only"


def starting_roles(workspace_id: UUID) -> list[str]:
    """Their keys: those that were chosen and are still there, else Read-only, else the last that does not manage."""
    with in_workspace(workspace_id):
        kept = ProvisioningSettings.objects.filter(workspace_id=workspace_id).values_list("role_ids", flat=True).first()
        roles = roles_of(workspace_id)
    chosen = [role.key for role in roles if role.id in (kept or ())]
    if chosen:
        return chosen
    harmless = [role.key for role in roles if "manage" not in role.special]
    return [LEAST] if LEAST in harmless else harmless[-1:] or [role.key for role in roles[-1:]]


def choose_starting_roles(workspace_id: UUID, keys: Sequence[str]) -> None:
    """For users who come from now on. Raises `Invalid` for an unknown role or none."""
    with in_workspace(workspace_id):
        chosen = role_ids(workspace_id, keys)
        ProvisioningSettings.objects.update_or_create(workspace_id=workspace_id, defaults={"role_ids": chosen})
        record(workspace_id, Kind.SETTINGS_CHANGED, data={"provisioning_roles": chosen})
