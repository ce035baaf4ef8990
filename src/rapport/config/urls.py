"""Every address: the API, sign-in, provisioning, health, and the web app for all the rest."""

from django.urls import include, path, re_path

from rapport.platform.health import healthz, readyz
from rapport.platform.web_app import app_page

urlpatterns = [
    path("api/", include("rapport.api.urls")),
    path("_allauth/", include("rapport.accounts.urls")),
    path("scim/", include("rapport.api.scim.urls")),
    path("", include("rapport.api.oauth.endpoints")),
    path("sso/", include("rapport.accounts.sso.urls")),
    path("healthz", healthz),
    path("readyz", readyz),
    # Not a missing file or API address: those are answered with 404, never with the page.
    re_path(r"^(?!api/|_allauth/|scim/|assets/)(?P<address>.*)$", app_page),
]
