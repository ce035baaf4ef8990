"""The read door's transaction: the role that may use every index, and therefore must name its workspace."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from rapport.records.store.together import together


@contextmanager
def reading() -> Iterator[None]:
    """Statements as `rapport_reader`; within another transaction that one gets its own role back."""
    nested = connection.in_atomic_block
    with transaction.atomic(), together():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rapport_reader")
        yield
        if nested:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
