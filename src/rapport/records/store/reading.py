"""The read door's transaction: the role that may use every index, and therefore must name its workspace."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from rapport.kernel.context import Context, Reach
from rapport.records.store.together import together

# One costly question must not hold a thread of the web server for ever.
LONGEST_SECONDS = 30
PARTS = (Reach.OWN, Reach.TEAM)


@contextmanager
def reading(context: Context) -> Iterator[None]:
    """Statements as `rapport_reader`; within another transaction that one gets its own role back.

    A plan made once for everybody suits who sees everything. One person of a team of ten and one of a team of a
    thousand ask the same statement with other lists of owners: for them each is planned anew, about a millisecond.
    """
    nested = connection.in_atomic_block
    planned_anew = any(grant.view in PARTS for grant in context.grants.values())
    with transaction.atomic(), together():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE rapport_reader")
            if planned_anew:
                cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
            if not nested:
                cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_SECONDS}s'")
        yield
        if nested:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
                if planned_anew:
                    cursor.execute("SET LOCAL plan_cache_mode = auto")
