"""Looks at what is sent to allauth before allauth does: it trusts a body to be small, flat JSON without NUL."""

import struct
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

MOST_BYTES = 64 << 10
DEEPEST = 8
View = Callable[..., HttpResponseBase]


# What reading base64, CBOR and key data of a stranger raises when they are nonsense.
NONSENSE = (ValueError, TypeError, LookupError, AttributeError, struct.error)


def well_formed(view: View, *, reads_keys: bool = False) -> View:
    """The view, behind the look. One that `reads_keys` refuses what no security key says, instead of failing."""

    @wraps(view)
    def looked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return malformed(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("Send less: at most 64 kB."))
        if request.body and not fits(request.body):
            return malformed(HTTPStatus.BAD_REQUEST, _("Send one flat JSON object without control characters."))
        try:
            return view(request, *args, **kwargs)
        except NONSENSE:
            if not reads_keys:
                raise
            return malformed(HTTPStatus.BAD_REQUEST, _("This is not the answer of a passkey. Try it once more."))

    return looked


def fits(body: bytes) -> bool:
    """Whether it is a JSON object that is not nested deep and holds no NUL."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return isinstance(value, dict) and plain(value, DEEPEST) and extended(value.get("credential"))


def extended(credential: Any) -> bool:
    """Whether what a new key says of itself can be read back later: allauth stores it as it came."""
    if not isinstance(credential, dict):
        return True
    said = credential.get("clientExtensionResults", {})
    return isinstance(said, dict) and isinstance(said.get("credProps", {}), dict)


def plain(value: Any, depth: int) -> bool:
    """Whether it and all within is flat enough and can be stored."""
    if isinstance(value, str):
        return "\x00" not in value
    if isinstance(value, (dict, list)):
        parts = (*value, *value.values()) if isinstance(value, dict) else value
        return depth > 0 and all(plain(part, depth - 1) for part in parts)
    return True


def malformed(status: HTTPStatus, sentence: str) -> JsonResponse:
    """In the form of allauth's own errors."""
    return JsonResponse({"status": status, "errors": [{"code": "malformed", "message": sentence}]}, status=status)
