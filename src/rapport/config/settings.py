"""Django's settings, made from the settings class (rapport.platform.settings)."""

from pathlib import Path

from rapport.config.signin import *  # noqa: F403 - Django reads every name of this module
from rapport.platform.mail import mail_settings
from rapport.platform.settings import current
from rapport.workers import TASK_MODULES

RAPPORT = current()
SECURE = RAPPORT.public_url.startswith("https://")

SECRET_KEY = RAPPORT.signing_key()
DEBUG = False
ROOT_URLCONF = "rapport.config.urls"
WSGI_APPLICATION = "rapport.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "rapport.platform",
    "rapport.accounts",
    "rapport.access",
    "rapport.fields",
    "rapport.records",
    "rapport.features.importing",
    "rapport.features.views",
    "rapport.config.objects_app.ObjectsConfig",
]
MIDDLEWARE = [
    "rapport.platform.request_log.RequestLog",
    "rapport.platform.security_headers.SecurityHeaders",
    "rapport.platform.web_app.WebFiles",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rapport.accounts.retry_after.RetryAfter",
    "rapport.accounts.remembered.RememberBrowser",
    "allauth.account.middleware.AccountMiddleware",
]
DATABASES = {"default": RAPPORT.app_address().django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LOGGING_CONFIG = None  # rapport.platform.logs

globals().update(mail_settings(RAPPORT))
ALLOWED_HOSTS = RAPPORT.hosts()
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 << 20  # more than any route of the API allows; files are not counted
CSRF_TRUSTED_ORIGINS = [RAPPORT.public_url] if RAPPORT.public_url else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:  # the browser takes such names from this host alone, never from a neighbour of its domain
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if RAPPORT.trusted_proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = RAPPORT.trusted_proxies

WEB_DIST = str(Path(__file__).resolve().parents[3] / "web" / "dist")
WHITENOISE_MAX_AGE = 0  # asked for again each time, answered with "not modified"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"  # the build puts a hash of the content into each name there

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(RAPPORT.data_dir / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = TASK_MODULES
