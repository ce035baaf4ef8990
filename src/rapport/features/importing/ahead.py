"""Reading ahead: while one batch waits for the database, a thread of its own reads the next."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import TypeVar

Item = TypeVar("Item")


@contextmanager
def ahead(read: Callable[[], Sequence[Item]]) -> Iterator[Iterator[Sequence[Item]]]:
    """What `read` answers, in order, until it answers nothing. It runs one call ahead, in the language of the caller;
    its error comes in its turn. Nothing is read any more once the block is left."""
    with ThreadPoolExecutor(1, "read-ahead") as thread:
        surroundings = copy_context()

        def batches() -> Iterator[Sequence[Item]]:
            coming = thread.submit(surroundings.run, read)
            while batch := coming.result():
                coming = thread.submit(surroundings.run, read)
                yield batch

        yield batches()
