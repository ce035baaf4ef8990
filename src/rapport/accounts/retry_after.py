"""Says on every 429 of sign-in how long to wait."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

A_MINUTE, AN_HOUR = "60", "3600"
BY_THE_HOUR = "/auth/password/request"


class RetryAfter:
    """Middleware: allauth's own limits are per minute (mails: per hour) and answer without `Retry-After`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the header where a limit gave none."""
        response = self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            wait = AN_HOUR if request.path.endswith(BY_THE_HOUR) else A_MINUTE
            response.headers.setdefault("Retry-After", wait)
        return response
