"""API tokens: `rpt_<prefix>_<secret>`. The prefix says where to look, the secret proves it."""

from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.models import ApiToken, Membership
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import FieldError, Invalid, NotFound

MARK = "rpt"
PREFIX_BYTES = 16 + 4  # the workspace, and a number within it: 32 letters of base 32
PREFIX_LENGTH = 32


@dataclass(frozen=True, slots=True)
class TokenParts:
    """What a token's text says."""

    workspace_id: UUID
    prefix: str
    hash: bytes


def read_token(text: str) -> TokenParts | None:
    """The parts of a well-formed token, known or not; None for any other text."""
    mark, _sep, rest = text.partition("_")
    prefix, sep, secret = rest.partition("_")
    if mark != MARK or not sep or len(prefix) != PREFIX_LENGTH or not secret.isascii():
        return None
    try:
        address = b32decode(prefix.encode(), casefold=True)
    except ValueError:
        return None
    return TokenParts(UUID(bytes=address[:16]), prefix, sha256(secret.encode()).digest())


def create_token(
    *, workspace_id: UUID, user_id: UUID, name: str, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token and its text, which is shown once. Raises `Invalid` for an empty name, a past end or no member."""
    errors = []
    if not name.strip():
        errors.append(FieldError("name", "required", _("Write what the token is for.")))
    if expires_at and expires_at <= now():
        errors.append(FieldError("expires_at", "past", _("Choose an end in the future.")))
    if errors:
        raise Invalid(_("The token was not created."), errors)
    prefix = b32encode(workspace_id.bytes + token_bytes(4)).decode().lower()
    secret = token_urlsafe(32)
    with in_workspace(workspace_id):
        if not Membership.objects.filter(workspace_id=workspace_id, user_id=user_id, active=True).exists():
            raise Invalid(_("The token was not created. Only a member of the workspace can have one."))
        token = ApiToken.objects.create(
            workspace_id=workspace_id,
            user_id=user_id,
            name=name.strip()[:80],
            prefix=prefix,
            hash=sha256(secret.encode()).digest(),
            expires_at=expires_at,
        )
    return token, f"{MARK}_{prefix}_{secret}"


def list_tokens(workspace_id: UUID, user_id: UUID) -> list[ApiToken]:
    """The tokens that the member has not revoked, newest first."""
    with in_workspace(workspace_id):
        mine = ApiToken.objects.filter(workspace_id=workspace_id, user_id=user_id, revoked_at=None)
        return list(mine.order_by("-created_at"))


def revoke_token(workspace_id: UUID, user_id: UUID, token_id: UUID) -> None:
    """Ends the member's token at once. Raises `NotFound` when they have no such token."""
    with in_workspace(workspace_id):
        mine = ApiToken.objects.filter(workspace_id=workspace_id, id=token_id, user_id=user_id, revoked_at=None)
        if not mine.update(revoked_at=now()):
            raise NotFound(_("You have no such token. Look at your list of tokens again."))


def note_use(workspace_id: UUID, token_id: UUID) -> None:
    """Remembers that the token was used now."""
    with in_workspace(workspace_id):
        ApiToken.objects.filter(workspace_id=workspace_id, id=token_id).update(last_used_at=now())
