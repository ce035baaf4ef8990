"""The part of allauth's headless API that is open: sign in and out, who am I, passwords and second factors."""

from allauth.headless.account import views
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as factors
from django.urls import URLPattern, path

from rapport.accounts.sso.confined import whole_account
from rapport.accounts.told_views import (
    AuthenticateByPasskey,
    LoginByPasskey,
    ReauthenticateByPasskey,
    ResetPassword,
    SetUpAuthenticatorApp,
)
from rapport.accounts.well_formed import well_formed

BROWSER = Client.BROWSER
FOR_ALL = ("config", "auth/session")  # who am I, and sign out


def opened(address: str, view: type[APIView]) -> URLPattern:
    """One address of allauth; those about an account are closed to sessions that act in one workspace alone."""
    shown = view.as_api_view(client=BROWSER)
    if address not in FOR_ALL:
        shown = whole_account(shown)
    return path(f"browser/v1/{address}", well_formed(shown, reads_keys="webauthn" in address))


urlpatterns = [
    opened("config", ConfigView),
    opened("auth/session", views.SessionView),
    opened("auth/login", views.LoginView),
    opened("auth/reauthenticate", views.ReauthenticateView),
    opened("auth/password/request", views.RequestPasswordResetView),
    opened("auth/password/reset", ResetPassword),
    opened("account/password/change", views.ChangePasswordView),
    opened("auth/2fa/authenticate", factors.AuthenticateView),
    opened("auth/2fa/reauthenticate", factors.ReauthenticateView),
    opened("auth/webauthn/authenticate", AuthenticateByPasskey),
    opened("auth/webauthn/reauthenticate", ReauthenticateByPasskey),
    opened("auth/webauthn/login", LoginByPasskey),
    opened("account/authenticators", factors.AuthenticatorsView),
    opened("account/authenticators/totp", SetUpAuthenticatorApp),
    opened("account/authenticators/recovery-codes", factors.ManageRecoveryCodesView),
    opened("account/authenticators/webauthn", factors.ManageWebAuthnView),
]
