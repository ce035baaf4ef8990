"""What stops a start: a sentence for the person who runs Rapport."""

from pathlib import Path


class Misconfigured(Exception):  # noqa: N818 - read aloud it is the sentence's subject
    """A setting, a folder, a port or a database is not as it must be; the text says what to do."""


def unusable(folder: Path, error: OSError) -> Misconfigured:
    """The sentence about a data folder that cannot be made or written."""
    return Misconfigured(f"The data folder {folder} cannot be used: {error.strerror}. Set RAPPORT_DATA_DIR.")
