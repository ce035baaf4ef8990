"""allauth's table of second factors stands above all workspaces; the app's role reads and writes it, the reader does not."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_seen_and_limited"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.RunSQL(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON mfa_authenticator TO rapport_app",
            "REVOKE ALL ON mfa_authenticator FROM rapport_app",
        )
    ]
