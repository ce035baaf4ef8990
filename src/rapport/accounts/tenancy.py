"""What makes a table a tenant's: row-level security, and foreign keys that cannot leave the workspace.

Both are constraints in a model's `Meta`, so `makemigrations` writes them and notices when they change. Their SQL runs
at the end of the migration that adds them, when every table of that migration exists.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model

APP = "rapport_app"
READER = "rapport_reader"
WRITING, APPENDING = "SELECT, INSERT, UPDATE, DELETE", "SELECT, INSERT"
WORKSPACE = "workspace_id"
SAME_WORKSPACE = f"{WORKSPACE} = nullif(current_setting('rapport.workspace', true), '')::uuid"


class TableConstraint(BaseConstraint):
    """A constraint whose statements run after its migration has made all its tables."""

    def statements(self) -> Iterable[str]:
        """The statements that add it; `%(table)s` stands for the table."""
        raise NotImplementedError

    def removal(self) -> Iterable[str]:
        """The statements that take it away."""
        raise NotImplementedError

    def constraint_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        """Nothing inside CREATE TABLE: the statements wait until all tables exist."""
        self.create_sql(model, schema_editor)
        return ""

    def create_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        """Nothing at once: the statements wait until all tables exist."""
        schema_editor.deferred_sql += [bound(text, model, schema_editor) for text in self.statements()]
        return ""

    def remove_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        """Runs the statements that take it away, one by one."""
        for text in self.removal():
            schema_editor.execute(bound(text, model, schema_editor), params=None)
        return ""

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        """The database alone checks it."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TableConstraint):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self.name))


class RowLevelSecurity(TableConstraint):
    """Only the rows of the transaction's workspace exist for `rapport_app`; `rapport_reader` may select all of them.

    `reader=False` hides the table from the reader; `reader_columns` shows it only those columns. With `append_only`
    `rapport_app` can add rows and read them, and never change or remove one.
    """

    def __init__(
        self, *, name: str, reader: bool = True, reader_columns: Sequence[str] = (), append_only: bool = False
    ) -> None:
        super().__init__(name=name)
        self.reader = reader
        self.reader_columns = tuple(reader_columns)
        self.append_only = append_only

    def statements(self) -> Iterable[str]:
        yield "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY"
        yield "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY tenant ON %(table)s TO {APP} USING ({SAME_WORKSPACE}) WITH CHECK ({SAME_WORKSPACE})"
        if self.reader:
            yield f"CREATE POLICY reader ON %(table)s FOR SELECT TO {READER} USING (true)"
        yield from grants(self.reader, self.reader_columns, APPENDING if self.append_only else WRITING)

    def removal(self) -> Iterable[str]:
        yield f"REVOKE ALL ON %(table)s FROM {APP}, {READER}"
        yield "DROP POLICY IF EXISTS reader ON %(table)s"
        yield "DROP POLICY tenant ON %(table)s"
        yield "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY"
        yield "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        if not self.reader:
            kwargs["reader"] = False
        if self.reader_columns:
            kwargs["reader_columns"] = self.reader_columns
        if self.append_only:
            kwargs["append_only"] = True
        return path, args, kwargs


class SharedTable(TableConstraint):
    """A table above all workspaces: `rapport_app` reads and writes it, `rapport_reader` sees the named columns only."""

    def __init__(self, *, name: str, reader_columns: Sequence[str] = ()) -> None:
        super().__init__(name=name)
        self.reader_columns = tuple(reader_columns)

    def statements(self) -> Iterable[str]:
        yield from grants(bool(self.reader_columns), self.reader_columns)

    def removal(self) -> Iterable[str]:
        yield f"REVOKE ALL ON %(table)s FROM {APP}, {READER}"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"reader_columns": self.reader_columns}


class TenantForeignKey(TableConstraint):
    """`(workspace_id, columns) -> to (workspace_id, to_columns)`: a row cannot point into another workspace.

    `to` is the name of a table whose unique key is `(workspace_id, *to_columns)`.
    """

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[str],
        to: str,
        to_columns: Sequence[str] = ("id",),
        on_delete: Literal["NO ACTION", "CASCADE"] = "NO ACTION",
    ) -> None:
        super().__init__(name=name)
        self.columns = tuple(columns)
        self.to = to
        self.to_columns = tuple(to_columns)
        self.on_delete = on_delete

    def statements(self) -> Iterable[str]:
        own = ", ".join(quoted(WORKSPACE, *self.columns))
        theirs = ", ".join(quoted(WORKSPACE, *self.to_columns))
        [to], [name] = quoted(self.to), quoted(self.name)
        yield (
            f"ALTER TABLE %(table)s ADD CONSTRAINT {name} FOREIGN KEY ({own}) "
            f"REFERENCES {to} ({theirs}) ON DELETE {self.on_delete}"
        )

    def removal(self) -> Iterable[str]:
        [name] = quoted(self.name)
        yield f"ALTER TABLE %(table)s DROP CONSTRAINT {name}"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"columns": self.columns, "to": self.to, "to_columns": self.to_columns, "on_delete": self.on_delete}
        return path, args, kwargs


def bound(text: str, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
    """The statement for the model's table, which Django keeps right when the table is renamed or dropped."""
    return Statement(text, table=Table(model._meta.db_table, schema_editor.quote_name))  # noqa: SLF001 - public _meta


def grants(reader: bool, reader_columns: Sequence[str], rights: str = WRITING) -> Iterable[str]:  # noqa: FBT001 - of one statement
    """The statements that let the two roles at the table."""
    yield f"GRANT {rights} ON %(table)s TO {APP}"
    yield f"REVOKE ALL ON %(table)s FROM {READER}"
    if reader and reader_columns:
        yield f"GRANT SELECT ({', '.join(quoted(*reader_columns))}) ON %(table)s TO {READER}"
    elif reader:
        yield f"GRANT SELECT ON %(table)s TO {READER}"


def quoted(*names: str) -> list[str]:
    """Identifiers between double quotes; they come from declarations, never from a request."""
    return ['"' + name.replace('"', '""') + '"' for name in names]
