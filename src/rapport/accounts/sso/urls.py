"""Where browsers and providers come to for single sign-on, below `/sso/`."""

from django.urls import include, path

from rapport.accounts.sso import views

urlpatterns = [
    path("<uuid:connection_id>/start", views.start),
    path("oidc/callback", views.oidc_callback),
    path("oidc/<uuid:connection_id>/logout", views.oidc_logout),
    path("saml/", include("rapport.accounts.sso.saml.door")),
]
