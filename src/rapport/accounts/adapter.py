"""What allauth asks of us at sign-in: the lock-out, the sentences, and that nobody signs up uninvited."""

import time
from http import HTTPStatus
from math import ceil
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.accounts.models import User
from rapport.accounts.users import set_password

APP, ACTION = "allauth.account", "login_failed"


class AccountAdapter(DefaultAccountAdapter):
    """Named by `ACCOUNT_ADAPTER`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("The email or the password is wrong. Check both and try again."),
        "enter_current_password": gettext_lazy("This is not your current password. Type it again."),
        "incorrect_password": gettext_lazy("This is not your password. Type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth calls it so
        """Users are made by a member of a workspace, never by themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt before the password is looked at; too many are answered 429 with `Retry-After`.

        The count goes by address and by email, known or not, whatever the Host header says.
        """
        email = User.normalize_username(credentials.get("email") or "")
        self._login_failed_rl_usage = ratelimit.consume(request, app=APP, action=ACTION, key=email)
        if self._login_failed_rl_usage is None:
            self.lock_out(request, email)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The user, or None; a right password takes its own attempt back, and no earlier one."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        if user is not None:
            self._rollback_login_failed_rl_usage()
        return user

    def lock_out(self, request: HttpRequest, email: str) -> NoReturn:
        """Raises the answer that says how long to wait."""
        wait = 1
        for rate in ratelimit.get_rates(app=APP, action=ACTION):
            history = cache.get(ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=email), [])
            if len(history) >= rate.amount:
                wait = max(wait, ceil(history[rate.amount - 1] + rate.duration - time.time()))
        sentence = _("There were too many attempts to sign in. Wait %(minutes)s min, then try again.")
        error = {"code": "too_many_login_attempts", "message": sentence % {"minutes": ceil(wait / 60)}}
        status = HTTPStatus.TOO_MANY_REQUESTS
        raise ImmediateHttpResponse(
            JsonResponse({"status": status, "errors": [error]}, status=status, headers={"Retry-After": str(wait)})
        )

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Also ends the user's sessions; allauth renews the one that asked."""
        if not isinstance(user, User):
            raise TypeError("There is one class of users.")
        set_password(user, password)
