"""The queue: a job is stored in the caller's transaction and done by the worker, again if the worker was killed."""

import functools
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import close_old_connections, connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rapport.platform.metrics import JOB_SECONDS, JOBS

log = structlog.get_logger("job")
Work = Callable[..., None]


def enqueue(task: str, *, lock: str | None = None, queue: str = "default", **args: Any) -> int:
    """Stores a job and says its number; it exists when the caller's transaction commits, and never otherwise.

    `args` are ids, never somebody's data. Jobs with the same `lock` run one after another.
    """
    return int(app.configure_task(task, lock=lock, queue=queue, allow_unknown=True).defer(**args))


def task(name: str, *, retries: int = 3) -> Callable[[Work], Work]:
    """Makes a function the work of the jobs of this name. It may run more than once for a job, and must not mind."""

    def register(work: Work) -> Work:
        app.task(name=name, retry=RetryStrategy(max_attempts=retries, exponential_wait=3))(observed(name, work))
        return work

    return register


def observed(name: str, work: Work) -> Work:
    """The work with one log line, two metrics, and connections of its own that are given back."""

    @functools.wraps(work)
    def run(**args: Any) -> None:
        close_old_connections()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(task=name)
        began = time.perf_counter()
        outcome = "failed"
        try:
            work(**args)
            outcome = "done"
        except Exception:
            log.exception("job")
            raise
        finally:
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close()
            seconds = time.perf_counter() - began
            JOBS.labels(name, outcome).inc()
            JOB_SECONDS.labels(name).observe(seconds)
            log.info("job", outcome=outcome, ms=round(seconds * 1000, 1))

    return run
