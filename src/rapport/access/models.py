"""`RecordShare`: one record shown to one member or one team beyond what their roles say."""

from django.db import models

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class RecordShare(models.Model):
    """Shared with a member or with a team (and all teams within it), to see or, with `edit`, to change too."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    object = models.TextField()
    record_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    edit = models.BooleanField(default=False)
    shared_by = models.UUIDField(null=True)
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        db_table = "record_share"
        indexes = (
            models.Index(
                fields=("workspace_id", "user_id", "object", "record_id"), name="record_share_user_ix",
                condition=models.Q(user_id__isnull=False),
            ),
            models.Index(
                fields=("workspace_id", "team_id", "object", "record_id"), name="record_share_team_ix",
                condition=models.Q(team_id__isnull=False),
            ),
        )  # fmt: skip
        constraints = (
            models.UniqueConstraint(
                fields=("workspace_id", "record_id", "user_id", "team_id"),
                name="record_share_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="record_share_one",
                condition=models.Q(user_id__isnull=False, team_id__isnull=True)
                | models.Q(user_id__isnull=True, team_id__isnull=False),
            ),
            TenantForeignKey(
                name="record_share_user", columns=("user_id",), to="accounts_membership", to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            TenantForeignKey(
                name="record_share_team", columns=("team_id",), to="accounts_team", on_delete="CASCADE",
            ),
            RowLevelSecurity(name="record_share_tenant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.object} {self.record_id}"
