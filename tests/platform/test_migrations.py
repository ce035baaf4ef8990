"""Migrations are complete, and safe on a live table."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from rapport.platform.migrating import missing_migrations

ROOT = Path(__file__).parents[2]
SQUAWK = Path(sys.executable).with_name("squawk")
# Django numbers and names things its own way; what is left is about locks and lost data.
STYLE = ("prefer-robust-stmts", "prefer-bigint-over-int", "prefer-text-field", "prefer-identity", "ban-char-field")
# `migrate` sets it for the whole connection.
TIMEOUTS = ("require-lock-timeout", "require-statement-timeout")


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    """In a process of its own: other tests declare objects that have no migrations."""
    command = [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ)
    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected"), done.stderr
    assert missing_migrations() == []


@pytest.mark.django_db
def test_who_asks_is_found_as_soon_as_the_functions_for_it_are_there() -> None:
    """Their bodies read tables of two apps, and are not checked when they are made."""
    graph = MigrationLoader(connection).graph
    assert ("access", "0001_shares") in graph.forwards_plan(("accounts", "0010_identify"))


@pytest.mark.django_db(transaction=True)
def test_later_migrations_are_safe_on_a_live_table(tmp_path: Path) -> None:
    """The first migration of an app makes new tables; what follows meets tables in use."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("rapport.")}
    later = [
        (app, name)
        for (app, name), migration in sorted(MigrationLoader(connection).disk_migrations.items())
        if app in ours and not migration.initial
    ]
    for app, name in later:
        told = StringIO()
        call_command("sqlmigrate", app, name, stdout=told)
        (tmp_path / f"{app}_{name}.sql").write_text(told.getvalue())
    files = sorted(str(path) for path in tmp_path.glob("*.sql"))
    assert files
    done = subprocess.run(
        [SQUAWK, f"--exclude={','.join(STYLE + TIMEOUTS)}", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
