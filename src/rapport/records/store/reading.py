"""The read door's transaction: the role that may use every index, and therefore must name its workspace."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def reading() -> Iterator[None]:
    """Statements as `rapport_reader`; within another transaction that one gets its own role back.

    What begins the transaction is sent together with its first statement: in a list most of the time is spent on the
    way to the database and back.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.connection.pipeline():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rapport_reader")
        yield
        if nested:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
