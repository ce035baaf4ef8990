"""Files, in Django's default storage: the data folder's `files` unless a bucket is set."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage


class Chunks(File):  # type: ignore[type-arg] # Django's own File takes no parameter when it runs
    """A file that is read once, from wherever its pieces come."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__(None)  # nothing is opened: the storage asks for chunks only
        self.pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002 - they come as they come
        """The pieces."""
        return iter(self.pieces)


def save(name: str, pieces: Iterable[bytes]) -> str:
    """Stores the pieces one after another; the answer is the name to open it by."""
    return default_storage.save(name, Chunks(pieces))


def open_file(name: str) -> IO[Any]:
    """The file, to read as bytes."""
    return default_storage.open(name, "rb")


def delete(name: str) -> None:
    """Removes the file; one that is gone already is gone."""
    default_storage.delete(name)


def folders(name: str) -> list[str]:
    """The names of the folders within a folder; none where there is no such folder."""
    with suppress(FileNotFoundError):
        return [f"{name}/{folder}" for folder in default_storage.listdir(name)[0]]
    return []


def files(name: str) -> Iterator[tuple[str, datetime]]:
    """The files of a folder: each with the name to open it by and when it was stored."""
    for file in default_storage.listdir(name)[1]:
        path = f"{name}/{file}"
        with suppress(FileNotFoundError):  # removed meanwhile
            yield path, default_storage.get_modified_time(path)
