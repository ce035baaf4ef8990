"""API tokens: keys that begin with `rpt_`, each acting for one member."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.keys import KeyParts, make_key, read_key
from rapport.accounts.models import ApiToken, Membership, User
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import FieldError, Invalid, NotFound

MARK = "rpt"


def read_token(text: str) -> KeyParts | None:
    """The parts of a well-formed token, known or not; None for any other text."""
    return read_key(MARK, text)


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
    key = make_key(MARK, workspace_id)
    with in_workspace(workspace_id):
        if not Membership.objects.filter(workspace_id=workspace_id, user_id=user_id, active=True).exists():
            raise Invalid(_("The token was not created. Only a member of the workspace can have one."))
        token = ApiToken.objects.create(
            workspace_id=workspace_id,
            user_id=user_id,
            name=name.strip()[:80],
            prefix=key.prefix,
            hash=key.hash,
            expires_at=expires_at,
        )
    return token, key.text


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


def revoke_tokens(workspace_id: UUID, user_id: UUID) -> int:
    """Ends all tokens that act for the member; says how many."""
    with in_workspace(workspace_id):
        running = ApiToken.objects.filter(workspace_id=workspace_id, user_id=user_id, revoked_at=None)
        return running.update(revoked_at=now())


def revoke_everywhere(user_id: UUID) -> None:
    """Ends the user's tokens in each of their workspaces."""
    for workspace_id in User.objects.values_list("workspace_ids", flat=True).get(id=user_id):
        revoke_tokens(workspace_id, user_id)


def note_use(workspace_id: UUID, token_id: UUID) -> None:
    """Remembers that the token was used now."""
    with in_workspace(workspace_id):
        ApiToken.objects.filter(workspace_id=workspace_id, id=token_id).update(last_used_at=now())
