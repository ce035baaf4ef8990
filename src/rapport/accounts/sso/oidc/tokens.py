"""Tokens that a provider signs: whether they are its own, for us, of now, and of this sign-in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any

from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.errors import ClaimError, InvalidKeyIdError, JoseError
from joserfc.jwt import JWTClaimsRegistry, Token

from rapport.accounts.sso.failures import Code, SsoFailed
from rapport.accounts.sso.oidc.provider import Provider, ProviderWrong, find_keys
from rapport.platform.outgoing import NotFetched

LEEWAY = 60
LONGEST = 64 << 10


def read_id_token(text: str, *, provider: Provider, client_id: str, nonce: str, access_token: str) -> Mapping[str, Any]:
    """The claims of an ID token of this very sign-in. Raises `SsoFailed`."""
    token = signed_by(provider, text)
    claims = token.claims
    check(claims, provider, client_id, nonce={"essential": True, "value": nonce})
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", client_id if not several else None) != client_id:
        raise SsoFailed(Code.REFUSED, "azp")
    said = claims.get("at_hash")
    if said is not None and access_token and not same(said, create_half_hash(access_token, token.header["alg"])):
        raise SsoFailed(Code.REFUSED, "at_hash")
    return claims


def signed_by(provider: Provider, text: str) -> Token:
    """The token, signed by a key that the provider publishes now. Raises `SsoFailed`."""
    if len(text) > LONGEST:
        raise SsoFailed(Code.REFUSED, "token_size")
    try:
        try:
            return jwt.decode(text, find_keys(provider), algorithms=provider.algorithms)
        except InvalidKeyIdError:  # the keys were changed meanwhile, or this one is made up
            return jwt.decode(text, find_keys(provider, anew=True), algorithms=provider.algorithms)
    except (NotFetched, ProviderWrong) as error:
        raise SsoFailed(Code.UNREACHABLE, "keys", str(error)) from error
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise SsoFailed(Code.REFUSED, "signature", type(error).__name__) from error


def check(claims: Mapping[str, Any], provider: Provider, client_id: str, **more: Any) -> None:
    """Whose it is, for whom, and when. Raises `SsoFailed` naming the claim."""
    registry = JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": client_id},
        iat={"essential": True},
        **{"exp": {"essential": True}, "sub": {"essential": True}, **more},
    )
    try:
        registry.validate(dict(claims))
    except ClaimError as error:
        raise SsoFailed(Code.REFUSED, str(getattr(error, "claim", "") or "claim"), type(error).__name__) from error


def same(said: Any, computed: bytes | None) -> bool:
    """Whether a hash in a token is the computed one."""
    if not isinstance(said, str) or computed is None:
        return False
    return compare_digest(said.encode(errors="surrogatepass"), computed)


def moment_at(claims: Mapping[str, Any], key: str) -> datetime | None:
    """A moment among the claims."""
    value = claims.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
