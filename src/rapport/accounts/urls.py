"""The part of allauth's headless API that is open: sign in and out, who am I, passwords and second factors."""

from allauth.headless.account import views
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as factors
from django.urls import path

BROWSER = Client.BROWSER

urlpatterns = [
    path("browser/v1/config", ConfigView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/session", views.SessionView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/login", views.LoginView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/reauthenticate", views.ReauthenticateView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/password/request", views.RequestPasswordResetView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/password/reset", views.ResetPasswordView.as_api_view(client=BROWSER)),
    path("browser/v1/account/password/change", views.ChangePasswordView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/2fa/authenticate", factors.AuthenticateView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/2fa/reauthenticate", factors.ReauthenticateView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/webauthn/authenticate", factors.AuthenticateWebAuthnView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/webauthn/reauthenticate", factors.ReauthenticateWebAuthnView.as_api_view(client=BROWSER)),
    path("browser/v1/auth/webauthn/login", factors.LoginWebAuthnView.as_api_view(client=BROWSER)),
    path("browser/v1/account/authenticators", factors.AuthenticatorsView.as_api_view(client=BROWSER)),
    path("browser/v1/account/authenticators/totp", factors.ManageTOTPView.as_api_view(client=BROWSER)),
    path(
        "browser/v1/account/authenticators/recovery-codes", factors.ManageRecoveryCodesView.as_api_view(client=BROWSER)
    ),
    path("browser/v1/account/authenticators/webauthn", factors.ManageWebAuthnView.as_api_view(client=BROWSER)),
]
