"""Parts of titles wait to be put into their index together: nothing is built anew."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models import F, Func, Q


def _index(model: str) -> GinIndex:
    title = OpClass(Func(F("name"), function="rapport_fold"), name="gin_trgm_ops")
    return GinIndex(
        F("workspace_id"),
        title,
        name=f"{model}_title_part_ix",
        condition=Q(deleted_at__isnull=True),
        fastupdate=True,
        gin_pending_list_limit=256,
    )


def _together(model: str) -> migrations.SeparateDatabaseAndState:
    index = _index(model)
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER INDEX {index.name} SET (fastupdate = on, gin_pending_list_limit = 256)",
                f"ALTER INDEX {index.name} SET (fastupdate = off)",
            )
        ],
        state_operations=[migrations.RemoveIndex(model, index.name), migrations.AddIndex(model, index)],
    )


class Migration(migrations.Migration):
    dependencies = [("objects", "0001_initial")]

    operations = [_together(model) for model in ("company", "deal", "person")]
