"""Refuses passwords that are guessed soon: leaked ones, words, names, dates, keyboard walks, and their disguises."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

LONGEST_LOOKED_AT = 72  # more letters take the estimate long, and are not guessed anyway
SAFE = 3  # of 4: more than a hundred million guesses


class GuessableValidator:
    """One of `AUTH_PASSWORD_VALIDATORS`: guesses are estimated from lists on this machine; nothing is sent."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises `ValidationError` for a password that is guessed soon, also by who knows name and email."""
        known = [] if user is None else [user.name, *user.name.split(), user.email, *user.email.split("@")]
        estimate = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=[word for word in known if word])
        if estimate["score"] < SAFE:
            sentence = _(
                "This password is easy to guess. Use four unrelated words, or one that a password manager made."
            )
            raise ValidationError(sentence, code="password_guessable")

    def get_help_text(self) -> str:
        """What to choose."""
        return _("Use four unrelated words, or a password that a password manager made.")
