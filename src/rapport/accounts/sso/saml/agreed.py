"""A connection in the words of python3-saml, and what we write with it: our metadata and our requests."""

from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Words
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.saml import addresses
from rapport.accounts.sso.saml.certificates import OwnKey, read_certificate, unseal_key


class SignInRequest(OneLogin_Saml2_Authn_Request):  # type: ignore[misc] # the library has no types
    """A request whose id is given: by it the answer finds the sign-in that it belongs to."""

    def __init__(self, settings: OneLogin_Saml2_Settings, request_id: str, *, again: bool) -> None:
        self.request_id = request_id
        # Without a wish for the kind of name: providers refuse where they would send another than the asked one.
        super().__init__(settings, force_authn=again, set_nameid_policy=False)

    def _generate_request_id(self) -> str:
        return self.request_id


def library_settings(connection: SsoConnection) -> OneLogin_Saml2_Settings:
    """Strict, signed, and with the certificates of the connection alone. Raises `Unreadable` without our key."""
    provider = {
        "entityId": connection.entity_id,
        "singleSignOnService": {"url": connection.sign_in_url, "binding": Words.BINDING_HTTP_REDIRECT},
        "x509certMulti": {"signing": list(connection.certificates)},
    }
    ours = own_settings(connection.id, unseal_key(connection.secret))
    return OneLogin_Saml2_Settings({**ours, "idp": provider})


def own_settings(connection_id: UUID, key: OwnKey) -> dict[str, Any]:
    """Our part."""
    return {
        "strict": True,
        "debug": False,
        "sp": {
            "entityId": addresses.entity_id(connection_id),
            "assertionConsumerService": {
                "url": addresses.acs(connection_id),
                "binding": Words.BINDING_HTTP_POST,
            },
            "NameIDFormat": Words.NAMEID_PERSISTENT,
            "x509cert": key.certificate,
            "privateKey": key.private,
        },
        "security": {
            "authnRequestsSigned": True,
            "wantAssertionsSigned": True,
            "wantAttributeStatement": False,
            "allowRepeatAttributeName": True,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
            "signatureAlgorithm": Words.RSA_SHA256,
            "digestAlgorithm": Words.SHA256,
            "allowSingleLabelDomains": True,
        },
    }


def our_metadata(connection: SsoConnection) -> bytes:
    """What the provider is given to know us by: valid as long as our certificate, whose key opens what it locks."""
    key = unseal_key(connection.secret)
    ours = own_settings(connection.id, key)
    ours["security"] |= {
        "wantAssertionsEncrypted": True,  # only this makes the library offer the key for it
        "metadataValidUntil": int(read_certificate(key.certificate).expires_at.timestamp()),
    }
    text = OneLogin_Saml2_Settings(ours, sp_validation_only=True).get_sp_metadata()
    return text if isinstance(text, bytes) else str(text).encode()


def sign_in_address(connection: SsoConnection, request_id: str, *, again: bool = False) -> str:
    """Where the browser asks the provider to sign somebody in: our request, packed and signed, by HTTP-Redirect."""
    settings = library_settings(connection)
    message = SignInRequest(settings, request_id, again=again).get_request()
    signed = urlencode({"SAMLRequest": message, "RelayState": request_id, "SigAlg": Words.RSA_SHA256})
    signature = OneLogin_Saml2_Utils.sign_binary(signed, settings.get_sp_key())
    asked = f"{signed}&{urlencode({'Signature': OneLogin_Saml2_Utils.b64encode(signature)})}"
    return f"{connection.sign_in_url}{'&' if urlsplit(connection.sign_in_url).query else '?'}{asked}"
