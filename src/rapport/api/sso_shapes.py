"""A connection as JSON."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.kinds import addresses
from rapport.accounts.tokens import role_names
from rapport.api.schemas import FLAG, ID, MOMENT, TEXT, list_of, nullable, record_of


class Names:
    """The keys of the workspace's roles by their ids."""

    def __init__(self, workspace_id: UUID) -> None:
        self.roles = role_names(workspace_id)

    def keys(self, ids: Iterable[UUID]) -> list[str]:
        """The keys of those roles that are still there."""
        return [self.roles[str(each)][0] for each in ids if str(each) in self.roles]


def shown(connection: SsoConnection, names: Names) -> dict[str, Any]:
    """What there is of the other kind is null; a secret is never shown."""
    oidc = connection.kind == "oidc"
    return {
        "id": connection.id, "kind": connection.kind, "name": connection.name, "enabled": connection.enabled,
        "issuer": connection.issuer or None, "client_id": connection.client_id or None,
        "has_secret": bool(connection.secret), "scopes": connection.scopes if oidc else None,
        "metadata_url": connection.metadata_url or None, "entity_id": connection.entity_id or None,
        "sign_in_url": connection.sign_in_url or None,
        "certificates": None if oidc else [shown_certificate(pem) for pem in connection.certificates],
        "email_claim": connection.email_claim, "name_claim": connection.name_claim,
        "groups_claim": connection.groups_claim, "just_in_time": connection.just_in_time,
        "roles": names.keys(connection.role_ids), "teams": connection.team_ids,
        "addresses": addresses(connection), "last_used_at": connection.last_used_at,
    }  # fmt: skip


def shown_certificate(pem: str) -> dict[str, Any]:
    """By what it is recognised, and until when it holds."""
    found = x509.load_pem_x509_certificate(pem.encode())
    return {"fingerprint": found.fingerprint(SHA256()).hex(":").upper(), "expires_at": found.not_valid_after_utc}


PARTS = {
    "issuer": nullable(TEXT), "client_id": nullable(TEXT), "scopes": nullable(list_of(TEXT)),
    "metadata_url": nullable(TEXT), "entity_id": nullable(TEXT), "sign_in_url": nullable(TEXT),
}  # fmt: skip
SHARED = {
    "name": TEXT, "enabled": FLAG, "email_claim": TEXT, "name_claim": TEXT, "groups_claim": TEXT, "just_in_time": FLAG,
    "roles": list_of(TEXT), "teams": list_of(ID),
}  # fmt: skip
KIND = {"enum": ["oidc", "saml"]}
CONNECTION = record_of({
    "id": ID, "kind": KIND, **SHARED, **PARTS, "has_secret": FLAG,
    "certificates": nullable(list_of(record_of({"fingerprint": TEXT, "expires_at": MOMENT}))),
    "addresses": record_of(
        dict.fromkeys(("start", "redirect", "logout", "acs", "metadata", "entity"), TEXT), ("start",)
    ),
    "last_used_at": nullable(MOMENT),
})  # fmt: skip
NEW_CONNECTION = {
    "kind": KIND, **SHARED, **PARTS, "client_secret": TEXT, "metadata_xml": TEXT, "certificate": TEXT,
}  # fmt: skip
