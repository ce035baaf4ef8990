"""A slow statement is told by its text, never by its values."""

import pytest
from django.db import connection
from structlog.testing import capture_logs

from rapport.platform.slow_queries import Watch


@pytest.mark.django_db
def test_only_what_is_slow_is_told_and_without_values() -> None:
    with capture_logs() as told, connection.execute_wrapper(Watch(0.05)), connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", ["olga@acme.test"])
        cursor.execute("SELECT pg_sleep(0.06),\n  %s::text", ["olga@acme.test"])
    assert [(line["event"], line["sql"]) for line in told] == [("slow statement", "SELECT pg_sleep(0.06), %s::text")]
    assert told[0]["ms"] >= 50
