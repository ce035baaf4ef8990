"""Batches are read ahead, in their order, in the caller's language, and an error comes in its turn."""

from threading import current_thread

import pytest
from django.utils.translation import get_language, override

from rapport.features.importing.ahead import ahead


def test_batches_come_in_order_until_there_is_none() -> None:
    batches = iter([[1, 2], [3], []])
    with ahead(lambda: next(batches)) as read:
        assert list(read) == [[1, 2], [3]]


def test_the_thread_speaks_the_language_of_the_caller() -> None:
    words: list[tuple[str | None, bool]] = []

    def look() -> list[int]:
        words.append((get_language(), current_thread().name.startswith("read-ahead")))
        return [1] if len(words) < 3 else []

    with override("de"), ahead(look) as read:
        assert list(read) == [[1], [1]]
    assert words == [("de", True)] * 3


def test_an_error_comes_after_what_was_read_before_it() -> None:
    batches = [[1], [2]]
    done: list[list[int]] = []
    with pytest.raises(IndexError), ahead(lambda: batches.pop(0)) as read:
        done.extend(read)
    assert done == [[1], [2]]


def test_nothing_is_read_once_the_block_is_left() -> None:
    calls: list[int] = []

    def count() -> list[int]:
        calls.append(1)
        return [1]

    with ahead(count) as read:
        next(read)
    assert len(calls) == 2
    with pytest.raises(RuntimeError):
        next(read)
    assert len(calls) == 2
