"""The addresses by which a provider knows a connection."""

from uuid import UUID

from rapport.platform.settings import current


def entity_id(connection_id: UUID) -> str:
    """What Rapport is called there; it is the address of its metadata too."""
    return f"{current().web_address()}/sso/saml/{connection_id}/metadata"


def acs(connection_id: UUID) -> str:
    """Where the provider's answers are posted to (assertion consumer service)."""
    return f"{current().web_address()}/sso/saml/{connection_id}/acs"
