"""What the mails say. Each is short, says who did what and where, and what to do when it was not you."""

from django.conf import settings
from django.utils.translation import gettext as _

from rapport.accounts.mail import Letter


def address(path: str) -> str:
    """A full link to a page of this install, whatever the Host header of a request says."""
    return f"{settings.RAPPORT.web_address()}{path}"


def letter(subject: str, *paragraphs: str) -> Letter:
    """Paragraphs apart from one another, and the signature."""
    return Letter(subject, "\n\n".join((*paragraphs, _("Rapport\n%(address)s") % {"address": address("")})) + "\n")


def invitation(*, workspace: str, inviter: str, key: str, days: int) -> Letter:
    """To somebody who may join."""
    names = {"workspace": workspace, "inviter": inviter, "days": days}
    return letter(
        _("%(inviter)s invites you to %(workspace)s") % names,
        _("Hello,"),
        _("%(inviter)s invites you to work together in “%(workspace)s” on Rapport. Join here:") % names,
        address(f"/join?token={key}"),
        _("The link works once and for %(days)s days. If you do not know %(inviter)s, ignore this mail.") % names,
    )


def password_reset(*, name: str, url: str, minutes: int) -> Letter:
    """To somebody who forgot their password."""
    return letter(
        _("Choose a new password"),
        _("Hello %(name)s,") % {"name": name},
        _("somebody, probably you, asked for a new password. Choose it here:"),
        url,
        _("The link works once and for %(minutes)s minutes.") % {"minutes": minutes},
        _("If it was not you, ignore this mail: your password stays as it is."),
    )


def unknown_account(*, email: str) -> Letter:
    """To an address that asked for a new password and has no account: the screen tells nobody which one it was."""
    return letter(
        _("There is no account with this email"),
        _("Hello,"),
        _("somebody, probably you, asked for a new password for %(email)s. There is no account with this email here.")
        % {"email": email},
        _("Perhaps you signed up with another address: try that one, or ask your administrator for an invitation."),
        _("If it was not you, ignore this mail."),
    )


def confirm_email(*, name: str, key: str, hours: int) -> Letter:
    """To the address that is to be confirmed."""
    return letter(
        _("Confirm your email address"),
        _("Hello %(name)s,") % {"name": name},
        _("confirm that this address is yours:"),
        address(f"/confirm-email?token={key}"),
        _("The link works for %(hours)s hours. If you did not ask for it, ignore this mail.") % {"hours": hours},
    )


def taken(*, email: str) -> Letter:
    """To a user whose address somebody else wanted to use."""
    return letter(
        _("Somebody wanted to use your email address"),
        _("Hello,"),
        _("another user of Rapport wanted to sign in as %(email)s. It stays yours; nothing was changed.")
        % {"email": email},
        _("If you have two accounts, sign in with the one of this address."),
    )


def email_changed(*, name: str, email: str) -> Letter:
    """To the old address."""
    return letter(
        _("Your email address was changed"),
        _("Hello %(name)s,") % {"name": name},
        _("you sign in to Rapport as %(email)s from now on; this address is no longer used.") % {"email": email},
        not_you(),
    )


def notice(subject: str, *, name: str, what: str) -> Letter:
    """Tells the user of something done to their account."""
    return letter(subject, _("Hello %(name)s,") % {"name": name}, what, not_you())


def not_you() -> str:
    """What to do."""
    return _("If it was not you, choose a new password at once and tell your administrator: %(url)s") % {
        "url": address("/forgotten")
    }
