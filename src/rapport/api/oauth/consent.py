"""The consent page's two routes: what an app asks for, and what the member says to it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Error
from django.conf import settings
from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from rapport.accounts.identify import Identity, identify
from rapport.accounts.models import App, User
from rapport.accounts.oauth import consents
from rapport.accounts.oauth.registry import app_of
from rapport.accounts.sso.required import require_way_in
from rapport.api import answer
from rapport.api.oauth.asked import Asked, look
from rapport.api.oauth.scopes import catalog
from rapport.api.oauth.server import CodeGrant, server
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import FLAG, ID, TEXT, list_of, nullable, record_of
from rapport.kernel.errors import BadRequest, FieldError, Forbidden, Invalid, NotFound

PARTS = ("query", "allow", "scopes", "workspace")


@dataclass(frozen=True, slots=True)
class Request:
    """An authorization request of an app that exists. `refused` is where to send the answer to a wrong one."""

    app: App
    member: Identity
    asked: Asked
    grant: CodeGrant | None
    refused: str | None

    @property
    def scopes(self) -> list[str]:
        """What the app wants; nothing when the request is wrong."""
        return str(self.asked.scope).split() if self.grant else []


def read_request(request: ApiRequest) -> HttpResponseBase:
    found = understood(request, request.http.GET)
    app, known = found.app, catalog()
    remembered = app.confidential and set(found.scopes) <= consents.given(app, found.member.user_id)
    target = urlsplit(found.refused or (found.grant.redirect_uri if found.grant else ""))
    return answer.json({
        "app": {
            "name": app.name,
            "publisher": User.objects.values_list("name", flat=True).get(id=app.created_by),
            "redirect_host": target.hostname or target.scheme,
        },
        "workspace": {"id": app.workspace_id, "name": found.member.workspace_name},
        "scopes": [known[scope].as_json() for scope in found.scopes if scope in known],
        "granted": remembered and found.refused is None,
        "redirect": found.refused,
    })  # fmt: skip


def decide_request(request: ApiRequest) -> HttpResponseBase:
    body = request.only(*PARTS)
    query, allow = body.get("query"), body.get("allow")
    if not isinstance(query, str):
        raise wrong("query", _("Send the query of the authorization request as a text."))
    if not isinstance(allow, bool):
        raise wrong("allow", _("Say whether the app may: true or false."))
    found = understood(request, QueryDict(query.removeprefix("?")))
    if body.get("workspace") not in {None, str(found.app.workspace_id)}:
        raise wrong("workspace", _("This app belongs to another workspace. Send the id of that one, or none."))
    if found.grant is None:
        return answer.json({"redirect": found.refused})
    if not allow:
        consents.refuse(found.app, found.member.user_id)
        return answer.json({"redirect": sent_back(found.grant, None)})
    chosen = body.get("scopes", found.scopes)
    if not isinstance(chosen, list) or not chosen or not all(scope in found.scopes for scope in chosen):
        raise wrong("scopes", _("Choose one or more of the scopes that the app asks for."))
    found.asked.scope = " ".join(dict.fromkeys(chosen))
    return answer.json({"redirect": sent_back(found.grant, found.member)})


def understood(request: ApiRequest, parameters: QueryDict) -> Request:
    """The request, for a member of the app's workspace.

    Raises `NotFound` for an unknown app, and for one of a workspace that is not the reader's; `BadRequest` where it is
    not certain that the answer would reach the app.
    """
    request.require_session()
    if request.who.viewing_as:
        raise Forbidden(_("You are looking as somebody else, and cannot speak for them. Stop looking as them first."))
    try:
        look(parameters)
        asked = Asked("GET", parameters, {})
    except OAuth2Error as error:
        raise puzzling(error) from error
    app = app_of(asked.payload.client_id or "")
    if app is None:
        raise NotFound(_("There is no such app. It may have been removed: ask whoever gave you the link."))
    member = member_of(request, app)
    try:
        grant = server.get_consent_grant(asked)
    except OAuth2Error as error:
        if not error.redirect_uri:
            raise puzzling(error) from error
        return Request(app, member, asked, None, location(error()[2]))
    return Request(app, member, asked, grant, None)


def member_of(request: ApiRequest, app: App) -> Identity:
    """The reader in the app's workspace, wherever they were. Raises `NotFound` where it is none of theirs."""
    if request.context.workspace_id == app.workspace_id:
        return request.who
    try:
        found = identify(session_key=request.session_key, workspace_id=app.workspace_id)
    except NotFound as elsewhere:
        sentence = _("There is no such app. It may have been removed: ask whoever gave you the link.")
        raise NotFound(sentence) from elsewhere
    assert found, "The session was known a moment ago."
    require_way_in(found)
    return found


def sent_back(grant: CodeGrant, member: Identity | None) -> str:
    """Where the member goes with their answer: a code, or access_denied when there is no member who consents."""
    try:
        _status, _body, headers = grant.create_authorization_response(
            grant.redirect_uri, member.user_id if member else None
        )
    except OAuth2Error as error:
        error.state = grant.request.payload.state
        _status, _body, headers = error()
    return location(headers)


def location(headers: Any) -> str:
    """The place that the answer names, and who sends there (RFC 9207)."""
    return str(add_params_to_uri(dict(headers)["Location"], {"iss": settings.RAPPORT.web_address()}))


def puzzling(error: OAuth2Error) -> BadRequest:
    """The sentence for the member: they cannot mend what the app asked."""
    return BadRequest(
        _("The app asked for access in a way that does not work. Tell whoever makes it: %(what)s")
        % {"what": error.get_error_description() or error.error}
    )


def wrong(field: str, sentence: str) -> Invalid:
    """One part of the body does not fit."""
    return Invalid(sentence, [FieldError(field, "invalid", sentence)])


SCOPES = list_of(record_of({"key": TEXT, "label": TEXT, "help": TEXT}))
REQUEST = record_of({
    "app": record_of({"name": TEXT, "publisher": nullable(TEXT), "redirect_host": TEXT}),
    "workspace": record_of({"id": ID, "name": TEXT}), "scopes": SCOPES, "granted": FLAG, "redirect": nullable(TEXT),
})  # fmt: skip
DECISION = record_of({"query": TEXT, "allow": FLAG, "scopes": list_of(TEXT), "workspace": ID}, ("query", "allow"))

ROUTES = (
    Route("GET", "/oauth/request", read_request, "What an app asks for, by the query of its authorization request",
          "member", any_query=True, answer=REQUEST, refusals=(404,)),
    Route("POST", "/oauth/consent", decide_request, "Let an app act for me, or not", "member", body=DECISION,
          answer=record_of({"redirect": TEXT}), refusals=(404,)),
)  # fmt: skip
