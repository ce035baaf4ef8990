"""What must hold for every table that belongs to a workspace, whoever declared it."""

import pytest
from django.db import connection

# They point at a workspace and lie above all of them: they are found before one is known.
ABOVE = ("accounts_session", "sso_place", "sso_domain", "sso_request")
TENANT_TABLES = """
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'workspace_id' AND NOT a.attisdropped AND c.relname <> ALL (%s)
"""


def rows(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("TENANT_TABLES", TENANT_TABLES), [list(ABOVE)])
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_there_are_tenant_tables() -> None:
    found = rows("SELECT relname FROM pg_class WHERE oid IN (TENANT_TABLES)")
    assert {"accounts_membership", "accounts_role", "accounts_membership_role", "accounts_api_token"} <= set(found)


@pytest.mark.django_db
def test_row_level_security_is_enabled_and_forced() -> None:
    assert (
        rows("""SELECT relname FROM pg_class WHERE oid IN (TENANT_TABLES)
                AND NOT (relrowsecurity AND relforcerowsecurity)""")
        == []
    )


@pytest.mark.django_db
def test_the_policy_of_the_app_is_the_workspace_and_nothing_else() -> None:
    assert (
        rows("""
        SELECT c.relname FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname AND p.policyname = 'tenant'
        WHERE c.oid IN (TENANT_TABLES) AND (p.policyname IS NULL OR p.roles <> '{rapport_app}' OR p.cmd <> 'ALL'
          OR p.permissive <> 'PERMISSIVE' OR p.with_check <> p.qual
          OR p.qual <> '(workspace_id = '
              '(NULLIF(current_setting(''rapport.workspace''::text, true), ''''::text))::uuid)')
        """)
        == []
    )
    assert (
        rows("""
        SELECT p.tablename || '.' || p.policyname FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename
        WHERE c.oid IN (TENANT_TABLES) AND p.policyname <> 'tenant'
          AND (p.policyname <> 'reader' OR p.roles <> '{rapport_reader}' OR p.cmd <> 'SELECT')
        """)
        == []
    )


@pytest.mark.django_db
def test_every_unique_index_contains_the_workspace() -> None:
    assert (
        rows("""
        SELECT i.indexrelid::regclass::text FROM pg_index i
        WHERE i.indrelid IN (TENANT_TABLES) AND i.indisunique AND NOT EXISTS (
            SELECT FROM pg_attribute a
            WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname = 'workspace_id')
        """)
        == []
    )


@pytest.mark.django_db
def test_every_foreign_key_between_tenant_tables_contains_the_workspace_on_both_sides() -> None:
    assert (
        rows("""
        WITH tenant AS (TENANT_TABLES)
        SELECT k.conname FROM pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid IN (SELECT oid FROM tenant) AND k.confrelid IN (SELECT oid FROM tenant)
          AND NOT EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, theirs)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'workspace_id'
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs AND b.attname = 'workspace_id')
        """)
        == []
    )


@pytest.mark.django_db
def test_deleting_never_sets_null() -> None:
    assert (
        rows("""SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid IN (TENANT_TABLES)
                AND confdeltype NOT IN ('a', 'c')""")
        == []
    )


@pytest.mark.django_db
def test_tenant_tables_have_no_triggers_of_their_own() -> None:
    assert rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (TENANT_TABLES)") == []


@pytest.mark.django_db
def test_the_app_owns_nothing_and_cannot_pass_by() -> None:
    assert (
        rows("""SELECT relname FROM pg_class WHERE oid IN (TENANT_TABLES)
                AND pg_get_userbyid(relowner) IN ('rapport_app', 'rapport_reader')""")
        == []
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname IN ('rapport_app', 'rapport_reader') "
            "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        )
        assert cursor.fetchall() == []
