"""How long each workspace keeps its audit log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column without a value: everything is kept."""

    dependencies = (("accounts", "0017_apps_checked"),)
    operations = (
        migrations.AddField(
            model_name="workspace", name="audit_keep_days", field=models.PositiveIntegerField(null=True)
        ),
    )
