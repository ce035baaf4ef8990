"""Provisioning tokens: keys that begin with `rps_`, with which a directory writes the users of one workspace."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.keys import make_key, read_key
from rapport.accounts.models import ProvisioningToken
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import FieldError, Invalid, NotFound
from rapport.kernel.origin import coming_from, origin

MARK = "rps"
LONGEST_NAME = 80
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Directory:
    """Who asks: the directory behind a token, and the one workspace in which it may write."""

    workspace_id: UUID
    token_id: UUID
    name: str


def create_token(workspace_id: UUID, *, name: str, expires_at: datetime | None) -> tuple[ProvisioningToken, str]:
    """A new token and its text, which is shown once. Raises `Invalid` for no name or a past end."""
    name = name.strip()
    errors = []
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        errors.append(FieldError("name", "required", _("Write in at most 80 letters which directory will use it.")))
    if expires_at and expires_at <= now():
        errors.append(FieldError("expires_at", "past", _("Choose an end in the future.")))
    if errors:
        raise Invalid(_("The token was not created."), errors)
    key = make_key(MARK, workspace_id)
    with in_workspace(workspace_id):
        token = ProvisioningToken.objects.create(
            workspace_id=workspace_id, name=name, prefix=key.prefix, hash=key.hash, expires_at=expires_at
        )
        said = {"expires": expires_at is not None}
        record(workspace_id, Kind.PROVISIONING_TOKEN_MADE, subject=Subject("token", token.id), data=said)
    return token, key.text


def list_tokens(workspace_id: UUID) -> list[ProvisioningToken]:
    """Those that are not revoked, the newest first."""
    with in_workspace(workspace_id):
        return list(running(workspace_id).order_by("-created_at"))


def revoke_token(workspace_id: UUID, token_id: UUID) -> None:
    """Ends the token at once. Raises `NotFound`."""
    with in_workspace(workspace_id):
        if not running(workspace_id).filter(id=token_id).update(revoked_at=now()):
            raise NotFound(_("There is no such token. It may have been revoked already."))
        record(workspace_id, Kind.PROVISIONING_TOKEN_REVOKED, subject=Subject("token", token_id))


def running(workspace_id: UUID) -> QuerySet[ProvisioningToken]:
    """Not revoked; some may be over."""
    return ProvisioningToken.objects.filter(workspace_id=workspace_id, revoked_at=None)


def find_directory(text: str) -> Directory | None:
    """The directory behind a token, or None when it opens nothing. Its use is noted once a minute."""
    parts = read_key(MARK, text)
    if parts is None:
        return None
    moment = now()
    with in_workspace(parts.workspace_id):
        usable = running(parts.workspace_id).filter(Q(expires_at=None) | Q(expires_at__gt=moment))
        found = usable.filter(prefix=parts.prefix).first()
        if found is None or not compare_digest(bytes(found.hash), parts.hash):
            return None
        if found.last_used_at is None or moment - found.last_used_at >= NOTED_EVERY:
            note_use(found, moment)
    return Directory(parts.workspace_id, found.id, found.name)


def note_use(token: ProvisioningToken, moment: datetime) -> None:
    """Remembers that the token was used now; the audit log is told of the first use of a day."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = ProvisioningToken.objects.filter(workspace_id=token.workspace_id, id=token.id)
    unused = Q(last_used_at=None) | Q(last_used_at__lt=midnight)
    if not mine.filter(unused).update(last_used_at=moment):
        mine.update(last_used_at=moment)
        return
    with coming_from(replace(origin(), kind="integration", token_id=token.id)):
        record(token.workspace_id, Kind.TOKEN_USED, subject=Subject("token", token.id))
