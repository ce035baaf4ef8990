"""`ApiToken`: a program's key to one workspace, acting for one member."""

from django.db import models

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class ApiToken(models.Model):
    """A key (`accounts/keys.py`). `limits` may hold `roles` (ids), `objects` (`{key: [action]}`) and `networks`.

    With `consent_id` it is the running sign-in of an app (`models/app.py`), and `limits` holds its `scopes` too.

    What it may do is what its member may do now, narrowed by the limits: never more.
    """

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="api_tokens", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    user_id = models.UUIDField()
    consent_id = models.UUIDField(null=True)
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=40)
    hash = models.BinaryField(max_length=32)
    limits = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    created_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_api_token"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "prefix"), name="accounts_api_token_prefix"),
            TenantForeignKey(
                name="accounts_api_token_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            TenantForeignKey(
                name="accounts_api_token_consent",
                columns=("consent_id",),
                to="accounts_app_consent",
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="accounts_api_token_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"
