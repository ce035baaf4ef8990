"""The queue and Django's two lists of names stand above all workspaces; only the app's role uses them."""

from django.db import migrations

QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")
COUNTED = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers")
NAMES = ("django_content_type", "auth_permission", "django_migrations")


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0001_extensions"),
        ("procrastinate", "0041_post_retry_failed_job"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO rapport_app",
                f"REVOKE ALL ON {table} FROM rapport_app",
            )
            for table in QUEUE
        ),
        *(
            migrations.RunSQL(
                f"GRANT USAGE ON SEQUENCE {table}_id_seq TO rapport_app",
                f"REVOKE ALL ON SEQUENCE {table}_id_seq FROM rapport_app",
            )
            for table in COUNTED
        ),
        *(
            migrations.RunSQL(f"GRANT SELECT ON {table} TO rapport_app", f"REVOKE ALL ON {table} FROM rapport_app")
            for table in NAMES
        ),
    ]
