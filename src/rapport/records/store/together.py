"""Statements on their way together: most of the time of a small one is spent on the way to the database and back."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection

from rapport.platform.slow_queries import waiting


@contextmanager
def together() -> Iterator[None]:
    """Within a transaction: each statement is sent without waiting for the answer of the one before.

    An answer is waited for where it is read; the error of a statement whose answer nobody reads comes with the next
    one that is, or at the end.
    """
    with connection.wrap_database_errors, ExitStack() as ends:
        ends.enter_context(connection.connection.pipeline())
        yield
        with waiting(connection):
            ends.close()
