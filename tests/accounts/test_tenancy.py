"""What PostgreSQL itself refuses, whatever the program asks."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, models

from rapport.accounts.models import ApiToken, Membership, MembershipRole, Role
from rapport.accounts.scope import current_workspace, in_workspace, set_workspace
from rapport.accounts.tenancy import RowLevelSecurity, SharedTable, TenantForeignKey
from rapport.accounts.tokens import create_token
from tests.accounts.houses import House, role


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_nothing_set_nothing_seen(acme: House) -> None:
    with role("rapport_app"):
        set_workspace("")
        assert [model.objects.count() for model in (Membership, Role, MembershipRole, ApiToken)] == [0, 0, 0, 0]


def test_only_the_rows_of_the_workspace_are_seen(acme: House, globex: House) -> None:
    with role("rapport_app"), in_workspace(acme.id):
        assert list(Membership.objects.values_list("workspace_id", "user_id")) == [(acme.id, acme.owner.id)]
        assert set(Role.objects.values_list("workspace_id", flat=True)) == {acme.id}


def test_another_workspace_cannot_be_changed(acme: House, globex: House) -> None:
    with role("rapport_app"), in_workspace(acme.id):
        assert Role.objects.filter(workspace_id=globex.id).update(name="Taken") == 0
        assert Role.objects.filter(workspace_id=globex.id)._raw_delete("default") == 0
    with role("rapport_app"), in_workspace(globex.id):
        assert not Role.objects.filter(name="Taken").exists()
        assert Role.objects.count() == 6


def test_a_row_cannot_be_put_into_another_workspace(acme: House, globex: House) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), role("rapport_app"), in_workspace(acme.id):
        Role.objects.create(workspace_id=globex.id, key="spy", name="Spy")


def test_a_row_cannot_be_moved_into_another_workspace(acme: House, globex: House) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), role("rapport_app"), in_workspace(acme.id):
        run("UPDATE accounts_role SET workspace_id = %s", globex.id)


def test_a_row_cannot_point_into_another_workspace(acme: House, globex: House) -> None:
    with role("rapport_app"), in_workspace(globex.id):
        theirs = Role.objects.get(key="admin").id
    refused = pytest.raises(IntegrityError, match="accounts_membership_role_role")
    with refused, role("rapport_app"), in_workspace(acme.id):
        MembershipRole.objects.create(workspace_id=acme.id, user_id=acme.owner.id, role_id=theirs)


def test_a_token_needs_a_member(acme: House, globex: House) -> None:
    with pytest.raises(IntegrityError, match="accounts_api_token_user"), role("rapport_app"), in_workspace(acme.id):
        ApiToken.objects.create(workspace_id=acme.id, user_id=globex.owner.id, name="x", prefix="x", hash=b"x")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password FROM accounts_user",
        "SELECT * FROM accounts_user",
        "SELECT workspace_ids FROM accounts_user",
        "SELECT session_key FROM accounts_session",
        "SELECT hash FROM accounts_api_token",
        "SELECT hash FROM accounts_setup_code",
        "SELECT value FROM accounts_cache",
        "SELECT name FROM accounts_workspace",
        "SELECT email FROM account_emailaddress",
        "SELECT * FROM rapport_asking('x', NULL, NULL, now())",
        "UPDATE accounts_role SET name = 'x'",
        "DELETE FROM accounts_membership",
        "INSERT INTO accounts_session (session_key, session_data, expire_date) VALUES ('x', 'x', now())",
    ],
)
def test_the_reader_is_refused(acme: House, statement: str) -> None:
    create_token(workspace_id=acme.id, user_id=acme.owner.id, name="Secret")
    with pytest.raises(ProgrammingError, match="permission denied"), role("rapport_reader"):
        run(statement)


def test_the_reader_sees_names_of_all_workspaces(acme: House, globex: House) -> None:
    with role("rapport_reader"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT u.name FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id "
            "WHERE m.workspace_id = %s",
            [globex.id],
        )
        assert cursor.fetchall() == [("Globex Owner",)]


def test_the_app_may_not_change_tables_or_rights(acme: House) -> None:
    for statement in (
        "ALTER TABLE accounts_role DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON accounts_role",
        "TRUNCATE accounts_role CASCADE",
    ):
        with pytest.raises(DatabaseError, match=r"must be owner|permission denied"), role("rapport_app"):
            run(statement)


def test_the_outer_workspace_comes_back(acme: House, globex: House) -> None:
    with in_workspace(acme.id):
        with in_workspace(globex.id):
            assert current_workspace() == str(globex.id)
        assert current_workspace() == str(acme.id)
        with pytest.raises(ZeroDivisionError), in_workspace(globex.id):
            raise ZeroDivisionError
        assert current_workspace() == str(acme.id)


class Thing(models.Model):  # noqa: DJ008 - never shown
    """Not installed: only its statements are looked at."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    size = models.IntegerField(db_default=7)

    class Meta:
        app_label = "accounts"
        db_table = "thing"


def statements(model: type[models.Model], *constraints: models.BaseConstraint, remove: bool = False) -> list[str]:
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for constraint in constraints:
            if remove:
                editor.remove_constraint(model, constraint)
            else:
                editor.add_constraint(model, constraint)
    return [text for text in editor.collected_sql if text.strip(";")]


LINK = TenantForeignKey(name="thing_owner_fk", columns=("owner_id",), to="accounts_membership", to_columns=("user_id",))


def test_a_foreign_key_names_the_workspace_on_both_sides() -> None:
    assert "".join(statements(Thing, LINK)) == (
        'ALTER TABLE "thing" ADD CONSTRAINT "thing_owner_fk" FOREIGN KEY ("workspace_id", "owner_id") '
        'REFERENCES "accounts_membership" ("workspace_id", "user_id") ON DELETE NO ACTION;'
    )
    assert statements(Thing, LINK, remove=True) == ['ALTER TABLE "thing" DROP CONSTRAINT "thing_owner_fk";']


def test_a_table_hidden_from_the_reader_gets_no_policy_for_it() -> None:
    made = "\n".join(statements(Thing, RowLevelSecurity(name="thing_tenant", reader=False)))
    assert "FORCE ROW LEVEL SECURITY" in made
    assert "CREATE POLICY reader" not in made
    assert "GRANT SELECT ON" not in made


def test_the_reader_can_be_given_single_columns() -> None:
    made = statements(Thing, SharedTable(name="thing_shared", reader_columns=("id", "size")))
    assert 'GRANT SELECT ("id", "size") ON "thing" TO rapport_reader;' in made


def test_what_is_added_is_taken_away() -> None:
    gone = statements(Thing, RowLevelSecurity(name="thing_tenant"), remove=True)
    assert gone[0] == 'REVOKE ALL ON "thing" FROM rapport_app, rapport_reader;'
    assert gone[-1] == 'ALTER TABLE "thing" DISABLE ROW LEVEL SECURITY;'


def test_a_changed_constraint_is_noticed() -> None:
    for constraint in (LINK, RowLevelSecurity(name="t", reader=False), SharedTable(name="t", reader_columns=("a",))):
        assert constraint.clone() == constraint
    assert RowLevelSecurity(name="t") != RowLevelSecurity(name="t", reader=False)
    assert RowLevelSecurity(name="t") != SharedTable(name="t")
