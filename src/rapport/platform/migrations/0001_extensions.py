"""The extensions, in a schema that is always named: an owner of the database may make them, they are trusted."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            f"CREATE EXTENSION IF NOT EXISTS {name} WITH SCHEMA public",
            f"DROP EXTENSION IF EXISTS {name}",
        )
        for name in ("pg_trgm", "unaccent", "btree_gin")
    ]
