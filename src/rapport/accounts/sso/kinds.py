"""The protocols that a connection can speak: what each needs of the ways in, and where its addresses are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.connections import SHARED, find_connection, wrong
from rapport.accounts.sso.oidc import setup as oidc
from rapport.accounts.sso.oidc.journey import redirect_uri
from rapport.accounts.sso.saml import addresses as saml
from rapport.accounts.sso.saml import door
from rapport.accounts.sso.steps import Step
from rapport.platform.settings import current

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Protocol:
    """`parts` are those of the API that belong to it alone, beside what all connections share."""

    parts: Sequence[str]
    create: Callable[[UUID, Body, Body], SsoConnection]
    update: Callable[[UUID, UUID, Body, Body], SsoConnection]
    look: Callable[[UUID, UUID], list[Step]]
    addresses: Callable[[SsoConnection], Mapping[str, str]]


def oidc_addresses(connection: SsoConnection) -> Mapping[str, str]:
    """What has to be entered at an OpenID provider."""
    return {"redirect": redirect_uri(), "logout": f"{current().web_address()}/sso/oidc/{connection.id}/logout"}


def saml_addresses(connection: SsoConnection) -> Mapping[str, str]:
    """What has to be entered at a SAML provider."""
    entity = saml.entity_id(connection.id)
    return {"acs": saml.acs(connection.id), "metadata": entity, "entity": entity}


PROTOCOLS: Mapping[str, Protocol] = {
    "oidc": Protocol(oidc.OWN, oidc.create, oidc.update, oidc.look, oidc_addresses),
    "saml": Protocol(door.OWN, door.create, door.update, door.look, saml_addresses),
}


def create(workspace_id: UUID, body: Body) -> SsoConnection:
    """A new connection of the kind that the body names. Raises `Invalid` naming the part, or `Conflict`."""
    protocol = PROTOCOLS.get(str(body.get("kind")))
    if protocol is None:
        raise wrong("kind", _("Choose one of these kinds: %(kinds)s.") % {"kinds": ", ".join(PROTOCOLS)})
    return protocol.create(workspace_id, *parted(protocol, {k: v for k, v in body.items() if k != "kind"}))


def update(workspace_id: UUID, connection_id: UUID, body: Body) -> SsoConnection:
    """Changes what is given. Raises as `create`, and `NotFound`."""
    protocol = PROTOCOLS[find_connection(workspace_id, connection_id).kind]
    return protocol.update(workspace_id, connection_id, *parted(protocol, body))


def look(workspace_id: UUID, connection_id: UUID) -> list[Step]:
    """What a sign-in would meet, up to the first thing that is wrong. Raises `NotFound`."""
    return PROTOCOLS[find_connection(workspace_id, connection_id).kind].look(workspace_id, connection_id)


def addresses(connection: SsoConnection) -> Mapping[str, str]:
    """Where a sign-in begins, and what the provider has to be told."""
    start = f"{current().web_address()}/sso/{connection.id}/start"
    return {"start": start, **PROTOCOLS[connection.kind].addresses(connection)}


def parted(protocol: Protocol, body: Body) -> tuple[Body, Body]:
    """What all connections share, and what is the protocol's own. Raises `Invalid` for what is another's."""
    foreign = [key for key, value in body.items() if key not in {*SHARED, *protocol.parts} and value is not None]
    if foreign:
        raise wrong(foreign[0], _("A connection of this kind has no such part. Leave it out."))
    return {k: v for k, v in body.items() if k in SHARED}, {k: v for k, v in body.items() if k in protocol.parts}
