"""The log: one JSON object a line, with ids and durations and without personal data."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Django warns of every 4xx; our own line about the request says it. Failures of the program stay.
QUIET = ("django.request", "django.security", "asyncio")
Failure = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str = "info", form: str = "json", stream: TextIO = sys.stderr) -> None:
    """Sets up structlog and Python's own logging to write the same lines; called once by each process."""
    steps: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        Failures(messages=level == "debug"),
    ]
    last = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*steps, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[only_the_template, *steps],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    handler.addFilter(lambda record: not hasattr(record, "job"))  # the queue's own lines quote a job's arguments
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(number, logging.WARNING) if level != "debug" else number)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def only_the_template(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Other libraries' messages lose their values: who knows whose names stand in them."""
    record = event.get("_record")
    if record is not None:
        event["event"] = str(record.msg)
        event["logger"] = record.name
    return event


class Failures:
    """Turns an exception into its type, places and SQL state; its message may quote a record and is left out."""

    def __init__(self, *, messages: bool) -> None:
        self.messages = messages

    def __call__(self, _logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        found = event.pop("exc_info", None)
        failure = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
        if isinstance(failure, BaseException):
            event["exception"] = described(failure, messages=self.messages)
        return event


def described(failure: BaseException, *, messages: bool) -> dict[str, Any]:
    """One exception and what it came from."""
    frames = traceback.extract_tb(failure.__traceback__)
    told: dict[str, Any] = {
        "type": type(failure).__qualname__,
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }
    state = getattr(failure, "sqlstate", None)
    if state:
        told |= {"sqlstate": state, "constraint": failure.diag.constraint_name}  # type: ignore[attr-defined]
    if messages:
        told["message"] = str(failure)
    origin = failure.__cause__ or failure.__context__
    if origin is not None:
        told["from"] = described(origin, messages=messages)
    return told
