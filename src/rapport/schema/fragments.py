"""Pieces of SQL. Identifiers come only from declarations (checked at start-up), values only from `Params`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


class Params:
    """The values of one statement, by name; adding one answers its placeholder."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def add(self, value: Any) -> str:
        """Keep a value and answer the placeholder that stands for it."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"


@dataclass(slots=True)
class Source:
    """One table in a FROM clause and the joins that grow from it, each naming the workspace by value."""

    table: str
    alias: str
    workspace: str
    joins: dict[tuple[str, str], "Source"] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    root: "Source | None" = None
    prefix: str = "j"
    gate: Callable[[Any, "Source"], str | None] | None = None

    def may_name(self, target: Any) -> str | None:
        """SQL of whether the reader may know the title of this row of the object `target`; None: they may."""
        gate = (self.root or self).gate
        return gate(target, self) if gate else None

    def column(self, name: str) -> str:
        """The column, with this table's alias."""
        return f"{self.alias}.{name}"

    def join(self, table: str, column: str, *, key: str = "id", tenant: bool = True) -> "Source":
        """The table that `column` points at, joined once however often it is asked for."""
        root = self.root or self
        found = self.joins.get((table, column))
        if found is None:
            found = Source(table, f"{root.prefix}{len(root.made)}", self.workspace, root=root)
            scope = f"{found.alias}.workspace_id = {self.workspace} AND " if tenant else ""
            root.made.append(f" LEFT JOIN {table} {found.alias} ON {scope}{found.alias}.{key} = {self.column(column)}")
            self.joins[(table, column)] = found
        return found

    def from_clause(self) -> str:
        """`table alias LEFT JOIN ...`."""
        return f"{self.table} {self.alias}{self.join_clause()}"

    def join_clause(self) -> str:
        """Only the joins."""
        return "".join((self.root or self).made)


SelectSql = Callable[[Source], str]
