"""Two writers who meet at one point of the code, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

MEETING_SECONDS = 2


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread and connection of its own."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(120) for done in [pool.submit(run, act) for act in acts]]


def meet_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Both writers come to the end of this function together, unless one of them is kept waiting before it."""
    meeting, first = Barrier(2), getattr(module, name)

    def both(*given: Any, **named: Any) -> Any:
        answer = first(*given, **named)
        with suppress(BrokenBarrierError):
            meeting.wait(MEETING_SECONDS)
        return answer

    monkeypatch.setattr(module, name, both)
