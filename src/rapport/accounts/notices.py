"""Mails that allauth asks for: what happened to an account, when, and from which device."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rapport.accounts import letters
from rapport.accounts.devices import describe
from rapport.accounts.mail import Letter, post
from rapport.accounts.models import User


def happened(kind: str) -> tuple[str, str]:
    """Subject and sentence of each event, by the last part of allauth's name for it."""
    return {
        "password_changed": (
            _("Your password was changed"),
            _("the password of your account was changed. Other sign-ins were ended and your API tokens revoked."),
        ),
        "password_set": (
            _("Your account has a password"),
            _("a password was set for your account. Other sign-ins were ended and your API tokens revoked."),
        ),
        "password_reset": (
            _("Your password was changed"),
            _("you chose a new password by a mailed link. All sign-ins were ended and your API tokens revoked."),
        ),
        "totp_activated": (
            _("An authenticator app was added"),
            _("an authenticator app was added to your account: signing in asks for its code from now on."),
        ),
        "totp_deactivated": (
            _("An authenticator app was removed"),
            _("the authenticator app was removed from your account: signing in does not ask for its code any more."),
        ),
        "webauthn_added": (_("A passkey was added"), _("a passkey or security key was added to your account.")),
        "webauthn_removed": (_("A passkey was removed"), _("a passkey or security key was removed from your account.")),
        "recovery_codes_generated": (
            _("You have new recovery codes"),
            _("new recovery codes were made for your account. The old ones do not work any more."),
        ),
        "mfa_reset": (
            _("Your second factors were removed"),
            _("an administrator removed the second factors of your account and ended its sign-ins. Set them up anew."),
        ),
    }[kind]


def tell(user: User, kind: str, *, ip: str = "", user_agent: str = "") -> None:
    """Mails the notice, in the user's language."""
    with translation.override(language(user)):
        subject, what = happened(kind)
        if ip:
            where = {"device": describe(user_agent), "ip": ip}
            what += "\n\n" + _("It was done with %(device)s, from the address %(ip)s.") % where
        post(user.email, letters.notice(subject, name=user.name, what=what))


def answer_forgotten(email: str, context: dict[str, Any]) -> None:
    """The mail to an address that asked for a new password: with the link where there is a user, else saying so."""
    user = context.get("user")
    with translation.override(language(user)):
        post(email, forgotten(email, user, context))


def forgotten(email: str, user: User | None, context: dict[str, Any]) -> Letter:
    """Both take the same work, so that the time tells nobody which one it was."""
    if user is None:
        return letters.unknown_account(email=email)
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    return letters.password_reset(name=user.name, url=context["password_reset_url"], minutes=minutes)


def language(user: User | None) -> str:
    """The language of a mail."""
    return (user.locale if user else "") or settings.LANGUAGE_CODE
