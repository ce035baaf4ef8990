"""`Invitation`: a person who may join a workspace with certain roles, and the key to it that was mailed to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class Invitation(models.Model):
    """Pending until it is accepted, revoked or over; a new mail replaces the key of the one before."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="invitations", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    email = models.EmailField()
    role_ids = ArrayField(models.UUIDField())
    team_ids = ArrayField(models.UUIDField(), default=list)
    prefix = models.CharField(max_length=40)
    hash = models.BinaryField(max_length=32)
    invited_by = models.UUIDField()
    created_at = models.DateTimeField(default=now, editable=False)
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_invitation"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "prefix"), name="accounts_invitation_prefix"),
            models.UniqueConstraint(
                fields=("workspace", "email"),
                name="accounts_invitation_pending",
                condition=Q(accepted_at=None, revoked_at=None),
            ),
            TenantForeignKey(
                name="accounts_invitation_by",
                columns=("invited_by",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_invitation_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"invitation {self.id}"
