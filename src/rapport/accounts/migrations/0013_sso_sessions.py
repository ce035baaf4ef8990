"""An index over the sessions that single sign-on opened: a provider that signs somebody out finds them by it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0012_sso")]

    operations = [
        # One that was interrupted leaves an index that holds nothing.
        migrations.RunSQL("DROP INDEX CONCURRENTLY IF EXISTS accounts_session_sso_ix", ""),
        AddIndexConcurrently(
            model_name="session",
            index=models.Index(
                condition=models.Q(("sso_connection_id__isnull", False)),
                fields=["sso_connection_id"],
                name="accounts_session_sso_ix",
            ),
        ),
    ]
