"""A security key in software: makes and uses passkeys as a browser's authenticator does."""

import json
import struct
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


class SoftKey:
    """One passkey. `origin` is where the browser believes it is; `verifies` whether the key asks for a finger or PIN."""

    def __init__(self, origin: str = "http://localhost", *, verifies: bool = True) -> None:
        self.origin, self.verifies = origin, verifies
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = token_bytes(32)
        self.user = ""
        self.uses = 0

    def flags(self) -> int:
        return PRESENT | (VERIFIED if self.verifies else 0)

    def client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        told = (
            sha256(asked["rp"]["id"].encode()).digest()
            + struct.pack(">BI", self.flags() | NEW, self.uses)
            + bytes(16)
            + struct.pack(">H", len(self.id))
            + self.id
            + public
        )
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        return self.answer({
            "clientDataJSON": websafe_encode(self.client_data("webauthn.create", asked["challenge"])),
            "attestationObject": websafe_encode(statement),
        })  # fmt: skip

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`."""
        asked = options["publicKey"]
        self.uses += 1
        told = sha256(asked["rpId"].encode()).digest() + struct.pack(">BI", self.flags(), self.uses)
        data = self.client_data("webauthn.get", asked["challenge"])
        return self.answer({
            "clientDataJSON": websafe_encode(data),
            "authenticatorData": websafe_encode(told),
            "signature": websafe_encode(self.key.sign(told + sha256(data).digest(), ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.user,
        })  # fmt: skip

    def answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        extras = {"credProps": {"rk": True}}
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": extras}
