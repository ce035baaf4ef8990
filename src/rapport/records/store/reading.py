"""The read door's transaction: the role that may use every index, and therefore must name its workspace."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from rapport.records.store.together import together

# One costly question must not hold a thread of the web server for ever.
LONGEST_SECONDS = 30


@contextmanager
def reading() -> Iterator[None]:
    """Statements as `rapport_reader`; within another transaction that one gets its own role back."""
    nested = connection.in_atomic_block
    with transaction.atomic(), together():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rapport_reader")
            if not nested:
                cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_SECONDS}s'")
        yield
        if nested:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
