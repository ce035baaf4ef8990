"""The log is JSON, and says nothing about people."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import structlog
from django.db import IntegrityError

from rapport.platform import logs

SECRET = "olga@acme.test"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    written = io.StringIO()
    logs.configure("info", "json", written)
    yield written
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_time_level_event_and_what_is_bound(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request="abc"):
        structlog.get_logger("test").info("done", count=3)
    [line] = lines(stream)
    assert line.pop("at").endswith("Z")
    assert line == {"event": "done", "level": "info", "request": "abc", "count": 3}


def test_an_exception_is_told_without_its_message(stream: io.StringIO) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise IntegrityError(f"Key (email)=({SECRET}) already exists.") from error
    except IntegrityError:
        structlog.get_logger("test").exception("failed")
    [line] = lines(stream)
    assert line["exception"]["type"] == "IntegrityError"
    assert line["exception"]["from"]["type"] == "ValueError"
    assert "test_logs.py" in line["exception"]["at"][0]
    assert SECRET not in stream.getvalue()


def test_a_database_error_names_its_state_and_constraint(stream: io.StringIO) -> None:
    try:
        raise psycopg.errors.UniqueViolation(f"Key (email)=({SECRET})")
    except psycopg.Error:
        logging.getLogger("elsewhere").exception("It failed for %s", SECRET)
    [line] = lines(stream)
    assert line["exception"]["sqlstate"] == "23505"
    assert line["event"] == "It failed for %s"
    assert SECRET not in stream.getvalue()


def test_a_failure_of_a_view_is_told_and_a_missing_page_is_not(stream: io.StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", f"/people/{SECRET}")
    logging.getLogger("django.request").error("Internal Server Error: %s", f"/people/{SECRET}")
    assert [line["event"] for line in lines(stream)] == ["Internal Server Error: %s"]


def test_the_queue_does_not_quote_a_job(stream: io.StringIO) -> None:
    logging.getLogger("procrastinate.worker").error("Job mail(%s) ended", SECRET, extra={"job": {}})
    assert stream.getvalue() == ""
