"""A session that a workspace's provider opened acts within that workspace, and not on the account that others share."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from rapport.accounts.sessions import SSO_KEY

View = Callable[..., HttpResponseBase]


def is_confined(request: HttpRequest) -> bool:
    """Whether single sign-on opened the session of the request."""
    return SSO_KEY in request.session


def not_yours_here() -> str:
    """The sentence for all of them."""
    return _("You came by single sign-on, which opens this workspace alone. Sign in with your password to do this.")


def whole_account(view: View) -> View:
    """An address of allauth that is closed to such a session."""

    @wraps(view)
    def open_to_the_rest(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_confined(request):
            error = {"code": "single_sign_on", "message": not_yours_here()}
            status = HTTPStatus.FORBIDDEN
            return JsonResponse({"status": status, "errors": [error]}, status=status)
        return view(request, *args, **kwargs)

    return open_to_the_rest
