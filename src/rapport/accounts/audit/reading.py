"""Reading the audit log: by kind, actor, subject and period, in pages; names are looked up now, not kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rapport.accounts.audit.kinds import AREAS
from rapport.accounts.models import (
    ApiToken,
    App,
    AuditEntry,
    DirectoryGroup,
    Invitation,
    Membership,
    ProvisioningToken,
    Role,
    Team,
)
from rapport.accounts.scope import in_workspace

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """Which entries: those that fit everything given. `kind` may be an area, such as `token`."""

    kind: str = ""
    actor: UUID | None = None
    token: UUID | None = None
    subject_type: str = ""
    subject_id: str = ""
    since: datetime | None = None
    until: datetime | None = None


def read_entries(workspace_id: UUID, question: Question, *, before: int | None, limit: int) -> list[AuditEntry]:
    """One page, the newest first; `before` is the number of the last entry of the page before."""
    with in_workspace(workspace_id):
        found = asked(workspace_id, question).order_by("-seq")
        return list((found.filter(seq__lt=before) if before is not None else found)[:limit])


def stream_entries(workspace_id: UUID, question: Question) -> Iterator[list[AuditEntry]]:
    """All of them, the oldest first, in pages of transactions of their own: a slow reader holds nothing."""
    after = 0
    while True:
        with in_workspace(workspace_id):
            page = list(asked(workspace_id, question).filter(seq__gt=after).order_by("seq")[:CHUNK])
        if not page:
            return
        yield page
        after = page[-1].seq


def asked(workspace_id: UUID, question: Question) -> QuerySet[AuditEntry]:
    """The entries that the question is about."""
    found = AuditEntry.objects.filter(workspace_id=workspace_id)
    if question.kind in AREAS:
        found = found.filter(kind__startswith=f"{question.kind}.")
    elif question.kind:
        found = found.filter(kind=question.kind)
    wanted = {
        "user_id": question.actor,
        "token_id": question.token,
        "subject_type": question.subject_type,
        "subject_id": question.subject_id,
        "at__gte": question.since,
        "at__lt": question.until,
    }
    return found.filter(**{column: value for column, value in wanted.items() if value})


def names_of(workspace_id: UUID, entries: Iterable[AuditEntry]) -> dict[str, str]:
    """What the ids in the entries are called now: members, roles, teams, tokens, apps, groups and invited people.

    Who was erased has no name any more; records are named by the door that knows who may see them.
    """
    ids = {found for entry in entries for found in ids_in(entry)}
    mine, named = {"workspace_id": workspace_id}, {}
    with in_workspace(workspace_id):
        for rows in (
            Invitation.objects.filter(**mine, id__in=ids).values_list("id", "email"),
            ApiToken.objects.filter(**mine, id__in=ids).values_list("id", "name"),
            ProvisioningToken.objects.filter(**mine, id__in=ids).values_list("id", "name"),
            DirectoryGroup.objects.filter(**mine, id__in=ids).values_list("id", "display_name"),
            App.objects.filter(**mine, id__in=ids).values_list("id", "name"),
            Team.objects.filter(**mine, id__in=ids).values_list("id", "name"),
            Role.objects.filter(**mine, id__in=ids).values_list("id", "name"),
            Membership.objects.filter(**mine, user_id__in=ids).values_list("user_id", "user__name"),
        ):
            named.update({str(found): name for found, name in rows})
    return named


def ids_in(entry: AuditEntry) -> Iterator[UUID]:
    """All ids that one entry mentions."""
    yield from (found for found in (entry.user_id, entry.token_id) if found)
    yield from uuids(entry.subject_id)
    yield from uuids(entry.data)


def uuids(value: Any) -> Iterator[UUID]:
    """The ids within a piece of JSON."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from uuids(each)
    elif isinstance(value, str) and len(value) == 36:  # noqa: PLR2004 - an id's length
        try:
            yield UUID(value)
        except ValueError:
            return
