"""The web server: granian, one process with threads by default, each with a connection of its own."""

import gc
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings as django_settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from rapport.platform.child import bind_to_parent
from rapport.platform.metrics import serve_metrics
from rapport.platform.settings import Settings

LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"_granian": {"level": "ERROR", "propagate": True}, "granian.access": {"level": "CRITICAL"}},
}


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then finishes the running requests.

    The application is loaded here and shared by the web processes, which are forks: what is broken in it stops the
    start, and what it takes of memory is taken once.
    """
    application = import_string(django_settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018 - loads every address
    gc.freeze()
    server = Server(
        django_settings.WSGI_APPLICATION,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.web_processes,
        blocking_threads=settings.web_threads,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.error,
        log_dictconfig=LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    metrics = settings.metrics_at()
    if metrics:
        server.on_startup(lambda: serve_metrics(settings.metrics_host, metrics))
    server.serve(target_loader=partial(bound, os.getpid(), application), wrap_loader=False)


def bound(parent: int, application: Callable[..., Any]) -> Callable[..., Any]:
    """The application, in a web process that ends with the one that started it."""
    bind_to_parent(parent, signal.SIGKILL)
    return application
