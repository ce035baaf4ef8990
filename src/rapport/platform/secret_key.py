"""Secrets that Rapport makes once for itself and keeps in the data folder."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

from rapport.platform.misconfigured import unusable

SIGNING, ENCRYPTION = "secret-key", "encryption-key"


def kept_secret_key(data_dir: Path, name: str = SIGNING) -> str:
    """The key in the folder; the first call makes it, and of several at once only one is kept."""
    path = data_dir / name
    try:
        with suppress(FileNotFoundError):
            return path.read_text()
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        return path.read_text()
    except OSError as error:
        raise unusable(data_dir, error) from error
