"""allauth's own tables stand above all workspaces; the app's role reads and writes them, the reader does not."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_identify"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [
        migrations.RunSQL(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO rapport_app",
            f"REVOKE ALL ON {table} FROM rapport_app",
        )
        for table in ("account_emailaddress", "account_emailconfirmation")
    ]
