"""What members let apps do: given on the consent page, remembered, and taken back with all that came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.models import ApiToken, App, AppCode, Consent
from rapport.accounts.scope import in_workspace, take_turns
from rapport.kernel.clock import now
from rapport.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Granted:
    """One app that acts for the member."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    granted_at: datetime
    last_used_at: datetime | None


def give(app: App, user_id: UUID, scopes: Collection[str]) -> Consent:
    """The member's consent to these scopes, and to those they gave before. Call it inside the workspace."""
    take_turns(app.workspace_id, f"consent {app.id} {user_id}")
    held = standing(app.workspace_id).select_for_update(no_key=True).filter(app_id=app.id, user_id=user_id).first()
    if held is None:
        return Consent.objects.create(
            workspace_id=app.workspace_id, app_id=app.id, user_id=user_id, scopes=sorted(scopes)
        )
    if not set(scopes) <= set(held.scopes):
        held.scopes, held.granted_at = sorted({*held.scopes, *scopes}), now()
        held.save(update_fields=["scopes", "granted_at"])
    return held


def given(app: App, user_id: UUID) -> frozenset[str]:
    """The scopes that the member gave the app before."""
    with in_workspace(app.workspace_id):
        mine = standing(app.workspace_id).filter(app_id=app.id, user_id=user_id)
        return frozenset(mine.values_list("scopes", flat=True).first() or ())


def refuse(app: App, user_id: UUID) -> None:
    """Tells of a member who did not want the app to act for them."""
    record(app.workspace_id, Kind.APP_REFUSED, subject=Subject("app", app.id), user_id=user_id)


def list_granted(workspace_id: UUID, user_id: UUID) -> list[Granted]:
    """The apps that act for the member, by name."""
    with in_workspace(workspace_id):
        rows = list(standing(workspace_id).filter(user_id=user_id))
        apps = App.objects.filter(workspace_id=workspace_id, id__in=[row.app_id for row in rows])
        names = dict(apps.values_list("id", "name"))
        tokens = ApiToken.objects.filter(workspace_id=workspace_id, consent_id__in=[row.id for row in rows])
        used = dict(tokens.values_list("consent_id").annotate(used=Max("last_used_at")))
    found = [Granted(row.id, names[row.app_id], tuple(row.scopes), row.granted_at, used.get(row.id)) for row in rows]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def take_back(workspace_id: UUID, user_id: UUID, consent_id: UUID) -> None:
    """The app does nothing more for the member. Raises `NotFound`."""
    with in_workspace(workspace_id):
        mine = standing(workspace_id).filter(user_id=user_id, id=consent_id)
        app_id = mine.values_list("app_id", flat=True).first()
        if app_id is None or not end_consents(workspace_id, user_id=user_id, id=consent_id):
            raise NotFound(_("There is no such app here. It may have been removed already."))
        record(workspace_id, Kind.APP_REVOKED, subject=Subject("app", app_id), data={"for": user_id})


def end_consents(workspace_id: UUID, **only: Any) -> int:
    """Ends the consents that are meant, with their codes and running sign-ins, at once; says how many."""
    with in_workspace(workspace_id):
        ids = list(standing(workspace_id).select_for_update(no_key=True).filter(**only).values_list("id", flat=True))
        if ids:
            Consent.objects.filter(workspace_id=workspace_id, id__in=ids).update(revoked_at=now())
            end_sign_ins(workspace_id, ids)
        return len(ids)


def reduce_consents(app: App, lost: Collection[str]) -> int:
    """Takes scopes that the app has no more out of all consents to it, and ends what has them; says how many ended."""
    with in_workspace(app.workspace_id):
        reduced = list(
            standing(app.workspace_id).select_for_update(no_key=True).filter(app_id=app.id, scopes__overlap=list(lost))
        )
        for consent in reduced:
            consent.scopes = [scope for scope in consent.scopes if scope not in lost]
            consent.save(update_fields=["scopes"])
        return end_sign_ins(app.workspace_id, [consent.id for consent in reduced])


def end_sign_ins(workspace_id: UUID, consent_ids: Collection[UUID]) -> int:
    """Ends the codes and running sign-ins of these consents; says how many were running."""
    mine = {"workspace_id": workspace_id, "consent_id__in": consent_ids}
    AppCode.objects.filter(**mine).delete()
    return ApiToken.objects.filter(**mine, revoked_at=None).update(revoked_at=now())


def standing(workspace_id: UUID) -> QuerySet[Consent]:
    """Those that were not taken back."""
    return Consent.objects.filter(workspace_id=workspace_id, revoked_at=None)
