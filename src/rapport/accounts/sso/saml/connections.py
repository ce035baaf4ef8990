"""Connections by SAML: made and changed, from the provider's metadata or from its parts one by one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.connections import create_connection, find_connection, text_of, update_connection, wrong
from rapport.accounts.sso.saml.certificates import END, make_key, read_certificate, seal_key
from rapport.accounts.sso.saml.metadata import Provider, fetch_metadata, provider, read_metadata
from rapport.accounts.sso.saml.refused import DescriptionRefused
from rapport.platform.outgoing import NotFetched

Body = Mapping[str, Any]
LONGEST_URL, LONGEST_CERTIFICATES = 2048, 100_000


def create(workspace_id: UUID, shared: Body, own: Body) -> SsoConnection:
    """A new connection with a key of its own. Raises `Invalid` naming the part that does not fit."""
    described = describe(own, None)
    return create_connection(workspace_id, "saml", shared, secret=seal_key(make_key("Rapport")), **described)


def update(workspace_id: UUID, connection_id: UUID, shared: Body, own: Body) -> SsoConnection:
    """Changes what is given. Raises `Invalid`, `NotFound`."""
    before = find_connection(workspace_id, connection_id)
    described = describe(own, before) if any(own.values()) else {}
    return update_connection(workspace_id, connection_id, shared, **described)


def describe(own: Body, before: SsoConnection | None) -> dict[str, Any]:
    """The columns of the provider, from its metadata's address, its metadata, or its parts one by one."""
    url, pasted = text_of(own, "metadata_url", most=LONGEST_URL), own.get("metadata_xml")
    if url:
        with naming("metadata_url"):
            return columns(fetch_metadata(url)) | {"metadata_url": url}
    if pasted:
        if not isinstance(pasted, str):
            raise wrong("metadata_xml", _("Paste the metadata as text."))
        with naming("metadata_xml"):
            return columns(read_metadata(pasted.encode(errors="replace"))) | {"metadata_url": ""}
    return by_hand(own, before)


def by_hand(own: Body, before: SsoConnection | None) -> dict[str, Any]:
    """The columns from the parts; what is not given stays. Metadata that was there before is not asked any more."""
    entity_id = text_of(own, "entity_id", most=LONGEST_URL) or (before.entity_id if before else "")
    address = text_of(own, "sign_in_url", most=LONGEST_URL) or (before.sign_in_url if before else "")
    pasted = own.get("certificate") or ""
    if not isinstance(pasted, str) or len(pasted) > LONGEST_CERTIFICATES:
        raise wrong("certificate", _("Paste the certificate as text."))
    given = [each for each in pasted.split(END) if each.strip()]
    certificates = given or (list(before.certificates) if before else [])
    if not (entity_id or address or certificates):
        raise wrong("metadata_url", _("Give the address of the provider's metadata, or the metadata, or its parts."))
    with naming("certificate"):
        _read = [read_certificate(each) for each in certificates]
    with naming("sign_in_url" if entity_id and certificates else "certificate" if entity_id else "entity_id"):
        return columns(provider(entity_id, address, certificates)) | {"metadata_url": ""}


@contextmanager
def naming(key: str) -> Iterator[None]:
    """Refuses with the name of the field."""
    try:
        yield
    except (DescriptionRefused, NotFetched) as error:
        raise wrong(key, str(error)) from error


def columns(described: Provider) -> dict[str, Any]:
    """As the connection keeps them."""
    return {
        "entity_id": described.entity_id,
        "sign_in_url": described.sign_in_url,
        "certificates": [each.pem for each in described.certificates],
    }
