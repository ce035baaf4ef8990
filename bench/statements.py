"""How many SQL statements a request takes, counted in the database's own log, apart from the timed runs."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psycopg

from bench.client import Client

LINE = re.compile(r"LOG:  (?:statement|execute [^:]*): (.*)")
AROUND = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET LOCAL|SELECT 1$)")
FRESH = 0.2


class StatementLog:
    """Turns the log on while the block runs."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]], log: Path) -> None:
        self.connection, self.log = connection, log

    def __enter__(self) -> Self:
        self.connection.execute("ALTER SYSTEM SET log_statement = 'all'")
        self.connection.execute("SELECT pg_reload_conf()")
        time.sleep(FRESH * 5)
        return self

    def __exit__(self, *_why: object) -> None:
        self.connection.execute("ALTER SYSTEM RESET log_statement")
        self.connection.execute("SELECT pg_reload_conf()")

    def of(self, client: Client, request: Callable[[int], bytes]) -> tuple[int, int]:
        """(statements of one request, those that begin, end and scope its transactions)."""
        client.answer(request(0))
        time.sleep(FRESH)
        start = self.log.stat().st_size
        client.answer(request(1))
        time.sleep(FRESH)
        with self.log.open("rb") as file:
            file.seek(start)
            texts = LINE.findall(file.read().decode(errors="replace"))
        around = sum(bool(AROUND.match(text)) for text in texts)
        return len(texts) - around, around
