"""The way to an OpenID provider and back: authorization code with PKCE, bound to the browser that began it."""

from collections.abc import Mapping
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso import requests
from rapport.accounts.sso.claims import Claims, groups_at, text_at
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.finish import finish_sign_in
from rapport.accounts.sso.oidc.exchange import ask_userinfo, exchange
from rapport.accounts.sso.oidc.provider import Provider, ProviderWrong, find_provider
from rapport.accounts.sso.oidc.tokens import moment_at, read_id_token
from rapport.platform.outgoing import NotFetched
from rapport.platform.settings import current

CALLBACK = "/sso/oidc/callback"
# What somebody who turns back is told; everything else is the provider's or our own mistake.
CANCELLED = {
    "access_denied",
    "login_required",
    "interaction_required",
    "consent_required",
    "account_selection_required",
}


def redirect_uri() -> str:
    """Where providers send browsers back to, whatever the Host header says."""
    return current().web_address() + CALLBACK


def start(request: HttpRequest, connection: SsoConnection, *, next: str, again: bool) -> HttpResponse:  # noqa: A002 - the parameter's name
    """Sends the browser to the provider; `again` asks it to let the person prove who they are once more."""
    provider = provider_of(connection)
    nonce, verifier = token_urlsafe(32), token_urlsafe(48)
    secrets = {"nonce": nonce, "verifier": verifier}
    state, browser = requests.begin(request, connection, secrets=secrets, next=next)
    more = {"prompt": "login", "max_age": "0"} if again else {}
    address = prepare_grant_uri(
        provider.authorization_endpoint,
        client_id=connection.client_id,
        response_type="code",
        redirect_uri=redirect_uri(),
        scope=" ".join(connection.scopes),
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
        **more,
    )
    return requests.remember(HttpResponseRedirect(address, status=HTTPStatus.FOUND), browser)


def finish(request: HttpRequest, taken: requests.Taken) -> HttpResponse:
    """From what the provider sent the browser back with to a session. Raises `SsoFailed`."""
    connection = taken.connection
    if not connection.enabled or connection.kind != "oidc":
        raise SsoFailed(Code.DISABLED, "disabled")
    provider = provider_of(connection)
    check_issuer(request, provider)
    error = only(request, "error")
    if error:
        raise SsoFailed(Code.CANCELLED if error in CANCELLED else Code.REFUSED, "provider_error", error[:100])
    code = only(request, "code")
    if not code:
        raise SsoFailed(Code.REFUSED, "no_code")
    tokens = exchange(connection, provider, code=code, verifier=taken.secrets["verifier"], redirect_uri=redirect_uri())
    said = read_id_token(
        tokens.id_token,
        provider=provider,
        client_id=connection.client_id,
        nonce=taken.secrets["nonce"],
        access_token=tokens.access_token,
    )
    if not text_at(said, "sub"):  # nothing that could be kept, so nothing to ask about either
        raise SsoFailed(Code.REFUSED, "subject")
    wanted = [key for key in (connection.email_claim, connection.name_claim, connection.groups_claim) if key]
    if provider.userinfo_endpoint and tokens.access_token and any(key not in said for key in wanted):
        said = {**ask_userinfo(provider, tokens.access_token, said["sub"]), **said}
    return finish_sign_in(request, connection, claims_of(connection, said), taken.next)


def claims_of(connection: SsoConnection, said: Mapping[str, Any]) -> Claims:
    """What the provider said, as all protocols say it. A claim of another name vouches for nobody's `email`."""
    verified = said.get("email_verified")
    if isinstance(verified, str):  # Cognito sends a text
        verified = {"true": True, "false": False}.get(verified.lower())
    return Claims(
        subject=text_at(said, "sub"),
        email=text_at(said, connection.email_claim),
        email_verified=verified if isinstance(verified, bool) else None,
        name=text_at(said, connection.name_claim),
        groups=groups_at(said, connection.groups_claim),
        session=text_at(said, "sid"),
        authenticated_at=moment_at(said, "auth_time"),
    )


def check_issuer(request: HttpRequest, provider: Provider) -> None:
    """RFC 9207: the answer says whose it is, so that no provider can pass its own off as another's."""
    named = only(request, "iss")
    if (named or provider.names_itself) and named != provider.issuer:
        raise SsoFailed(Code.REFUSED, "mix_up")


def only(request: HttpRequest, name: str) -> str:
    """A parameter that comes once. Raises `SsoFailed` when it comes several times: who would know which one counts?"""
    values = request.GET.getlist(name)
    if len(values) > 1:
        raise SsoFailed(Code.REFUSED, "parameters")
    return values[0] if values else ""


def provider_of(connection: SsoConnection) -> Provider:
    """The connection's provider. Raises `SsoFailed`."""
    try:
        return find_provider(connection.issuer)
    except (NotFetched, ProviderWrong) as error:
        raise SsoFailed(Code.UNREACHABLE, "discovery", str(error)) from error
