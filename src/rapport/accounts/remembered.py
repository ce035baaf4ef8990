"""Browsers in which somebody signed in before: a signed cookie says so, and says nothing to anybody who reads it.

It gives no right. It only lets its browser try a password while others, elsewhere, tried too often for this email.
"""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from rapport.accounts.models import User
from rapport.accounts.sessions import SSO_KEY

SALT = "rapport.accounts.remembered"
DAYS = 180
MOST_USERS = 5
MARK = "rapport_signed_in"


def cookie_name() -> str:
    """With https the browser takes it from this host alone."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def told_apart(email: str) -> str:
    """The email as the cookie holds it."""
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:32]


def read(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's own number and the emails that signed in with it; nothing of a cookie that is not ours."""
    try:
        kept = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=DAYS * 86_400)
    except signing.BadSignature:
        return "", []
    return str(kept["device"]), list(kept["users"])


def device_of(request: HttpRequest, email: str) -> str:
    """The number of the browser when this email signed in with it before, else an empty text."""
    device, users = read(request)
    mark = told_apart(email)
    return device if any(constant_time_compare(mark, user) for user in users) else ""


def note(request: HttpRequest, user: User, **_more: Any) -> None:
    """Called at each sign-in; the answer takes the cookie along.

    A provider that lets somebody in as the user says nothing of their password, and may not be the user's friend.
    """
    if SSO_KEY not in request.session:
        setattr(request, MARK, user.email)


class RememberBrowser:
    """Middleware: gives the cookie to a browser in which somebody has just signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the cookie where there is somebody new."""
        response = self.get_response(request)
        email = getattr(request, MARK, None)
        if email:
            device, users = read(request)
            mark = told_apart(email)
            kept = [mark, *(user for user in users if user != mark)][:MOST_USERS]
            value = signing.dumps({"device": device or token_hex(8), "users": kept}, salt=SALT)
            response.set_cookie(
                cookie_name(), value, max_age=DAYS * 86_400, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
                samesite="Lax",
            )  # fmt: skip
        return response


def watch() -> None:
    """Called when the app is ready."""
    user_logged_in.connect(note, dispatch_uid="rapport.accounts.remembered")
