"""Django's WSGI handler, for a server that sends one piece of bytes faster than an iterator."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase


class Handler(WSGIHandler):
    """Answers that are complete go out as one piece with a length; the rest is streamed."""

    def __call__(  # type: ignore[override] # WSGI's own type: what the server gets is any iterable of bytes
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        response: Any = super().__call__(environ, start_response)
        if not isinstance(response, HttpResponseBase) or response.streaming:
            return response  # type: ignore[no-any-return] # a file or a stream
        body: list[bytes] = list(response)
        response.close()
        return body
