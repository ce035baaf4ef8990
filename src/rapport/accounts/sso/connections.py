"""Connections to identity providers: what all of them share, whatever the protocol."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.members import role_ids
from rapport.accounts.models import Role, SsoConnection, SsoLink, SsoPlace, SsoRequest, Workspace
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso.sign_outs import end_all
from rapport.accounts.teams import known_teams
from rapport.accounts.workspaces import lock
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound

MOST, LONGEST = 20, 200
SHARED_TEXTS = ("name", "email_claim", "name_claim", "groups_claim")
SHARED = (*SHARED_TEXTS, "enabled", "just_in_time", "roles", "teams")
LEAST_ROLE = "read_only"
# What says which provider it is, of one protocol and of the other.
PROVIDER = ("issuer", "entity_id")


def list_connections(workspace_id: UUID) -> list[SsoConnection]:
    """The workspace's connections, the oldest first."""
    with in_workspace(workspace_id):
        return list(SsoConnection.objects.filter(workspace_id=workspace_id).order_by("created_at", "id"))


def find_connection(workspace_id: UUID, connection_id: UUID) -> SsoConnection:
    """The connection. Raises `NotFound`."""
    found = of_place(workspace_id, connection_id)
    if found is None:
        raise NotFound(_("There is no such connection. Look at the list of connections again."))
    return found


def of_place(workspace_id: UUID, connection_id: UUID) -> SsoConnection | None:
    """The workspace's connection, if it still has it."""
    with in_workspace(workspace_id):
        return SsoConnection.objects.filter(workspace_id=workspace_id, id=connection_id).first()


def anywhere(connection_id: UUID) -> SsoConnection | None:
    """The connection of whatever workspace: a browser or a provider names it before any workspace is known."""
    place = SsoPlace.objects.filter(connection_id=connection_id).values_list("workspace_id", flat=True).first()
    return of_place(place, connection_id) if place else None


def create_connection(workspace_id: UUID, kind: str, shared: Mapping[str, Any], **own: Any) -> SsoConnection:
    """A new connection. `shared` are the parts that all have, as the API takes them; `own` are columns of its kind.

    It is off unless it says otherwise: until it was checked, nobody should be led to it. Raises `Invalid` naming the
    part.
    """
    with in_workspace(workspace_id):
        lock(workspace_id)
        if SsoConnection.objects.filter(workspace_id=workspace_id).count() >= MOST:
            raise Conflict(_("A workspace has 20 connections at most. Delete one first."))
        values = columns(workspace_id, {"name": "", "enabled": False, **shared})
        least = Role.objects.filter(workspace_id=workspace_id, key=LEAST_ROLE).values_list("id", flat=True)
        values.setdefault("role_ids", list(least))
        made = SsoConnection.objects.create(workspace_id=workspace_id, kind=kind, **values, **own)
        SsoPlace.objects.create(connection_id=made.id, workspace_id=workspace_id)
        record(workspace_id, Kind.SSO_MADE, subject=Subject("sso", made.id), data={"kind": kind})
    return made


def update_connection(workspace_id: UUID, connection_id: UUID, shared: Mapping[str, Any], **own: Any) -> SsoConnection:
    """Changes what is given. One that is switched off ends the sessions that came by it; so does another provider.

    Whom another provider calls by the same subject is somebody else: who is who is asked anew, and sign-ins on their
    way are over.
    """
    with in_workspace(workspace_id):
        lock(workspace_id)
        before = find_connection(workspace_id, connection_id)
        values = columns(workspace_id, shared) | own
        elsewhere = any(own.get(key, getattr(before, key)) != getattr(before, key) for key in PROVIDER)
        if elsewhere or values.get("enabled") is False:
            require_another(workspace_id, connection_id)
        if elsewhere:
            values["tried_at"] = None
            SsoLink.objects.filter(workspace_id=workspace_id, connection_id=connection_id).delete()
            SsoRequest.objects.filter(connection_id=connection_id).delete()
        if elsewhere or values.get("enabled") is False:
            end_all(connection_id)
        SsoConnection.objects.filter(workspace_id=workspace_id, id=connection_id).update(**values)
        said = {"changed": sorted({*shared, *own})}
        record(workspace_id, Kind.SSO_CHANGED, subject=Subject("sso", connection_id), data=said)
    return find_connection(workspace_id, connection_id)


def is_elsewhere(before: SsoConnection, after: SsoConnection) -> bool:
    """Whether the connection leads to another provider than it did."""
    return any(getattr(before, key) != getattr(after, key) for key in PROVIDER)


def delete_connection(workspace_id: UUID, connection_id: UUID) -> None:
    """Forgets the connection and who is who by it, and ends the sessions that came by it. Members stay members."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        found = find_connection(workspace_id, connection_id)
        require_another(workspace_id, connection_id)
        end_all(connection_id)
        SsoPlace.objects.filter(connection_id=connection_id).delete()
        found.delete()
        record(workspace_id, Kind.SSO_DELETED, subject=Subject("sso", connection_id))


def require_another(workspace_id: UUID, connection_id: UUID) -> None:
    """Raises `Conflict` where no other connection by which an administrator came is a way in for all but the owner."""
    if not Workspace.objects.filter(id=workspace_id, requires_sso=True).exists():
        return
    tried = SsoConnection.objects.filter(workspace_id=workspace_id, enabled=True, tried_at__isnull=False)
    if not tried.exclude(id=connection_id).exists():
        raise Conflict(_("This is the only way in while single sign-on is required. Stop requiring it first."))


def columns(workspace_id: UUID, shared: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the shared parts that are given. Raises `Invalid` naming the part."""
    found: dict[str, Any] = {}
    for key in SHARED_TEXTS:
        if key in shared:
            found[key] = text_of(shared, key, needed=key == "name")
    for key in ("enabled", "just_in_time"):
        if key in shared:
            if not isinstance(shared[key], bool):
                raise wrong(key, _("Give “%(name)s” as true or false.") % {"name": key})
            found[key] = shared[key]
    if "roles" in shared:
        keys = shared["roles"]
        if not isinstance(keys, list) or not all(isinstance(key, str) and "\x00" not in key for key in keys):
            raise wrong("roles", _("Give “roles” as a list of the keys of roles."))
        found["role_ids"] = role_ids(workspace_id, keys) if keys else []
    if "teams" in shared:
        found["team_ids"] = known_teams(workspace_id, uuids(shared["teams"]))
    return found


def text_of(body: Mapping[str, Any], key: str, *, needed: bool = False, most: int = LONGEST) -> str:
    """A short text of the body. Raises `Invalid`."""
    value = body.get(key, "")
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise wrong(key, _("Give this as text of at most %(most)d letters.") % {"most": most})
    if needed and not value.strip():
        raise wrong(key, _("Fill this in."))
    return value.strip()


def uuids(value: Any) -> Sequence[UUID]:
    """A list of ids of teams. Raises `Invalid`."""
    try:
        return [UUID(each) for each in value]
    except (ValueError, TypeError, AttributeError) as error:
        raise wrong("teams", _("Give “teams” as a list of ids of teams.")) from error


def wrong(key: str, detail: str) -> Invalid:
    """A refusal that names one part."""
    return Invalid(detail, [FieldError(key, "invalid", detail)])
