"""Connections by SAML, kept up: checked step by step, and following the provider when it changes its key."""

from collections.abc import Iterator
from uuid import UUID

import structlog
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapport.accounts.models import SsoConnection, SsoPlace
from rapport.accounts.scope import in_workspace
from rapport.accounts.sso.connections import find_connection, is_elsewhere, of_place, update_connection
from rapport.accounts.sso.saml.certificates import Certificate, read_certificate
from rapport.accounts.sso.saml.connections import columns
from rapport.accounts.sso.saml.metadata import fetch_metadata
from rapport.accounts.sso.saml.refused import DescriptionRefused
from rapport.accounts.sso.steps import Step
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.platform.outgoing import NotFetched

log = structlog.get_logger("sso")
FOLLOWED = ("sign_in_url", "certificates")


class AnotherProvider(DescriptionRefused):
    """The metadata is of somebody else now: nobody is trusted who was not entered by an administrator."""


def look(workspace_id: UUID, connection_id: UUID) -> list[Step]:
    """Reads the metadata anew, takes over what it says, and looks at the certificates. Raises `NotFound`."""
    connection = find_connection(workspace_id, connection_id)
    steps = []
    if connection.metadata_url:
        label = _("The metadata can be read and is of the same provider")
        try:
            changed = follow(connection)
        except (NotFetched, DescriptionRefused) as error:
            steps.append(Step(label, ok=False, detail=str(error)))
        else:
            steps.append(Step(label, ok=True, detail=_("What had changed was taken over.") if changed else ""))
    return [*steps, *certificate_steps(connection)]


def certificate_steps(connection: SsoConnection) -> Iterator[Step]:
    """How long each certificate is valid."""
    for each in map(read_certificate, connection.certificates):
        label = _("The certificate %(begin)s… is valid") % {"begin": each.fingerprint[:11]}
        until = date_format(each.expires_at, "DATE_FORMAT")
        if is_over(each):
            detail = _("It expired on %(until)s. Ask the provider's administrator for a new one.") % {"until": until}
            yield Step(label, ok=False, detail=detail)
        else:
            yield Step(label, ok=True, detail=_("Until %(until)s.") % {"until": until})


def is_over(certificate: Certificate) -> bool:
    """Whether its time is over. Its signatures are believed nevertheless: in SAML the metadata says who is trusted."""
    return certificate.expires_at <= now()


def follow(connection: SsoConnection) -> bool:
    """Takes over address and certificates from the metadata's address; says whether anything changed.

    While a provider changes its key its metadata lists both, and both are believed. Raises `NotFetched`,
    `DescriptionRefused`.
    """
    described = fetch_metadata(connection.metadata_url)
    if described.entity_id != connection.entity_id:
        raise AnotherProvider(
            _("The metadata is of another provider now (%(name)s). Enter its address again to trust that one.")
            % {"name": described.entity_id[:200]}
        )
    found = {key: value for key, value in columns(described).items() if key in FOLLOWED}
    changed = {key: value for key, value in found.items() if getattr(connection, key) != value}
    if changed:
        with in_workspace(connection.workspace_id):
            lock(connection.workspace_id)
            here = of_place(connection.workspace_id, connection.id)
            if here is None or is_elsewhere(connection, here) or here.metadata_url != connection.metadata_url:
                return False  # an administrator entered another provider while this one was asked
            update_connection(connection.workspace_id, connection.id, {}, **changed)
        for key, value in changed.items():
            setattr(connection, key, value)
    return bool(changed)


def follow_all() -> int:
    """All connections that have an address of metadata; says how many had changed. What fails is in the log."""
    changed = 0
    for place in SsoPlace.objects.order_by("connection_id").iterator():
        connection = of_place(place.workspace_id, place.connection_id)
        if connection is None or not connection.enabled or not connection.metadata_url:
            continue
        try:
            changed += follow(connection)
        except (NotFetched, DescriptionRefused) as error:
            log.warning("metadata not followed", connection=str(connection.id), why=str(error))
    return changed
