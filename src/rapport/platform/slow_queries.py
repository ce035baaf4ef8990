"""Statements that took long are logged: their text, never their values."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db.backends.base.base import BaseDatabaseWrapper

from rapport.platform.metrics import SLOW
from rapport.platform.settings import current

LONGEST = 400
log = structlog.get_logger("database")
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


def watch(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Called for each new connection."""
    limit = current().slow_query_ms
    if limit:
        connection.execute_wrappers.append(Watch(limit / 1000))


class Watch:
    """One of Django's execute wrappers."""

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def __call__(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seconds = time.perf_counter() - began
            if seconds >= self.limit:
                SLOW.inc()
                text = sql if isinstance(sql, str) else sql.as_string(None)
                log.warning("slow statement", ms=round(seconds * 1000, 1), sql=" ".join(text.split())[:LONGEST])
