"""An OpenID provider on loopback that is honest until a test makes it lie."""

import hmac
import json
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core.util import create_half_hash
from joserfc import jws
from joserfc.jwk import Key, RSAKey

CLIENT, SECRET = "rapport client", "s3cret: with+signs%"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class Code:
    """What a code stands for until it is used."""

    nonce: str
    challenge: str
    redirect_uri: str
    claims: dict[str, Any]


@dataclass
class Provider:
    """`lie` changes the claims of an ID token, `document` what discovery says, `answers` whole answers by path."""

    issuer: str = ""
    key: Key = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    published: list[Key] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, dict[str, str], Iterator[bytes]]] = field(default_factory=dict)
    lie: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    sign: Callable[[dict[str, Any]], str] | None = None
    userinfo: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = [self.key]

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo", "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"], **self.document,
        }  # fmt: skip

    def authorize(self, address: str, **claims: Any) -> dict[str, str]:
        """As if somebody signed in at the address that a browser was sent to: what it is sent back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = token_urlsafe(16)
        said = {"sub": "s1", "email": "anna@acme.test", "email_verified": True, "name": "Anna Lee", **claims}
        self.codes[code] = Code(asked["nonce"], asked["code_challenge"], asked["redirect_uri"], said)
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        found = self.codes.pop(form.get("code", ""), None)
        if "client_secret" in form:
            named = (form["client_id"], form["client_secret"])
        else:
            text = b64decode(authorization.removeprefix("Basic ")).decode()
            named = tuple(unquote_plus(part) for part in text.split(":", 1))
        if named != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        fits = found and create_s256_code_challenge(form["code_verifier"]) == found.challenge
        if not found or not fits or form["redirect_uri"] != found.redirect_uri:
            return 400, {"error": "invalid_grant"}
        access = token_urlsafe(16)
        moment = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": moment, "exp": moment + 300, "nonce": found.nonce,
            "at_hash": create_half_hash(access, "RS256").decode(), **found.claims,
        }  # fmt: skip
        told = {name: value for name, value in self.lie(claims).items() if value is not None}
        self.userinfo = {"sub": told.get("sub"), **self.userinfo}
        signed = (self.sign or self.signed)(told)
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        named = {"alg": "RS256", "kid": self.key.kid, **header}
        return jws.serialize_compact(named, json.dumps(claims).encode(), self.key, ["RS256", "RS512"])

    def logout_token(self, **more: Any) -> dict[str, Any]:
        moment = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": moment, "exp": moment + 120, "jti": token_urlsafe(8),
            "events": {EVENT: {}}, **more,
        }  # fmt: skip
        return {name: value for name, value in claims.items() if value is not None}


def forged_with_the_public_key(provider: Provider) -> Callable[[dict[str, Any]], str]:
    """HS256 whose secret is what everybody can read: the classic confusion."""
    secret = provider.key.as_pem(private=False)  # joserfc itself would refuse to sign by it

    def forge(claims: dict[str, Any]) -> str:
        parts = [urlsafe_b64encode(json.dumps(p).encode()) for p in ({"alg": "HS256", "kid": "one"}, claims)]
        text = b".".join(part.rstrip(b"=") for part in parts)
        return b".".join((text, urlsafe_b64encode(hmac.digest(secret, text, "sha256")).rstrip(b"="))).decode()

    return forge


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider, on a free port."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            provider.asked.append(self.path)
            if self.path in provider.answers:
                self.say(*provider.answers[self.path])
            elif self.path == "/.well-known/openid-configuration":
                self.say_json(200, provider.discovery())
            elif self.path == "/jwks":
                self.say_json(200, {"keys": [key.as_dict(private=False) for key in provider.published]})
            elif self.path == "/userinfo":
                self.say_json(200, provider.userinfo)
            else:
                self.say_json(404, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path in provider.answers:
                self.say(*provider.answers[self.path])
                return
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.say_json(*provider.token(form, self.headers.get("Authorization", "")))

        def say_json(self, status: int, value: Any) -> None:
            body = json.dumps(value).encode()
            self.say(status, {"Content-Length": str(len(body))}, iter([body]))

        def say(self, status: int, headers: dict[str, str], body: Iterator[bytes]) -> None:
            self.send_response(status)
            for name, value in {"Connection": "close", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.close_connection = True
            try:
                for part in body:
                    self.wfile.write(part)
            except OSError:
                return

        def log_message(self, *_words: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
