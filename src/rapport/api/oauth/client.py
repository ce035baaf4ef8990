"""An app as Authlib asks it: what it may do at which address."""

from typing import Any

from authlib.oauth2.rfc6749 import ClientMixin

from rapport.accounts.models import App, AppCode, RefreshToken
from rapport.accounts.oauth import redirects
from rapport.accounts.oauth.registry import app_of, fits

SECRETLY = ("client_secret_basic", "client_secret_post")
METHODS = (*SECRETLY, "none")
GRANTS = ("authorization_code", "refresh_token")


class Client(ClientMixin):  # type: ignore[misc]  # Authlib says nothing of its types
    """Read from the database with each request."""

    def __init__(self, app: App) -> None:
        self.app = app

    def get_client_id(self) -> str:
        return self.app.client_id

    def get_default_redirect_uri(self) -> str | None:
        """Only where it is clear which one is meant."""
        return self.app.redirect_uris[0] if len(self.app.redirect_uris) == 1 else None

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """The asked scopes, all if none is named; None when one of them is not the app's."""
        asked = list(dict.fromkeys((scope or "").split())) or self.app.scopes
        return " ".join(asked) if set(asked) <= set(self.app.scopes) else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        kept = self.app.confidential
        return any(redirects.matches(each, redirect_uri, confidential=kept) for each in self.app.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        return fits(self.app, client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - Authlib calls it so
        return method in SECRETLY if self.app.confidential else method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in GRANTS


def client_of(client_id: str) -> Client | None:
    """The app with this public name."""
    app = app_of(client_id)
    return Client(app) if app else None


class Code:
    """A code as Authlib's grant and its PKCE extension ask it."""

    code_challenge_method = "S256"

    def __init__(self, row: AppCode) -> None:
        self.row = row
        self.code_challenge = row.challenge

    def get_redirect_uri(self) -> str:
        return self.row.redirect_uri

    def get_scope(self) -> str:
        return " ".join(self.row.scopes)


class Refresh:
    """A refresh token as Authlib's grant asks it."""

    def __init__(self, row: RefreshToken, scopes: list[str]) -> None:
        self.row = row
        self.scopes = scopes

    def check_client(self, _client: Any) -> bool:
        """It was looked for among this app's."""
        return True

    def get_scope(self) -> str:
        return " ".join(self.scopes)
