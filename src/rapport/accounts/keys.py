"""A key: a text that opens something in one workspace. Its prefix says where to look, its secret proves the right.

Only the SHA-256 of the secret is stored; 256 random bits need no slow hash.
"""

from base64 import b32decode, b32encode
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from uuid import UUID

API_TOKEN = "rpt"  # noqa: S105 - the mark of what programs send as a bearer token
PREFIX_LENGTH = 32  # of base 32: the workspace's 16 bytes, and 4 of a number within it


@dataclass(frozen=True, slots=True)
class KeyParts:
    """What a key's text says."""

    workspace_id: UUID
    prefix: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was made just now: its row keeps `prefix` and `hash`, its owner gets `text`."""

    prefix: str
    hash: bytes
    text: str


def make_key(mark: str, workspace_id: UUID) -> NewKey:
    """A new key, such as `rpt_<prefix>_<secret>`."""
    prefix = make_prefix(workspace_id)
    secret = token_urlsafe(32)
    return NewKey(prefix, sha256(secret.encode()).digest(), f"{mark}_{prefix}_{secret}")


def read_key(mark: str, text: str) -> KeyParts | None:
    """The parts of a well-formed key, known or not; None for any other text."""
    found, _sep, rest = text.partition("_")
    prefix, sep, secret = rest.partition("_")
    workspace_id = place_of(prefix)
    if found != mark or not sep or workspace_id is None or not secret.isascii():
        return None
    return KeyParts(workspace_id, prefix, sha256(secret.encode()).digest())


def make_prefix(workspace_id: UUID) -> str:
    """A new text that says where to look."""
    return b32encode(workspace_id.bytes + token_bytes(4)).decode().lower()


def place_of(prefix: str) -> UUID | None:
    """The workspace in which to look; None for a text that is no prefix."""
    if len(prefix) != PREFIX_LENGTH:
        return None
    try:
        return UUID(bytes=b32decode(prefix.encode(), casefold=True)[:16])
    except ValueError:
        return None
