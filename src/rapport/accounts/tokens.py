"""API tokens: keys that begin with `rpt_`, each acting for one member."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import API_TOKEN, KeyParts, make_key, read_key
from rapport.accounts.models import ApiToken, Membership, MembershipRole, Role, User
from rapport.accounts.oauth.consents import end_consents
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import FieldError, Invalid, NotFound
from rapport.kernel.origin import coming_from, origin


def read_token(text: str) -> KeyParts | None:
    """The parts of a well-formed token, known or not; None for any other text."""
    return read_key(API_TOKEN, text)


def create_token(  # noqa: PLR0913 - each is one line of the form
    *,
    workspace_id: UUID,
    user_id: UUID,
    name: str,
    expires_at: datetime | None = None,
    roles: Sequence[str] | None = None,
    limits: Mapping[str, Any] | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its text, which is shown once; `roles` are keys of roles that the member has.

    Raises `Invalid` for an empty name, a past end, a role that is not the member's, or no member.
    """
    errors = []
    if not name.strip():
        errors.append(FieldError("name", "required", _("Write what the token is for.")))
    if expires_at and expires_at <= now():
        errors.append(FieldError("expires_at", "past", _("Choose an end in the future.")))
    key = make_key(API_TOKEN, workspace_id)
    kept = dict(limits or {})
    with in_workspace(workspace_id):
        if not Membership.objects.filter(workspace_id=workspace_id, user_id=user_id, active=True).exists():
            raise Invalid(_("The token was not created. Only a member of the workspace can have one."))
        if roles is not None:
            held = roles_held(workspace_id, user_id)
            if not roles or not set(roles) <= set(held):
                errors.append(FieldError("roles", "unknown", _("Choose one or more of your own roles.")))
            kept["roles"] = [str(held[role]) for role in roles if role in held]
        if errors:
            raise Invalid(_("The token was not created."), errors)
        token = ApiToken.objects.create(
            workspace_id=workspace_id,
            user_id=user_id,
            name=name.strip()[:80],
            prefix=key.prefix,
            hash=key.hash,
            limits=kept,
            expires_at=expires_at,
        )
        said = {"for": user_id, "narrowed": sorted(kept), "expires": expires_at is not None}
        record(workspace_id, Kind.TOKEN_MADE, subject=Subject("token", token.id), data=said)
    return token, key.text


def roles_held(workspace_id: UUID, user_id: UUID) -> dict[str, UUID]:
    """The ids of the member's roles by their keys."""
    held = MembershipRole.objects.filter(workspace_id=workspace_id, user_id=user_id).values("role_id")
    return dict(Role.objects.filter(workspace_id=workspace_id, id__in=held).values_list("key", "id"))


def role_names(workspace_id: UUID) -> dict[str, tuple[str, str]]:
    """Key and name of the workspace's roles by their ids, as limits hold them."""
    with in_workspace(workspace_id):
        roles = Role.objects.filter(workspace_id=workspace_id).order_by("position", "key")
        return {str(role.id): (role.key, role.name) for role in roles}


def list_tokens(workspace_id: UUID, user_id: UUID | None = None) -> list[ApiToken]:
    """The tokens of the member, or of all, that are not revoked, the newest first; those of apps are listed as apps."""
    with in_workspace(workspace_id):
        running = personal(workspace_id).order_by("-created_at")
        return list(running.filter(user_id=user_id) if user_id else running)


def revoke_token(workspace_id: UUID, user_id: UUID | None, token_id: UUID) -> None:
    """Ends the member's token, or anybody's, at once. Raises `NotFound` when there is no such token."""
    with in_workspace(workspace_id):
        running = personal(workspace_id).filter(id=token_id)
        if not (running.filter(user_id=user_id) if user_id else running).update(revoked_at=now()):
            raise NotFound(_("There is no such token. It may have been revoked already."))
        record(workspace_id, Kind.TOKEN_REVOKED, subject=Subject("token", token_id))


def revoke_tokens(workspace_id: UUID, user_id: UUID) -> int:
    """Ends all tokens that act for the member, and what they let apps do; says how many tokens."""
    with in_workspace(workspace_id):
        running = ApiToken.objects.filter(workspace_id=workspace_id, user_id=user_id, revoked_at=None)
        revoked = running.update(revoked_at=now())
        apps = end_consents(workspace_id, user_id=user_id)
        if revoked or apps:
            said = {"tokens": revoked, "apps": apps}
            record(workspace_id, Kind.TOKEN_REVOKED, subject=Subject("user", user_id), data=said)
        return revoked


def personal(workspace_id: UUID) -> QuerySet[ApiToken]:
    """Those that members made themselves and that are not revoked."""
    return ApiToken.objects.filter(workspace_id=workspace_id, revoked_at=None, consent_id=None)


def revoke_everywhere(user_id: UUID) -> None:
    """Ends the user's tokens in each of their workspaces."""
    for workspace_id in sorted(User.objects.values_list("workspace_ids", flat=True).get(id=user_id)):
        revoke_tokens(workspace_id, user_id)


def note_use(workspace_id: UUID, token_id: UUID, user_id: UUID) -> None:
    """Remembers that the token was used now; the audit log is told of the first use of a day."""
    moment = now()
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    with in_workspace(workspace_id):
        mine = ApiToken.objects.filter(workspace_id=workspace_id, id=token_id)
        unused = Q(last_used_at=None) | Q(last_used_at__lt=midnight)
        if mine.filter(unused).update(last_used_at=moment):
            with coming_from(replace(origin(), kind="api_key", user_id=user_id, token_id=token_id)):
                record(workspace_id, Kind.TOKEN_USED, subject=Subject("token", token_id))
        else:
            mine.update(last_used_at=moment)
