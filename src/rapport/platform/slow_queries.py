"""Statements that took long are logged: their text, never their values.

In a pipeline a statement is only sent; what takes time is to wait for an answer, and with it for the answers to all
that was sent before.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import PipelineStatus

from rapport.platform.metrics import SLOW
from rapport.platform.settings import current

LONGEST, MOST_BEFORE = 400, 10
log = structlog.get_logger("database")
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


def watch(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Called for each new connection."""
    limit = current().slow_query_ms
    if limit:
        connection.execute_wrappers.append(Watch(limit / 1000))


class Watch:
    """One of Django's execute wrappers; `sent` are the statements whose answers nobody has waited for."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.sent: list[str] = []

    def __call__(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature
        text = sql if isinstance(sql, str) else sql.as_string(None)
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.tell(time.perf_counter() - began, text)
            if in_pipeline(context["connection"]):
                self.sent.append(text)
            else:
                self.sent.clear()

    def tell(self, seconds: float, text: str, before: list[str] | None = None) -> None:
        """Log a statement if it was slow, with those that were sent before it."""
        if seconds < self.limit:
            return
        SLOW.inc()
        more = {"after": [short(each) for each in before[-MOST_BEFORE:]]} if before else {}
        log.warning("slow statement", ms=round(seconds * 1000, 1), sql=short(text), **more)


@contextmanager
def waiting(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Around what waits for the answers to the statements of a pipeline."""
    watches = [one for one in connection.execute_wrappers if isinstance(one, Watch) and one.sent]
    began = time.perf_counter()
    try:
        yield
    finally:
        for watch in watches:
            *before, last = watch.sent
            watch.sent.clear()
            watch.tell(time.perf_counter() - began, last, before)


def in_pipeline(connection: BaseDatabaseWrapper) -> bool:
    """Whether statements are only sent now."""
    raw = connection.connection
    return raw is not None and raw.pgconn.pipeline_status != PipelineStatus.OFF


def short(text: str) -> str:
    """The beginning of a statement, in one line."""
    return " ".join(text[: 2 * LONGEST].split())[:LONGEST]
