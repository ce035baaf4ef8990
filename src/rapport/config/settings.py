"""Django's settings, made from the settings class (rapport.platform.settings)."""

from rapport.config.signin import *  # noqa: F403 - Django reads every name of this module
from rapport.platform.settings import current

RAPPORT = current()

SECRET_KEY = RAPPORT.signing_key()
DEBUG = False
ALLOWED_HOSTS = RAPPORT.hosts()
ROOT_URLCONF = "rapport.config.urls"
WSGI_APPLICATION = "rapport.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "procrastinate.contrib.django",
    "rapport.platform",
    "rapport.accounts",
    "rapport.fields",
    "rapport.records",
    "rapport.features.views",
    "rapport.config.objects_app.ObjectsConfig",
]
MIDDLEWARE = [
    "rapport.api.middleware.RequestContext",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rapport.accounts.retry_after.RetryAfter",
    "allauth.account.middleware.AccountMiddleware",
]
DATABASES = {"default": RAPPORT.app_address().django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
