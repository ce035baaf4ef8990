"""Who belongs to a workspace, and what their roles allow there."""

from django.db import models

from rapport.accounts.models.user import User
from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class Membership(models.Model):
    """One user in one workspace; made inactive, never deleted, because records point at it."""

    pk = models.CompositePrimaryKey("workspace_id", "user_id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="memberships", db_index=False)
    user = models.ForeignKey(User, models.DO_NOTHING, related_name="memberships")
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        db_table = "accounts_membership"
        constraints = (RowLevelSecurity(name="accounts_membership_tenant"),)

    def __str__(self) -> str:
        return f"{self.user_id} in {self.workspace_id}"


class Role(models.Model):
    """`grants` is `{object key or "*": {"view", "create", "edit", "delete": reach}}`, `special` a list of words, and
    `fields` says where a field is not the reader's to edit: `{object key: {field key: "hidden" or "read"}}`."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="roles", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    key = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=80)
    grants = models.JSONField(default=dict)
    fields = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    special = models.JSONField(default=list)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "accounts_role"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "key"), name="accounts_role_key"),
            RowLevelSecurity(name="accounts_role_tenant"),
        )

    def __str__(self) -> str:
        return self.name


class MembershipRole(models.Model):
    """One role of one member."""

    pk = models.CompositePrimaryKey("workspace_id", "user_id", "role_id")
    workspace_id = models.UUIDField()
    user_id = models.UUIDField()
    role_id = models.UUIDField()

    class Meta:
        db_table = "accounts_membership_role"
        constraints = (
            TenantForeignKey(
                name="accounts_membership_role_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            TenantForeignKey(name="accounts_membership_role_role", columns=("role_id",), to="accounts_role"),
            RowLevelSecurity(name="accounts_membership_role_tenant"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role_id}"
