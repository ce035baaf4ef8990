"""What a directory says of a workspace's members over SCIM: its keys, users, their emails, groups and who is in them.

All of it belongs to one workspace: what another workspace's directory says of the same user stands in rows of its own.
"""
# ruff: noqa: DJ001 - an attribute without a value is null in SCIM, and so it is here

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class ProvisioningToken(models.Model):
    """A directory's key (`accounts/keys.py`) to the users and groups of one workspace."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="+", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=40)
    hash = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_provisioning_token"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "prefix"), name="accounts_provisioning_token_prefix"),
            RowLevelSecurity(name="accounts_provisioning_token_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"


class ProvisioningSettings(models.Model):
    """Which roles a new user from the directory gets before any group adds some."""

    workspace_id = models.UUIDField(primary_key=True)
    role_ids = ArrayField(models.UUIDField(), default=list)

    class Meta:
        db_table = "accounts_provisioning_settings"
        constraints = (RowLevelSecurity(name="accounts_provisioning_settings_tenant", reader=False),)

    def __str__(self) -> str:
        return f"provisioning of {self.workspace_id}"


class DirectoryUser(models.Model):
    """A member as the directory describes them. Whether they are active is said by their membership alone.

    `user_name_key` is the user name as it is compared: in Normalization Form C and lower case.
    """

    pk = models.CompositePrimaryKey("workspace_id", "user_id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="+", db_index=False)
    user_id = models.UUIDField()
    user_name = models.TextField()
    user_name_key = models.TextField()
    external_id = models.TextField(null=True)
    display_name = models.TextField(null=True)
    formatted_name = models.TextField(null=True)
    family_name = models.TextField(null=True)
    given_name = models.TextField(null=True)
    middle_name = models.TextField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "accounts_directory_user"
        indexes = (models.Index(fields=("workspace", "external_id"), name="accounts_directory_user_ext_ix"),)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "user_name_key"), name="accounts_directory_user_name"),
            TenantForeignKey(
                name="accounts_directory_user_member",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_directory_user_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.user_id} from the directory"


class DirectoryEmail(models.Model):
    """One of the addresses that the directory lists for a user, in its order."""

    pk = models.CompositePrimaryKey("workspace_id", "user_id", "position")
    workspace_id = models.UUIDField()
    user_id = models.UUIDField()
    position = models.IntegerField()
    value = models.TextField()
    type = models.TextField(null=True)
    display = models.TextField(null=True)
    primary = models.BooleanField(null=True)

    class Meta:
        db_table = "accounts_directory_email"
        constraints = (
            TenantForeignKey(
                name="accounts_directory_email_user",
                columns=("user_id",),
                to="accounts_directory_user",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_directory_email_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"address {self.position} of {self.user_id}"


class DirectoryGroup(models.Model):
    """A group of the directory; `display_name_key` is its name as it is compared."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="+", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    display_name = models.TextField()
    display_name_key = models.TextField()
    external_id = models.TextField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "accounts_directory_group"
        indexes = (models.Index(fields=("workspace", "external_id"), name="accounts_directory_group_ext_i"),)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "display_name_key"), name="accounts_directory_group_name"),
            RowLevelSecurity(name="accounts_directory_group_tenant", reader=False),
        )

    def __str__(self) -> str:
        return self.display_name


class DirectoryMember(models.Model):
    """One user of the directory in one of its groups."""

    pk = models.CompositePrimaryKey("workspace_id", "group_id", "user_id")
    workspace_id = models.UUIDField()
    group_id = models.UUIDField()
    user_id = models.UUIDField()

    class Meta:
        db_table = "accounts_directory_member"
        indexes = (models.Index(fields=("workspace_id", "user_id"), name="accounts_directory_member_u_ix"),)
        constraints = (
            TenantForeignKey(
                name="accounts_directory_member_group",
                columns=("group_id",),
                to="accounts_directory_group",
                on_delete="CASCADE",
            ),
            TenantForeignKey(
                name="accounts_directory_member_user",
                columns=("user_id",),
                to="accounts_directory_user",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_directory_member_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.group_id}"
