"""Reading ahead: while one batch waits for the database, a thread of its own reads the next."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.utils.translation import get_language, override

Item = TypeVar("Item")


@contextmanager
def ahead(read: Callable[[], Sequence[Item]]) -> Iterator[Iterator[Sequence[Item]]]:
    """What `read` answers, in order, until it answers nothing. It runs one call ahead, in the language of the caller;
    its error comes in its turn. Nothing is read any more once the block is left."""
    language = get_language()

    def read_on() -> Sequence[Item]:
        with override(language):
            return read()

    with ThreadPoolExecutor(1, "read-ahead") as thread:

        def batches() -> Iterator[Sequence[Item]]:
            coming = thread.submit(read_on)
            while batch := coming.result():
                coming = thread.submit(read_on)
                yield batch

        yield batches()
