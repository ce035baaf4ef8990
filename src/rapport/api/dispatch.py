"""From an HTTP request to a route's handler: method, size, rate, who is asking, CSRF, and the refusals as problems."""

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from uuid import UUID

import structlog
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from rapport.access.decide import Action, require, require_special
from rapport.accounts import attempts
from rapport.accounts.identify import Identity, Visitor, identify
from rapport.api.admission import admit
from rapport.api.problem import failed, refused, simple
from rapport.api.rate_limit import RateLimit
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.viewing import as_viewed
from rapport.kernel.errors import BadRequest, FieldError, Forbidden, Invalid, Refusal, TooLarge
from rapport.kernel.origin import known_as
from rapport.records.idempotency import Answer, once

log = structlog.get_logger("api")
# PostgreSQL's words for a statement that reached its time limit, and for a transaction ended for another's sake.
# The last is a foreign key's: a row that was there is not any more.
TOO_LONG, ENDED = "57014", {"40P01", "40001", "23503"}
ACTIONS: Mapping[str, Action] = {"view": "view", "create": "create", "edit": "edit", "delete": "delete"}
SAFE = {"GET", "HEAD", "OPTIONS"}
members = RateLimit(settings.RAPPORT.rate_limit)
strangers = RateLimit(min(600, settings.RAPPORT.rate_limit))
KEPT_HEADERS = ("ETag", "X-Change-Set", "Location")


def view_of(routes: Mapping[str, Route]) -> Callable[..., HttpResponseBase]:
    """The Django view of one address: `routes` by method."""

    @csrf_exempt
    def view(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            return answered(request, routes, parts)
        except Refusal as refusal:
            return refused(refusal, request_id(request))
        except (MultiPartParserError, UnreadablePostError) as wrong:
            return refused(
                BadRequest(_("The body could not be read: %(wrong)s") % {"wrong": wrong}), request_id(request)
            )
        except SuspiciousOperation:
            return refused(BadRequest(_("There are too many parameters or parts. Send fewer.")), request_id(request))
        except RecursionError:
            return refused(BadRequest(_("This is nested too deep. Send it flatter.")), request_id(request))
        except Exception as error:
            log.exception("failed", method=request.method, exc_info=error)
            return failed(request_id(request))

    view.routes = routes  # type: ignore[attr-defined]  # `rapport describe` reads it
    return view


def answered(request: HttpRequest, routes: Mapping[str, Route], parts: Mapping[str, str]) -> HttpResponseBase:
    """One request, done again where that helps."""
    return retried(lambda: answer(request, routes, parts))


def retried(act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Of two writes that wait for each other the database ends one, which is then simply done again.

    So is a write to which something went missing meanwhile: the second time its checks see that, and say so.
    """
    try:
        return act()
    except (OperationalError, IntegrityError) as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state == TOO_LONG:
            sentence = _("This question takes too long to answer. Ask for less: narrow the filter or the period.")
            raise BadRequest(sentence) from error
        if state not in ENDED:
            raise
        return act()


def request_id(request: HttpRequest) -> str:
    """The id that the outermost middleware gave."""
    return str(getattr(request, "request_id", ""))


def answer(request: HttpRequest, routes: Mapping[str, Route], parts: Mapping[str, str]) -> HttpResponseBase:
    """One request."""
    method = "GET" if request.method == "HEAD" else request.method or ""
    route = routes.get(method)
    if route is None:
        allowed = ", ".join(routes)
        response = simple(405, "method", "Method not allowed", f"Use one of: {allowed}.", request_id(request))
        response.headers["Allow"] = allowed
        return response
    check_size(request, route)
    identity = seen_as(request, route)
    request.context = identity.context if identity else None  # type: ignore[attr-defined]  # the log reads its ids
    api = ApiRequest(request, parts, identity)
    count(api, route)
    if not route.multipart:
        _read = request.body
    if request.method not in SAFE and (identity is None or identity.token_id is None):
        check_csrf(request)
    if identity:
        admit(identity, route)
    if "plural" in parts:
        _known = api.object_type
    if route.special:
        require_special(api.context, route.special)
    if route.fresh:
        api.require_fresh()
    check_query(request, route)
    key = request.headers.get("Idempotency-Key")
    if route.idempotent and key is not None:
        return repeatable(api, route, key)
    return route.handler(api)


def seen_as(request: HttpRequest, route: Route) -> Identity | None:
    """Who asks, with the rights with which they look, and in their language from now on."""
    # Set for every request, so that none speaks the language of the one before it on the same thread.
    translation.activate(settings.LANGUAGE_CODE)
    if route.access == "public":
        return None
    try:
        identity = who(request)
    except Refusal:
        strangers.take(get_client_ip(request) or "")
        if "Authorization" in request.headers:  # whoever guesses keys is counted by all processes together
            attempts.count(request, "wrong_key", "")
        raise
    if identity is None:
        return None
    known_as(identity.user_id, identity.token_id)
    translation.activate(identity.locale)
    return as_viewed(request, identity, route)


def count(api: ApiRequest, route: Route) -> None:
    """Counts the request for its user or token, else for its address: also one that is then refused."""
    if api.identity:
        members.take(str(api.identity.token_id or api.identity.user_id))
        return
    strangers.take(get_client_ip(api.http) or "")
    if route.access != "public":
        _refused = api.who


def who(request: HttpRequest) -> Identity | None:
    """The identity behind the bearer token or the session cookie."""
    header = request.headers.get("Authorization", "")
    scheme, _sep, token = header.partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else None
    place = request.headers.get("X-Workspace")
    try:
        workspace = UUID(place) if place else None
    except ValueError as wrong:
        detail = _("X-Workspace is the id of one of your workspaces; GET /me lists them.")
        raise Invalid(detail, [FieldError("X-Workspace", "id", detail)]) from wrong
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if bearer is None and cookie is None:
        return None
    return identify(
        session_key=cookie,
        token=bearer,
        workspace_id=workspace,
        request_id=request_id(request),
        visitor=Visitor(get_client_ip(request) or "", request.headers.get("User-Agent", "")),
    )


def check_size(request: HttpRequest, route: Route) -> None:
    """Refuses a body that is too large for the route."""
    check_body_size(request, route.most_bytes)


def check_body_size(request: HttpRequest, most_bytes: int) -> None:
    """Refuses a body that is too large before it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.headers.get("Transfer-Encoding"):
        raise BadRequest(_("Send the body with a Content-Length."))
    if length.isdecimal() and int(length) > most_bytes:
        raise TooLarge(_("The body may have at most %(most)s kB. Send less at once.") % {"most": most_bytes >> 10})


class Check(CsrfViewMiddleware):
    """Django's check, answering the reason."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002 - Django calls it so
        return HttpResponse(reason, status=403)


_check = Check(lambda request: HttpResponse())  # noqa: ARG005 - never called


def check_csrf(request: HttpRequest) -> None:
    """Cookies are sent by any page a browser shows; the header only by ours."""
    sent = request.headers.get("X-CSRFToken")
    # Django would look into the form first, and so read a body whose sender is not known yet.
    request.csrf_processing_done = False  # type: ignore[attr-defined]  # Django's own flag
    rejected = _check.process_view(request, lambda _request: HttpResponse(), (), {}) if sent else HttpResponse()
    if rejected is not None:
        raise Forbidden(
            _("Send the value of the cookie csrftoken as the header X-CSRFToken, from a page of this site.")
        )


def check_query(request: HttpRequest, route: Route) -> None:
    """A misspelt parameter would silently answer something else."""
    known = {parameter.name for parameter in route.query}
    for name in () if route.any_query else request.GET:
        if name not in known:
            detail = f"There is no parameter “{name[:60]}” here; there are: {', '.join(sorted(known)) or 'none'}."
            raise Invalid(detail, [FieldError(name[:60], "unknown", detail)])


def repeatable(api: ApiRequest, route: Route, key: str) -> HttpResponse:
    """A write that happens once, however often it is sent; the kept answer is for who may still ask the question."""
    request = api.http
    if route.access in ACTIONS and "plural" in api.parts:
        require(api.context, ACTIONS[route.access], api.object_type.key)
    mark = sha256(f"{request.method} {request.get_full_path()}\n".encode() + request.body).hexdigest()
    kept = once(api.context, key, mark, partial(keep, api, route))
    response = HttpResponse(kept.body, status=kept.status, content_type="application/json")
    for name, value in kept.headers.items():
        response.headers[name] = value
    return response


def keep(api: ApiRequest, route: Route) -> Answer:
    """The handler's answer as it is remembered."""
    response = route.handler(api)
    assert isinstance(response, HttpResponse)
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return Answer(response.status_code, headers, response.content)
