"""allauth's addresses where it forgets something: a wrong passkey or mailed key is told to the audit log, and the code
with which an authenticator app was set up does not sign in once more."""

from typing import Any

from allauth.headless.account.inputs import ResetPasswordInput
from allauth.headless.account.views import ResetPasswordView
from allauth.headless.internal.restkit.inputs import Input
from allauth.headless.internal.restkit.response import ErrorResponse
from allauth.headless.mfa.views import (
    AuthenticateWebAuthnView,
    LoginWebAuthnView,
    ManageTOTPView,
    ReauthenticateWebAuthnView,
)
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

from rapport.accounts.audit.sign_ins import tell_link_refused, tell_passkey_failed
from rapport.accounts.second_factor import mark_used


class ResetPassword(ResetPasswordView):
    """Choosing a new password by the mailed key."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whose password it would be."""
        response = super().get(request, *args, **kwargs)
        if response.status_code >= 400:  # noqa: PLR2004 - refused
            tell_link_refused("password")
        return response

    def handle_invalid_input(self, input: ResetPasswordInput) -> ErrorResponse:  # noqa: A002 - allauth's name
        """A weak password is no wrong key."""
        if "key" in input.errors:
            tell_link_refused("password")
        return super().handle_invalid_input(input)


class LoginByPasskey(LoginWebAuthnView):
    """Signing in with a passkey alone: nobody knows who it was."""

    def handle_invalid_input(self, input: Input) -> ErrorResponse:  # noqa: A002 - allauth's name
        """Told in the log of no workspace: what a stranger says of themself is no proof."""
        tell_passkey_failed(self.request, None)
        return super().handle_invalid_input(input)


class AuthenticateByPasskey(AuthenticateWebAuthnView):
    """The passkey as the second factor."""

    def handle_invalid_input(self, input: Input) -> ErrorResponse:  # noqa: A002 - allauth's name
        """Whoever it is knows the password."""
        tell_passkey_failed(self.request, self.stage.login.user)
        return super().handle_invalid_input(input)


class ReauthenticateByPasskey(ReauthenticateWebAuthnView):
    """Proving once more who one is."""

    def handle_invalid_input(self, input: Input) -> ErrorResponse:  # noqa: A002 - allauth's name
        """Whoever it is has the session."""
        user = self.request.user
        tell_passkey_failed(self.request, user if user.is_authenticated else None)
        return super().handle_invalid_input(input)


class SetUpAuthenticatorApp(ManageTOTPView):
    """Adding and removing an authenticator app."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The code that proves the app is used up by it."""
        response = super().post(request, *args, **kwargs)
        app = Authenticator.objects.get(user_id=request.user.pk, type=Authenticator.Type.TOTP)
        mark_used(app.wrap(), self.input.cleaned_data["code"])
        return response
