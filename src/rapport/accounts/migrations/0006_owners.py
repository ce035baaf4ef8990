"""Each workspace's owner becomes the member who has been its administrator for longest.

The role that migrates sees no tenant's rows; for these tables row-level security is lifted within the transaction.
That locks them: each `ALTER` changes one word of the catalogue, and the update one row a workspace, so that it is over in
moments. Whoever still holds a table makes `migrate` give up after its lock timeout, with nothing done; run it again.
A policy for the role that migrates, instead, would lock them alike.
"""

from django.db import migrations

TABLES = ("accounts_membership", "accounts_membership_role", "accounts_role")
OWNERS = """
UPDATE accounts_workspace w SET owner_id = (
    SELECT m.user_id FROM accounts_membership m
      JOIN accounts_membership_role mr ON mr.workspace_id = m.workspace_id AND mr.user_id = m.user_id
      JOIN accounts_role r ON r.workspace_id = m.workspace_id AND r.id = mr.role_id AND r.special ? 'manage'
     WHERE m.workspace_id = w.id AND m.active ORDER BY m.created_at, m.user_id LIMIT 1)
 WHERE w.owner_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_invitations")]

    operations = [
        *(migrations.RunSQL(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", "") for table in TABLES),
        migrations.RunSQL(OWNERS, ""),
        *(migrations.RunSQL(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", "") for table in TABLES),
    ]
