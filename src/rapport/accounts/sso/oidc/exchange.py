"""What we ask a provider behind the browser's back: tokens for a code, and what else it knows of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.oidc.provider import MOST_BYTES, Provider, ProviderWrong, as_object
from rapport.platform.outgoing import NotFetched, outgoing_client
from rapport.platform.sealing import Unreadable, unseal

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gives for a code; neither is kept."""

    id_token: str
    access_token: str


def exchange(connection: SsoConnection, provider: Provider, *, code: str, verifier: str, redirect_uri: str) -> Tokens:
    """The tokens for the code. Raises `SsoFailed`."""
    body = prepare_token_request("authorization_code", redirect_uri=redirect_uri, code=code, code_verifier=verifier)
    client_id, secret = connection.client_id, secret_of(connection)
    if provider.method == "client_secret_basic":  # RFC 6749 2.3.1
        client_id, secret = quote_plus(client_id), quote_plus(secret)
    proof = ClientAuth(client_id, secret, provider.method)
    headers = {"Content-Type": FORM, "Accept": "application/json"}
    url, headers, body = proof.prepare("POST", provider.token_endpoint, headers, body)
    found = answer_of("POST", url, headers=headers, content=body, reason="code")
    id_token, access_token = found.get("id_token"), found.get("access_token", "")
    if not isinstance(id_token, str) or not isinstance(access_token, str):
        raise SsoFailed(Code.REFUSED, "no_id_token")
    return Tokens(id_token, access_token)


def ask_userinfo(provider: Provider, access_token: str, subject: str) -> Mapping[str, Any]:
    """What else the provider says of the same person. Raises `SsoFailed`."""
    headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
    found = answer_of("GET", provider.userinfo_endpoint, headers=headers, content="", reason="userinfo")
    if found.get("sub") != subject:
        raise SsoFailed(Code.REFUSED, "userinfo_sub")
    return found


def answer_of(method: str, url: str, *, headers: Mapping[str, str], content: str, reason: str) -> Mapping[str, Any]:
    """The JSON object that comes back. Raises `SsoFailed`; the server's log has what the provider says."""
    try:
        with outgoing_client(most_bytes=MOST_BYTES) as client:
            answer = client.request(method, url, headers=dict(headers), content=content.encode())
        found = as_object(answer.content)
    except (NotFetched, ProviderWrong) as error:
        raise SsoFailed(Code.UNREACHABLE, reason, str(error)) from error
    if answer.status_code != HTTPStatus.OK:
        told = f"{answer.status_code} {found.get('error', '')} {found.get('error_description', '')}"
        raise SsoFailed(Code.REFUSED, reason, told[:300])
    return found


def secret_of(connection: SsoConnection) -> str:
    """The client's secret. Raises `SsoFailed` when it was sealed with a key that is gone."""
    try:
        return unseal(connection.secret) if connection.secret else ""
    except Unreadable as error:
        raise SsoFailed(Code.REFUSED, "secret_unreadable", str(error)) from error
