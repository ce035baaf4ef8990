"""The list of commands: what each is for and what it needs before its module may be imported."""

from dataclasses import dataclass
from enum import IntEnum


class Needs(IntEnum):
    """Each includes the one before."""

    NOTHING = 0
    DJANGO = 1
    DATABASE = 2


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `rapport`."""

    name: str
    module: str
    help: str
    needs: Needs = Needs.DATABASE
    hidden: bool = False


COMMANDS = (
    Command("up", "up", "Start everything here: database, web server and worker.", Needs.NOTHING),
    Command("serve", "serve", "Start the web server only, for production.", Needs.DJANGO),
    Command("worker", "worker", "Start the worker, which does the background jobs.", Needs.DATABASE),
    Command("migrate", "migrate", "Bring the database's tables up to date.", Needs.DATABASE),
    Command("makemigrations", "makemigrations", "Write the migration of a changed declaration.", Needs.DATABASE),
    Command("demo", "demo", "Fill the demo workspace with records."),
    Command("import", "import_file", "Import a CSV or XLSX file of one object."),
    Command("export", "export_file", "Export the records of one object as CSV or XLSX."),
    Command("token", "token", "Make API tokens."),
    Command("user", "user", "Make users."),
    Command("audit", "audit", "Check, export and look after the audit log."),
    Command("backup", "backup", "Write the database and all files into one file."),
    Command("restore", "restore", "Fill an empty Rapport from a backup."),
    Command("check", "check", "Say whether settings, database, roles and tables are as they must be.", Needs.DJANGO),
    Command("describe", "describe", "Show everything derived from one object, with file and line.", Needs.DJANGO),
    Command("prepare", "prepare", "Migrate, and make the demo workspace in an empty database.", hidden=True),
)
