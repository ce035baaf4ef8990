"""The outermost middleware: gives each request an id, times it, counts it, and writes one line about it."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import structlog
from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse

from rapport.kernel.context import Context
from rapport.kernel.origin import Origin, coming_from
from rapport.platform.metrics import DURATION, REQUESTS

GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
SILENT = frozenset({"/healthz", "/readyz"})
UNKNOWN = "(unknown)"
log = structlog.get_logger("request")
Answer = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """Sets `request.request_id`; afterwards it reads `request.context`, which the API sets, for the two ids."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)
        began = time.perf_counter()
        with coming_from(Origin("nobody", request_id=request_id, address=address_of(request))):
            response = self.get_response(request)
        seconds = time.perf_counter() - began
        response.headers["X-Request-ID"] = request_id
        if request.path not in SILENT:
            self.tell(request, response, seconds)
        return response

    def tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        """The line and the two metrics. The route stands for the path, whose parts may be somebody's name."""
        route = request.resolver_match.route if request.resolver_match else UNKNOWN
        method = request.method if request.method in KNOWN_METHODS else "OTHER"
        REQUESTS.labels(method, route, response.status_code).inc()
        DURATION.labels(method, route).observe(seconds)
        context = getattr(request, "context", None)
        who = {}
        if isinstance(context, Context):
            actor = context.actor.id or context.user_id
            who = {"workspace": str(context.workspace_id), "actor": f"{context.actor.kind}:{actor}"}
        log.info("request", method=method, route=route, status=response.status_code, ms=round(seconds * 1000, 2), **who)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, or nothing where its headers make no sense: whoever needs it then refuses it."""
    with suppress(ImproperlyConfigured, PermissionDenied, ValueError):
        return get_client_ip(request) or ""
    return ""


KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
