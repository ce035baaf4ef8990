"""Secrets that must be read again are stored sealed: whoever has the database alone cannot read them."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from rapport.platform.settings import current


class Unreadable(Exception):  # noqa: N818 - a state of the data, which callers answer
    """It was sealed with a key that is not in the settings any more."""


def seal(text: str) -> str:
    """The text as the newest key seals it."""
    return sealer().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises `Unreadable` when none of the keys fits."""
    try:
        return sealer().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("Set RAPPORT_ENCRYPTION_KEYS to the keys that were used before.") from error


@lru_cache(maxsize=1)
def sealer() -> MultiFernet:
    """All keys, the newest first. They are random already, so that one plain hash gives them the right length."""
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in current().sealing_keys()])
