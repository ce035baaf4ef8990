"""Second factors: how allauth seals their secrets, what follows when they change, and their removal by others."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record_everywhere
from rapport.accounts.members import find
from rapport.accounts.models import User
from rapport.accounts.notices import tell
from rapport.accounts.sessions import end_sessions
from rapport.accounts.tokens import revoke_everywhere
from rapport.kernel.errors import Conflict
from rapport.platform.sealing import Unreadable, seal, unseal

NAME = "Rapport"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Named by `MFA_ADAPTER`."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not fit. Type the newest one."),
        "unreadable": gettext_lazy("This second factor cannot be read any more. Ask an administrator to remove it."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed with the key of the settings."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; without its key, a sentence instead of a failure."""
        try:
            return unseal(encrypted_text)
        except Unreadable as error:
            raise self.validation_error("unreadable") from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As of all other changes."""
        get_adapter().send_notification_mail(*args, **kwargs)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom passkeys are made: the host that people type."""
        named = urlsplit(settings.RAPPORT.public_url).hostname
        return {"id": named or context.request.get_host().partition(":")[0], "name": NAME}


def has_factor(user_ids: list[UUID]) -> set[UUID]:
    """Which of these users have a second factor; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id__in=user_ids).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(factors.values_list("user_id", flat=True))


def remove_factors(workspace_id: UUID, user_id: UUID) -> None:
    """An administrator's help for a member who lost theirs. Raises `NotFound`, or `Conflict` where it is not theirs."""
    if find(workspace_id, user_id).owner:
        raise Conflict(
            _("The owner's second factors are removed by whoever runs the server: rapport user remove-factors")
        )
    if User.objects.filter(id=user_id).exclude(workspace_ids=[workspace_id]).exists():
        raise Conflict(
            _("This person belongs to other workspaces as well. Whoever runs the server can do it with: "
              "rapport user remove-factors")
        )  # fmt: skip
    strip(user_id)


def strip(user_id: UUID) -> None:
    """Removes all factors and recovery codes, ends sessions and tokens at once, and tells the user."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user_id).delete()
        end_sessions(user_id)
        revoke_everywhere(user_id)
        tell(User.objects.get(id=user_id), "mfa_reset")
        record_everywhere(user_id, Kind.FACTORS_STRIPPED, by_themself=False)


def unreadable_factors() -> int:
    """How many authenticator apps were sealed with a key that the settings do not have."""
    sealed = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("data__secret", flat=True)
    return sum(not readable(secret) for secret in sealed.iterator())


def readable(sealed: str) -> bool:
    """Whether one of our keys opens it."""
    try:
        unseal(sealed)
    except Unreadable:
        return False
    return True


def end_others(request: HttpRequest, user: User, **_more: Any) -> None:
    """With each added or removed factor: sessions that began under other rules end, but not the one that asked."""
    end_sessions(user.id, keep=request.session.session_key)


def mark_used(totp: TOTP, code: str) -> bool:
    """Whether the code is used for the first time in all the time in which it fits: allauth forgets after one period,
    though with a tolerance a code fits for more of them."""
    fits = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
    return bool(cache.add(totp._get_used_cache_key(code), "y", timeout=fits))  # noqa: SLF001 - the place allauth uses


def watch() -> None:
    """Called when the app is ready."""
    TOTP._mark_code_used = mark_used  # type: ignore[method-assign, assignment]  # noqa: SLF001 - no setting for it
    for signal in (authenticator_added, authenticator_removed):
        signal.connect(end_others, dispatch_uid="rapport.accounts.second_factor")
