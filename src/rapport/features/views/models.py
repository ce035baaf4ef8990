"""The table of saved views."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey


class SavedView(models.Model):
    """A view somebody saved as a tab over a list: private, or shared with the workspace."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    object = models.TextField()
    label = models.TextField()
    layout = models.TextField(default="table")
    filter = models.JSONField(null=True)
    sort = models.TextField(default="")
    columns = ArrayField(models.TextField(), default=list)
    owner_id = models.UUIDField()
    shared = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        indexes = (models.Index(fields=("workspace_id", "object", "position"), name="saved_view_object_ix"),)
        constraints = (
            TenantForeignKey(
                name="saved_view_owner_fk",
                columns=("owner_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="saved_view_tenant"),
        )

    def __str__(self) -> str:
        return self.label
