"""The part of allauth's headless API that is open: sign in and out, who am I, change or reset the password."""

from allauth.headless.account import views
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
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
]
