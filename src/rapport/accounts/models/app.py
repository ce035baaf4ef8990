"""An `App` is a program of somebody else that members let act for them; a `Consent` is one member's yes to it.

What a running app holds is a row of `ApiToken` that names its consent: that row is the app's sign-in. A code begins it,
refresh tokens carry it on, and when it is revoked all of them are worthless.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class App(models.Model):
    """`client_id` says in which workspace to look. A confidential app proves itself by a secret, kept as its hash."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="apps", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    name = models.CharField(max_length=80)
    client_id = models.CharField(max_length=40)
    confidential = models.BooleanField()
    secret_hash = models.BinaryField(max_length=32, default=b"")
    redirect_uris = ArrayField(models.CharField(max_length=500))
    scopes = ArrayField(models.CharField(max_length=100))
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=now, editable=False)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_app"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "client_id"), name="accounts_app_client_id"),
            TenantForeignKey(
                name="accounts_app_by",
                columns=("created_by",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_app_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.client_id})"


class Consent(models.Model):
    """What one member lets one app do, until they or an administrator take it back."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="consents", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    app_id = models.UUIDField()
    user_id = models.UUIDField()
    scopes = ArrayField(models.CharField(max_length=100))
    granted_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_app_consent"
        constraints = (
            models.UniqueConstraint(
                fields=("workspace", "app_id", "user_id"),
                name="accounts_app_consent_standing",
                condition=Q(revoked_at=None),
            ),
            TenantForeignKey(
                name="accounts_app_consent_app", columns=("app_id",), to="accounts_app", on_delete="CASCADE"
            ),
            TenantForeignKey(
                name="accounts_app_consent_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_app_consent_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"consent {self.id}"


class AppCode(models.Model):
    """An authorization code, by its hash: good once, for a minute, for whoever began with the challenge.

    `redirect_uri` is what the request named, or nothing. `token_id` is the sign-in that its exchange began.
    """

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="app_codes", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    consent_id = models.UUIDField()
    prefix = models.CharField(max_length=40)
    hash = models.BinaryField(max_length=32)
    redirect_uri = models.CharField(max_length=500)
    challenge = models.CharField(max_length=128)
    scopes = ArrayField(models.CharField(max_length=100))
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    token_id = models.UUIDField(null=True)

    class Meta:
        db_table = "accounts_app_code"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "prefix"), name="accounts_app_code_prefix"),
            TenantForeignKey(
                name="accounts_app_code_consent",
                columns=("consent_id",),
                to="accounts_app_consent",
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_app_code_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"code {self.id}"


class RefreshToken(models.Model):
    """One link of a chain: used for the next, its `parent_id` was used for it. `retired_at` is when a brother of it was
    used instead."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="refresh_tokens", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    token_id = models.UUIDField()
    parent_id = models.UUIDField(null=True)
    prefix = models.CharField(max_length=40)
    hash = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_refresh_token"
        indexes = (models.Index(fields=("workspace", "token_id"), name="accounts_refresh_token_of"),)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "prefix"), name="accounts_refresh_token_prefix"),
            TenantForeignKey(
                name="accounts_refresh_token_token",
                columns=("token_id",),
                to="accounts_api_token",
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_refresh_token_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"refresh token {self.id}"
