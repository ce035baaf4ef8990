"""Refusals as RFC 9457 problem+json."""

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpResponse

from rapport.kernel.errors import Refusal, TooMany

TYPE = "application/problem+json"


def problem_body(  # noqa: PLR0913, PLR0917 - the members of the document, in their order
    status: int, code: str, title: str, detail: str, request_id: str, errors: Any = ()
) -> bytes:
    """The document."""
    return orjson.dumps({
        "type": f"urn:rapport:problem:{code}", "title": title, "status": status, "detail": detail,
        "request_id": request_id,
        "errors": [{"field": e.field, "code": e.code, "detail": e.detail} for e in errors],
    })  # fmt: skip


def refused(refusal: Refusal, request_id: str) -> HttpResponse:
    """The answer to a request that was refused."""
    body = problem_body(refusal.status, refusal.code, refusal.title, str(refusal.detail), request_id, refusal.errors)
    response = HttpResponse(body, status=refusal.status, content_type=TYPE)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    if refusal.status == 401:  # noqa: PLR2004 - HTTP's own number
        where = f"{settings.RAPPORT.web_address()}/.well-known/oauth-protected-resource/api/v1"
        response.headers["WWW-Authenticate"] = f'Bearer realm="Rapport", resource_metadata="{where}"'
    return response


def failed(request_id: str) -> HttpResponse:
    """The answer when the program itself failed; the log has the rest."""
    detail = "Something went wrong on our side. Nothing was changed. Try again; if it stays, send us the request id."
    body = problem_body(500, "internal", "Internal error", detail, request_id)
    return HttpResponse(body, status=500, content_type=TYPE)


def simple(status: int, code: str, title: str, detail: str, request_id: str) -> HttpResponse:
    """An answer that no refusal stands behind: unknown address, wrong method."""
    return HttpResponse(problem_body(status, code, title, detail, request_id), status=status, content_type=TYPE)
