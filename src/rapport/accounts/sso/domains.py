"""Domains of email addresses: a workspace names one, proves it by a record of the DNS, and vouches for who is in it."""

from secrets import token_hex
from uuid import UUID

import dns.exception
import dns.nameserver
import dns.resolver
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import SsoDomain
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import lock
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound
from rapport.platform.host_port import read_host_port
from rapport.platform.outgoing_address import NAME
from rapport.platform.settings import current

LABEL, WORD = "_rapport", "rapport-domain="
MOST, SECONDS = 50, 5.0


def list_domains(workspace_id: UUID) -> list[SsoDomain]:
    """The workspace's domains by name, proven or not."""
    return list(SsoDomain.objects.filter(workspace_id=workspace_id).order_by("domain"))


def has_proven(workspace_id: UUID, domain: str) -> bool:
    """Whether the domain is the workspace's own. A domain within one of its domains is not."""
    mine = SsoDomain.objects.filter(workspace_id=workspace_id, domain=domain.lower())
    return mine.filter(proven_at__isnull=False).exists()


def workspace_of(domain: str) -> UUID | None:
    """Whose domain it is."""
    proven = SsoDomain.objects.filter(domain=domain.lower(), proven_at__isnull=False)
    return proven.values_list("workspace_id", flat=True).first()


def name_domain(workspace_id: UUID, text: str) -> SsoDomain:
    """A domain that is yet to be proven. Raises `Invalid`."""
    domain = text.strip().lower()
    if not NAME.match(domain):
        detail = _("Write a domain such as example.com; one with other letters as xn--…")
        raise Invalid(detail, [FieldError("domain", "invalid", detail)])
    with in_workspace(workspace_id):
        lock(workspace_id)
        mine = SsoDomain.objects.filter(workspace_id=workspace_id)
        if mine.filter(domain=domain).exists() or mine.count() >= MOST:
            detail = _("This domain is in the list already, or there are 50 in it. Delete one first.")
            raise Invalid(detail, [FieldError("domain", "taken", detail)])
        made = mine.create(workspace_id=workspace_id, domain=domain, token=token_hex(16))
        record(workspace_id, Kind.DOMAIN_NAMED, subject=Subject("domain", made.id))
    return made


def prove_domain(workspace_id: UUID, domain_id: UUID) -> SsoDomain:
    """Looks for the record, and remembers that it was there. Raises `NotFound`, or `Conflict` saying what was found."""
    named = find_domain(workspace_id, domain_id)
    found = read_texts(record_name(named))
    if record_value(named) not in found:
        there = ", ".join(f"“{text[:80]}”" for text in found[:3]) or _("nothing")
        raise Conflict(
            _("The DNS has no such record yet: at %(name)s there is %(there)s. New records may take an hour.")
            % {"name": record_name(named), "there": there}
        )
    with in_workspace(workspace_id):
        lock(workspace_id)
        named = find_domain(workspace_id, domain_id)  # it may have been given up meanwhile
        named.proven_at = named.proven_at or now()
        try:
            with transaction.atomic():
                named.save(update_fields=["proven_at"])
        except IntegrityError as error:
            raise Conflict(_("Another workspace of this Rapport has proven this domain. Ask its operator.")) from error
        record(workspace_id, Kind.DOMAIN_PROVEN, subject=Subject("domain", named.id))
    return named


def drop_domain(workspace_id: UUID, domain_id: UUID) -> None:
    """Nobody of this domain joins by single sign-on any more; who is a member stays. Raises `NotFound`."""
    with in_workspace(workspace_id):
        lock(workspace_id)
        find_domain(workspace_id, domain_id).delete()
        record(workspace_id, Kind.DOMAIN_DELETED, subject=Subject("domain", domain_id))


def find_domain(workspace_id: UUID, domain_id: UUID) -> SsoDomain:
    """The domain. Raises `NotFound`."""
    found = SsoDomain.objects.filter(workspace_id=workspace_id, id=domain_id).first()
    if found is None:
        raise NotFound(_("There is no such domain. Look at the list of domains again."))
    return found


def record_name(domain: SsoDomain) -> str:
    """Where the DNS is asked."""
    return f"{LABEL}.{domain.domain}"


def record_value(domain: SsoDomain) -> str:
    """What the record has to say."""
    return f"{WORD}{domain.token}"


def read_texts(name: str) -> list[str]:
    """The TXT records of the name; none when there are none. Raises `Conflict` when the DNS does not answer."""
    servers = current().dns_servers
    try:
        asking = dns.resolver.Resolver(configure=not servers)
        if servers:
            asking.nameservers = [dns.nameserver.Do53Nameserver(*read_host_port(server)) for server in servers]
        answer = asking.resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise Conflict(_("The DNS did not answer when asked for %(name)s. Try again.") % {"name": name}) from error
    return [b"".join(each.strings).decode(errors="replace") for each in answer]
