"""From an HTTP request to a handler of SCIM: method, size, rate, whose token it is, and refusals as SCIM errors."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
import structlog
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import Context as ScimContext
from scim2_models import SCIMException
from scim2_models.base import BaseModel

from rapport.accounts.scim.tokens import Directory, find_directory
from rapport.api import dispatch
from rapport.api.scim.errors import TYPE, error, failed, refused, unfit
from rapport.kernel.context import Actor, Context
from rapport.kernel.errors import BadRequest, Invalid, NotSignedIn, Refusal
from rapport.kernel.origin import coming_from, origin

log = structlog.get_logger("scim")
MOST_BYTES = 4 << 20
BASE = "/scim/v2"
VERSION = re.compile(r'(?:W/)?"(\d{1,9})"')


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as a handler sees it. `base` is the address of the service as the directory wrote it."""

    http: HttpRequest
    directory: Directory
    base: str

    def body(self) -> dict[str, Any]:
        """The body, a JSON object."""
        try:
            found = orjson.loads(self.http.body)
        except orjson.JSONDecodeError as wrong:
            raise BadRequest(_("The body is not JSON: %(wrong)s.") % {"wrong": wrong}) from wrong
        if not isinstance(found, dict):
            raise BadRequest(_("Send a JSON object."))
        return found

    def version(self) -> int | None:
        """The version of `If-Match`; None for `*` or when it is absent."""
        header = self.http.headers.get("If-Match", "").strip()
        if header in {"", "*"}:
            return None
        match = VERSION.fullmatch(header)
        if not match:
            raise Invalid(_("Give If-Match as the version in “meta”, such as W/“3” with plain quotation marks."))
        return int(match[1])

    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return {name: str(value) for name, value in self.http.GET.items()}


Handler = Callable[..., HttpResponse]


def endpoint(**handlers: Handler) -> Callable[..., HttpResponseBase]:
    """The view of one address; `handlers` are named for their methods in lower case."""

    @csrf_exempt  # no cookie is looked at: a page of another site has no token to send
    def view(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            with coming_from(origin()):
                return dispatch.retried(lambda: answer(request, handlers, parts))
        except Refusal as refusal:
            return refused(refusal)
        except (SCIMException, ValidationError) as wrong:
            return unfit(wrong)
        except (UnreadablePostError, SuspiciousOperation):
            return error(400, _("The request could not be read. Send less at once."))
        except RecursionError:
            return error(400, _("This is nested too deep. Send it flatter."), "invalidSyntax")
        except Exception as wrong:
            log.exception("failed", method=request.method, exc_info=wrong)
            return failed()

    return view


def answer(request: HttpRequest, handlers: Mapping[str, Handler], parts: Mapping[str, str]) -> HttpResponse:
    """One request."""
    translation.activate(settings.LANGUAGE_CODE)
    handler = handlers.get("get" if request.method == "HEAD" else (request.method or "").lower())
    if handler is None:
        allowed = ", ".join(name.upper() for name in handlers)
        response = error(405, _("This address takes %(allowed)s only.") % {"allowed": allowed})
        response.headers["Allow"] = allowed
        return response
    dispatch.check_body_size(request, MOST_BYTES)
    directory = who(request)
    dispatch.members.take(str(directory.token_id))
    told = replace(origin(), kind="integration", user_id=None, token_id=directory.token_id)
    with coming_from(told):
        return handler(Asked(request, directory, request.build_absolute_uri(BASE)), **parts)


def who(request: HttpRequest) -> Directory:
    """The directory behind the bearer token, which alone counts here. Who has none is counted by address."""
    scheme, _sep, token = request.headers.get("Authorization", "").partition(" ")
    found = find_directory(token.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        dispatch.strangers.take(get_client_ip(request) or "")
        raise NotSignedIn(_("Send a valid provisioning token of the workspace: Authorization: Bearer rps_…"))
    actor = Actor("integration", found.token_id, found.name)
    request.context = Context(found.workspace_id, None, actor, {})  # type: ignore[attr-defined]  # the log reads its ids
    return found


def shown(document: BaseModel | dict[str, Any], status: int = 200, **headers: str) -> HttpResponse:
    """A document of SCIM."""
    value = (
        document if isinstance(document, dict) else document.model_dump(scim_ctx=ScimContext.RESOURCE_QUERY_RESPONSE)
    )
    response = HttpResponse(orjson.dumps(value), status=status, content_type=TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, text in headers.items():
        response.headers[name.replace("_", "-")] = text
    return response
