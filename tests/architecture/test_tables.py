"""What must hold for the table of every declaration, beyond what `tests/accounts/test_catalog.py` asks of all tables."""

import pytest
from django.db import connection

from rapport.schema.names import RESERVED
from rapport.schema.registry import registry

TENANT_TABLES = """
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'workspace_id' AND NOT a.attisdropped AND c.relname NOT IN ('accounts_session', 'sso_place', 'sso_domain', 'sso_request')
"""
LOCAL = {"queue_job", "procrastinate_jobs"}


def rows(text: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(text.replace("TENANT_TABLES", TENANT_TABLES))
        return sorted(str(row[0]) for row in cursor.fetchall())


@pytest.mark.django_db
def test_every_object_has_its_tables() -> None:
    wanted = {o.table for o in registry.objects().values()}
    wanted |= {
        s.options["through"] for o in registry.objects().values() for s in o.fields.values() if s.kind == "links"
    }
    assert wanted <= set(rows("SELECT relname FROM pg_class WHERE oid IN (TENANT_TABLES)"))


@pytest.mark.django_db
def test_every_primary_key_begins_with_the_workspace() -> None:
    assert rows("""
        SELECT c.relname FROM pg_class c WHERE c.oid IN (TENANT_TABLES) AND NOT EXISTS (
            SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'workspace_id')
    """) == []  # fmt: skip


@pytest.mark.django_db
def test_every_foreign_key_of_a_tenant_table_names_the_workspace() -> None:
    assert rows("""
        SELECT k.conname FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (TENANT_TABLES)
          AND k.confrelid IN (TENANT_TABLES) AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
            AND a.attname = 'workspace_id')
    """) == []  # fmt: skip


@pytest.mark.django_db
def test_every_link_has_its_foreign_key() -> None:
    found = set(
        rows("""
        SELECT k.conrelid::regclass || '.' || a.attname FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f'
    """)
    )
    for object_type in registry.objects().values():
        for spec in object_type.fields.values():
            if spec.kind in {"link", "user", "team", "stage"}:
                assert f"{object_type.table}.{spec.column}" in found


@pytest.mark.django_db
def test_no_view_or_function_passes_row_level_security_by() -> None:
    assert rows("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
                " AND NOT coalesce(reloptions::text LIKE '%security_invoker=true%', false) AND relname NOT LIKE 'pg_%'") == []  # fmt: skip
    assert rows("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace") == []


@pytest.mark.django_db
def test_the_reserved_words_are_those_of_postgresql() -> None:
    reserved = rows("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")
    assert set(reserved) == RESERVED
