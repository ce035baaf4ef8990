"""Authlib's authorization server over our own storage: the code grant with PKCE, refresh tokens, revocation."""

from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge

from rapport.accounts.models import ApiToken
from rapport.accounts.oauth import codes, sign_ins
from rapport.api.oauth.asked import Asked
from rapport.api.oauth.client import METHODS, Client, Code, Refresh, client_of
from rapport.api.oauth.scopes import OFFLINE, limits_of


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers; the body is a document, or empty with a place to go to."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


class Server(AuthorizationServer):  # type: ignore[misc]  # Authlib says nothing of its types
    """Finds apps in the database, and answers with a `Reply`."""

    def query_client(self, client_id: str) -> Client | None:
        return client_of(client_id)

    def create_oauth2_request(self, request: Asked) -> Asked:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Reply:
        return Reply(status, dict(body or {}), dict(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens: the audit log is told where it happens."""

    def authenticate_client(self, request: Asked, methods: tuple[str, ...], endpoint: str = "token") -> Client:
        try:
            found: Client = super().authenticate_client(request, methods, endpoint)
        except ValueError as unreadable:  # a header that is no base 64 of a text
            raise InvalidClientError("The credentials cannot be read.", status_code=401) from unreadable
        return found

    def save_token(self, token: dict[str, Any], request: Asked) -> None:
        """Stored when it was made."""


class Challenge(CodeChallenge):  # type: ignore[misc]  # Authlib says nothing of its types
    """S256 for everybody: OAuth 2.1 knows no other way, and a secret does not stand in for it."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Send code_challenge, and code_challenge_method=S256.")
        super().validate_code_challenge(grant, redirect_uri)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib says nothing of its types
    """Authorization code. The user is the id of the member who consents."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def generate_authorization_code(self) -> str:
        asked = self.request
        return codes.issue(
            asked.client.app,
            asked.user,
            asked.scope.split(),
            redirect_uri=asked.payload.redirect_uri or "",
            challenge=asked.payload.data["code_challenge"],
        )

    def save_authorization_code(self, code: str, request: Asked) -> None:
        """Stored when it was made."""

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        row = codes.find(client.app, code)
        return Code(row) if row else None

    def authenticate_user(self, authorization_code: Code) -> bool:  # noqa: ARG002 - Authlib calls it so
        """`codes.find` has looked whether the member may still act."""
        return True

    def generate_token(self, **asked: Any) -> dict[str, Any]:
        code, app = self.request.authorization_code, self.request.client.app
        scopes = asked["scope"].split()
        return said(sign_ins.begin(app, code.row, limits_of(scopes), offline=OFFLINE in scopes), asked["scope"])

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """It stays for a day, marked as used, to notice a second use."""


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]  # Authlib says nothing of its types
    """Refresh token, each used once."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Refresh | None:
        app = self.request.client.app
        row = sign_ins.find(app, refresh_token)
        return Refresh(row, sign_ins.scopes_of(row)) if row else None

    def authenticate_user(self, refresh_token: Refresh) -> bool:  # noqa: ARG002 - Authlib calls it so
        """`sign_ins.find` has looked whether the member may still act."""
        return True

    def issue_token(self, user: bool, refresh_token: Refresh) -> dict[str, Any]:  # noqa: ARG002, FBT001 - Authlib calls it so
        """With all scopes of the sign-in: whoever wants less from now on signs in anew."""
        limits = limits_of(refresh_token.scopes)
        return said(sign_ins.renew(self.request.client.app, refresh_token.row, limits), refresh_token.get_scope())

    def revoke_old_credential(self, refresh_token: Refresh) -> None:
        """Marked as used with the renewal."""


class Revocation(RevocationEndpoint):  # type: ignore[misc]  # Authlib says nothing of its types
    """Ends the sign-in to which an access or refresh token belongs; the hint is not needed."""

    CLIENT_AUTH_METHODS = METHODS

    def check_params(self, request: Asked, _client: Client) -> None:
        if "token" not in request.form:
            raise InvalidRequestError("Send the token.")

    def authenticate_token(self, request: Asked, client: Client) -> ApiToken | None:
        """Another app's token is nobody's: this app learns nothing of it."""
        self.check_params(request, client)
        token = sign_ins.find_either(request.form["token"], client.app.workspace_id)
        return token if token and sign_ins.belongs_to(token, client.app) else None

    def revoke_token(self, token: ApiToken, request: Asked) -> None:  # noqa: ARG002 - Authlib calls it so
        sign_ins.end(token)


def said(pair: sign_ins.Pair, scope: str) -> dict[str, Any]:
    """The answer to a good exchange."""
    seconds = int(sign_ins.HOUR.total_seconds())
    told = {"access_token": pair.access, "token_type": "Bearer", "expires_in": seconds, "scope": scope}
    return told | ({"refresh_token": pair.refresh} if pair.refresh else {})


server = Server()
server.register_grant(CodeGrant, [Challenge(required=True)])
server.register_grant(RefreshGrant)
server.register_endpoint(Revocation)
