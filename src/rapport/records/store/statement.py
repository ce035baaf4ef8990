"""Statements and the one check that none forgets the workspace."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection

from rapport.platform.slow_queries import waiting

WORKSPACE = "%(w)s"
TABLES = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_]+)\s+([a-z]\w*)\b")
GLOBAL_TABLES = frozenset({"accounts_user", "unnest"})


@lru_cache(maxsize=4096)
def forgets_workspace(text: str) -> str | None:
    """The first table of the statement that is not tied to the workspace by value, or None.

    An alias that stands for several tables needs the condition as often: one cannot vouch for another.
    """
    seen: dict[str, int] = {}
    for table, alias in TABLES.findall(text):
        if table in GLOBAL_TABLES:
            continue
        seen[alias] = seen.get(alias, 0) + 1
        if text.count(f"{alias}.workspace_id = {WORKSPACE}") < seen[alias]:
            return f"{table} {alias}"
    return None


@dataclass(slots=True)
class Statement:
    """One SELECT with named values; `w` is the workspace."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)

    def rows(self) -> list[tuple[Any, ...]]:
        """Run it; refuses a text that does not name `workspace_id = X` for each table."""
        return self.ask()()

    def ask(self) -> Callable[[], list[tuple[Any, ...]]]:
        """Send it as `rows` does, and answer what waits for its rows."""
        forgotten = forgets_workspace(self.text)
        if forgotten:
            raise AssertionError(f"A statement reads {forgotten} without naming its workspace: {self.text}")
        cursor = connection.cursor()
        cursor.execute(self.text, self.values)

        def answer() -> list[tuple[Any, ...]]:
            with cursor, waiting(connection):
                return list(cursor.fetchall())

        return answer
