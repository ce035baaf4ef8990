"""What allauth asks of us: the lock-out, the sentences, the mails, and that nobody signs up uninvited."""

from http import HTTPStatus
from math import ceil
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.accounts import lock_out
from rapport.accounts.audit.sign_ins import tell_failed, tell_locked_out
from rapport.accounts.letters import address
from rapport.accounts.models import User
from rapport.accounts.notices import answer_forgotten, tell
from rapport.accounts.sessions import proven_lately
from rapport.accounts.users import set_password
from rapport.kernel.origin import known_as


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
        self._login_failed_rl_usage, wait = lock_out.count(request, email)
        if self._login_failed_rl_usage is None:
            self.lock_out(email, wait)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The user, or None; a right password takes its own attempt back, and no earlier one."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        if user is not None:
            self._rollback_login_failed_rl_usage()
        else:
            tell_failed(User.normalize_username(credentials.get("email") or ""))
        return user

    def lock_out(self, email: str, wait: int) -> NoReturn:
        """Raises the answer that says how long to wait."""
        tell_locked_out(email, wait)
        sentence = _("There were too many attempts to sign in. Wait %(minutes)s min, then try again.")
        error = {"code": "too_many_login_attempts", "message": sentence % {"minutes": ceil(wait / 60)}}
        status = HTTPStatus.TOO_MANY_REQUESTS
        raise ImmediateHttpResponse(
            JsonResponse({"status": status, "errors": [error]}, status=status, headers={"Retry-After": str(wait)})
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The page of the web app, whatever the Host header says."""
        return address(f"/reset-password?key={key}")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Of the mails that allauth sends by itself only those of a forgotten password are open."""
        if template_prefix not in {"account/email/password_reset_key", "account/email/unknown_account"}:
            raise ValueError(f"There is no letter for {template_prefix}.")
        answer_forgotten(email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth passes it
        email: str | None = None,  # noqa: ARG002 - there is one address
    ) -> None:
        """Tells the user of a change to their account."""
        if not isinstance(user, User):
            raise TypeError("There is one class of users.")
        kind = template_prefix.rpartition("/")[2]
        tell(user, kind, ip=self.get_client_ip(self.request), user_agent=self.get_http_user_agent(self.request))

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:  # noqa: ARG002 - the same for all apps
        """Dangerous acts need a proof of the last minutes; the sign-in itself is one."""
        return not proven_lately(get_authentication_records(self.request, self.request.user))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Also ends the user's sessions and tokens; allauth renews the one that asked."""
        if not isinstance(user, User):
            raise TypeError("There is one class of users.")
        if self.request.user.is_authenticated:
            known_as(user.id)
        set_password(user, password)
