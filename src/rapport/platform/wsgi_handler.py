"""Django's WSGI handler, for a server that sends one piece of bytes faster than an iterator."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase


class Handler(WSGIHandler):
    """Answers that are complete go out as one piece with a length; the rest is streamed."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response: Any = super().__call__(environ, start_response)
        if not isinstance(response, HttpResponseBase) or response.streaming:
            return response  # type: ignore[no-any-return] # a file or a stream
        body = list(response)  # type: ignore[call-overload]
        response.close()
        return body
