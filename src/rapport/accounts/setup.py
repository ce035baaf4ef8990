"""The first start: whoever can read the server's log makes the first workspace and its owner."""

from base64 import b32encode
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from math import ceil
from secrets import token_bytes
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.accounts.models import SetupCode, User, Workspace
from rapport.accounts.users import create_user
from rapport.accounts.workspaces import create_workspace
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, FieldError, Invalid, TooMany

MOST_ATTEMPTS = 10
BLOCKED = timedelta(minutes=1)


def setup_needed() -> bool:
    """Whether there is no workspace yet."""
    return not Workspace.objects.exists()


def issue_setup_code() -> str | None:
    """A fresh code to write into the log, or None when there is a workspace. The code before it is worthless then."""
    if not setup_needed():
        return None
    letters = b32encode(token_bytes(10)).decode()
    SetupCode.objects.update_or_create(id=1, defaults={"hash": digest(letters), "attempts": 0, "blocked_until": None})
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def set_up(  # noqa: PLR0913 - each is one line of the first screen
    *, code: str, workspace: str, name: str, email: str, password: str, currency: str = "EUR", time_zone: str = "UTC"
) -> tuple[User, UUID]:
    """Makes the first workspace and its owner; says who and where.

    Raises `Conflict` when there is a workspace, `TooMany` after ten wrong codes, `Invalid` for a wrong code or value.
    """
    check_code(code)
    with transaction.atomic():
        if not SetupCode.objects.select_for_update().filter(id=1).exists() or not setup_needed():
            raise Conflict(_("Rapport is set up already. Sign in instead."))
        owner = create_user(email=email, name=name, password=password, time_zone=time_zone)
        made = create_workspace(name=workspace, owner=owner, currency=currency, time_zone=time_zone)
        SetupCode.objects.all().delete()
    return owner, made.id


def check_code(code: str) -> None:
    """Counts a wrong code before it says so, in a transaction of its own. Raises as `set_up` does."""
    with transaction.atomic():
        issued = SetupCode.objects.select_for_update().filter(id=1).first()
        if issued is None or not setup_needed():
            raise Conflict(_("Rapport is set up already. Sign in instead."))
        if issued.blocked_until and issued.blocked_until > now():
            refusal = TooMany(_("There were too many wrong codes. Wait a minute, then copy the code from the log."))
            refusal.retry_after = ceil((issued.blocked_until - now()).total_seconds())
            raise refusal
        right = compare_digest(bytes(issued.hash), digest(code))
        if not right:
            issued.attempts = (issued.attempts + 1) % MOST_ATTEMPTS
            issued.blocked_until = None if issued.attempts else now() + BLOCKED
            issued.save(update_fields=["attempts", "blocked_until"])
    if not right:
        wrong = FieldError("code", "wrong", _("This is not the code. Copy the newest one from the server's log."))
        raise Invalid(_("Rapport was not set up."), [wrong])


def digest(code: str) -> bytes:
    """The hash of a code, however it was typed."""
    return sha256("".join(code.split()).replace("-", "").upper().encode()).digest()
