"""What an OpenID provider publishes about itself: its addresses and its keys, kept for ten minutes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from django.core.cache import cache
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key

from rapport.platform.outgoing import AddressRefused, NotFetched, fetch
from rapport.platform.outgoing_address import read_target

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT, REFRESH_EVERY, FAILED = 600, 60, 10
MOST_BYTES = 256 << 10
# Signatures that only the holder of a private key can make: our own secret must never be able to sign for a provider.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
KEY_TYPES = {"RSA", "EC", "OKP"}
# What reading a key raises when it is none.
NONSENSE = (JoseError, ValueError, TypeError, LookupError, AttributeError)
METHODS = ("client_secret_post", "client_secret_basic")
ANY_TENANT = "{tenantid}"


class ProviderWrong(Exception):  # noqa: N818 - what the provider is
    """What it publishes cannot be used; the text is a sentence for whoever set it up."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The part of its document that is used; every address is one that may be asked."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    algorithms: tuple[str, ...]
    method: str
    names_itself: bool


def find_provider(issuer: str) -> Provider:
    """The provider of that issuer. Raises `NotFetched` or `ProviderWrong`."""
    return read_provider(issuer, kept(f"provider:{issuer}", lambda: discover(issuer)))


def discover(issuer: str) -> Mapping[str, Any]:
    """Its document."""
    if "?" in issuer:
        raise AddressRefused(_("An issuer has no “?”. Copy it from the provider's own page."))
    return as_object(fetch(issuer.rstrip("/") + WELL_KNOWN, most_bytes=MOST_BYTES))


def read_provider(issuer: str, document: Mapping[str, Any]) -> Provider:
    """The document as we use it. Raises `ProviderWrong` with the sentence that says what does not fit."""
    named = document.get("issuer")
    if isinstance(named, str) and ANY_TENANT in named:
        raise ProviderWrong(
            _("This is Microsoft's issuer of all tenants. Enter that of your own: "
              "https://login.microsoftonline.com/<tenant id>/v2.0")
        )  # fmt: skip
    if named != issuer:
        raise ProviderWrong(
            _("The provider calls itself “%(named)s”. Enter the issuer exactly so.") % {"named": str(named)[:200]}
        )
    methods = words(document, "token_endpoint_auth_methods_supported") or ("client_secret_basic",)
    method = next((each for each in METHODS if each in methods), None)
    announced = words(document, "id_token_signing_alg_values_supported") or ("RS256",)
    algorithms = tuple(each for each in announced if each in ALGORITHMS)
    if method is None or not algorithms:
        raise ProviderWrong(_("The provider offers no way to prove who we are, or to sign, that we know."))
    return Provider(
        issuer=issuer,
        authorization_endpoint=address(document, "authorization_endpoint"),
        token_endpoint=address(document, "token_endpoint"),
        jwks_uri=address(document, "jwks_uri"),
        userinfo_endpoint=address(document, "userinfo_endpoint") if document.get("userinfo_endpoint") else "",
        algorithms=algorithms,
        method=method,
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )


def find_keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """Its public keys. Asked `anew`, they are fetched once more, but at most once a minute: a key may be made up.

    Raises `NotFetched` or `ProviderWrong`.
    """
    name = f"keys:{provider.jwks_uri}"
    again = anew and cache.add(f"sso:again:{digest(name)}", 1, timeout=REFRESH_EVERY)
    return keys_in(kept(name, lambda: read_keys(provider), anew=again))


def read_keys(provider: Provider) -> Mapping[str, Any]:
    """The document of its keys, as it is now."""
    return as_object(fetch(provider.jwks_uri, most_bytes=MOST_BYTES))


def keys_in(document: Mapping[str, Any]) -> KeySet:
    """The public keys for signatures. Raises `ProviderWrong` when there are none."""
    keys = document.get("keys")
    usable = [key for key in keys if is_public(key)] if isinstance(keys, list) else []
    if not usable:
        raise ProviderWrong(_("The provider publishes no key that we can use."))
    return KeySet.import_key_set({"keys": usable})


def is_public(key: Any) -> bool:
    """Whether it is the public half of a key for signing, of a kind that can be read: others do not keep it out."""
    if not isinstance(key, dict) or key.get("use", "sig") != "sig" or "d" in key:
        return False
    try:
        return import_key(key).key_type in KEY_TYPES
    except NONSENSE:
        return False


def kept(name: str, read: Callable[[], Mapping[str, Any]], *, anew: bool = False) -> Mapping[str, Any]:
    """The document as it was kept, or read and kept. One that could not be read is not asked for again at once."""
    key = f"sso:{digest(name)}"
    found = None if anew else cache.get(key)
    if found is None:
        failed = f"{key}:failed"
        if sentence := cache.get(failed):
            raise NotFetched(sentence)
        try:
            found = orjson.dumps(read()).decode()
        except NotFetched as problem:
            cache.set(failed, str(problem), timeout=FAILED)
            raise
        cache.set(key, found, timeout=KEPT)
    return as_object(found.encode())


def digest(name: str) -> str:
    """Fit to be part of the key of a cache."""
    return sha256(name.encode()).hexdigest()


def as_object(body: bytes) -> Mapping[str, Any]:
    """A JSON object. Raises `ProviderWrong`."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise ProviderWrong(_("What the provider sent is no JSON object. Check the address of the issuer."))
    return value


def address(document: Mapping[str, Any], name: str) -> str:
    """An address that the document names. Raises `ProviderWrong` where there is none that may be asked."""
    value = document.get(name)
    if not isinstance(value, str):
        raise ProviderWrong(_("The provider names no “%(name)s”.") % {"name": name})
    try:
        read_target(value)
    except AddressRefused as error:
        raise ProviderWrong(
            _("The provider's “%(name)s” cannot be used. %(why)s") % {"name": name, "why": error}
        ) from error
    return value


def words(document: Mapping[str, Any], name: str) -> Sequence[str]:
    """A list of words that the document holds."""
    value = document.get(name)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
