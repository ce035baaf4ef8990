"""An app as its maker runs it: it sends a member to the consent page, and exchanges what comes back."""

from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.http import HttpResponse
from django.test import Client

from tests.api.clients import ApiClient, stranger_client

CALLBACK = "https://app.example.com/callback"
VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789"
STATE = 'x/y?z=1&"quoted"'


def register(admin: ApiClient, *, scopes: tuple[str, ...] = ("read", "offline_access"), **values: Any) -> "App":
    """The administrator registers an app."""
    body = {"name": "Calendar", "redirect_uris": [CALLBACK], "confidential": True, "scopes": list(scopes), **values}
    return App(admin.post("/apps", body, 201))


class App:
    """What its maker knows of it."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.id, self.client_id, self.secret = made["id"], made["client_id"], made.get("client_secret", "")
        self.callback = made["redirect_uris"][0]

    def query(self, **changed: str | None) -> str:
        """The query of an authorization request; None leaves a parameter out."""
        asked = {
            "response_type": "code", "client_id": self.client_id, "redirect_uri": self.callback, "state": STATE,
            "code_challenge": create_s256_code_challenge(VERIFIER), "code_challenge_method": "S256", **changed,
        }  # fmt: skip
        return urlencode({name: value for name, value in asked.items() if value is not None})

    def ask(self, member: ApiClient, **changed: str | None) -> dict[str, str]:
        """What comes back to the app when the member says yes."""
        return answer_in(member.post("/oauth/consent", {"query": self.query(**changed), "allow": True})["redirect"])

    def exchange(self, code: str, **changed: str | None) -> HttpResponse:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.callback,
                "code_verifier": VERIFIER, **changed}  # fmt: skip
        return self.send("/oauth/token", form)

    def refresh(self, token: str, **changed: str | None) -> HttpResponse:
        return self.send("/oauth/token", {"grant_type": "refresh_token", "refresh_token": token, **changed})

    def send(self, address: str, form: dict[str, str | None], **headers: str) -> HttpResponse:
        """A form with the app's credentials: by the header when it has a secret, else by its name."""
        if self.secret:
            headers.setdefault(
                "Authorization", "Basic " + b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
            )
        else:
            form = {"client_id": self.client_id, **form}
        return send(address, {name: value for name, value in form.items() if value is not None}, **headers)

    def sign_in(self, member: ApiClient, **changed: str | None) -> dict[str, Any]:
        """The whole way; what the token address answers."""
        answer = self.exchange(self.ask(member, **changed)["code"])
        assert answer.status_code == 200, answer.content
        return answer.json()


def send(address: str, form: dict[str, str], **headers: str) -> HttpResponse:
    """A form, as any program sends one."""
    kind = "application/x-www-form-urlencoded"
    return Client(enforce_csrf_checks=True).post(address, urlencode(form), content_type=kind, headers=headers)


def answer_in(redirect: str) -> dict[str, str]:
    """The parameters with which the member comes back."""
    return {name: values[0] for name, values in parse_qs(urlsplit(redirect).query).items()}


def bearer(token: str) -> ApiClient:
    """A program with an access token."""
    return ApiClient(stranger_client().client, {"Authorization": f"Bearer {token}"})


def status(client: ApiClient, path: str, method: str = "get", body: Any = None) -> int:
    return client.send(method, path, body).status_code
