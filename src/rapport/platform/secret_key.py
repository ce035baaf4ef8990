"""The secret that signs cookies, made once and kept in the data folder."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

from rapport.platform.misconfigured import unusable

NAME = "secret-key"


def kept_secret_key(data_dir: Path) -> str:
    """The key in the folder; the first call makes it, and of several at once only one is kept."""
    path = data_dir / NAME
    try:
        with suppress(FileNotFoundError):
            return path.read_text()
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{NAME}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        return path.read_text()
    except OSError as error:
        raise unusable(data_dir, error) from error
