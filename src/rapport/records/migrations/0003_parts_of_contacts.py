"""Parts of emails and phones wait to be put into their index together: nothing is built anew."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models import F, Q

NAME = "search_entry_contacts_ix"


class Migration(migrations.Migration):
    dependencies = [("records", "0002_counters")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER INDEX {NAME} SET (fastupdate = on, gin_pending_list_limit = 256)",
                    f"ALTER INDEX {NAME} SET (fastupdate = off)",
                )
            ],
            state_operations=[
                migrations.RemoveIndex("searchentry", NAME),
                migrations.AddIndex(
                    "searchentry",
                    GinIndex(
                        F("workspace_id"),
                        OpClass(F("contacts"), name="gin_trgm_ops"),
                        name=NAME,
                        fastupdate=True,
                        gin_pending_list_limit=256,
                        condition=~Q(contacts=""),
                    ),
                ),
            ],
        )
    ]
