"""Single sign-on: whom a workspace trusts to say who somebody is, and what was agreed with them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rapport.accounts.models.workspace import Workspace
from rapport.accounts.tenancy import RowLevelSecurity, SharedTable, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class SsoConnection(models.Model):
    """One identity provider of one workspace. Of `issuer` to `scopes` OpenID Connect fills in its part, of
    `entity_id` to `certificates` SAML.

    `secret` is sealed. `role_ids` and `team_ids` are what somebody gets who comes for the first time, or has no other
    role. `tried_at` says when an administrator last came by it: only then may it be the only way in.
    """

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace = models.ForeignKey(Workspace, models.DO_NOTHING, related_name="sso_connections", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    kind = models.TextField()
    name = models.TextField()
    enabled = models.BooleanField(default=True)
    issuer = models.TextField(default="", blank=True)
    client_id = models.TextField(default="", blank=True)
    secret = models.TextField(default="", blank=True)
    scopes = ArrayField(models.TextField(), default=list, blank=True)
    entity_id = models.TextField(default="", blank=True)
    sign_in_url = models.TextField(default="", blank=True)
    metadata_url = models.TextField(default="", blank=True)
    certificates = ArrayField(models.TextField(), default=list, blank=True)
    email_claim = models.TextField(default="", blank=True)
    name_claim = models.TextField(default="", blank=True)
    groups_claim = models.TextField(default="", blank=True)
    just_in_time = models.BooleanField(default=False)
    role_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    team_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    groups_seen = ArrayField(models.TextField(), default=list, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    last_used_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sso_connection"
        constraints = (
            models.CheckConstraint(name="sso_connection_kind", condition=Q(kind__in=("oidc", "saml"))),
            RowLevelSecurity(name="sso_connection_tenant", reader=False),
        )

    def __str__(self) -> str:
        return self.name


class SsoPlace(models.Model):
    """In which workspace to look for a connection: its addresses are asked before any workspace is known."""

    connection_id = models.UUIDField(primary_key=True)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        db_table = "sso_place"
        constraints = (SharedTable(name="sso_place_shared"),)

    def __str__(self) -> str:
        return str(self.connection_id)


class SsoLink(models.Model):
    """Which member somebody is whom the provider calls `subject`. An email is asked once, to make this."""

    pk = models.CompositePrimaryKey("workspace_id", "connection_id", "subject")
    workspace_id = models.UUIDField()
    connection_id = models.UUIDField()
    subject = models.TextField()
    user_id = models.UUIDField()
    created_at = models.DateTimeField(default=now, editable=False)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sso_link"
        constraints = (
            TenantForeignKey(
                name="sso_link_connection", columns=("connection_id",), to="sso_connection", on_delete="CASCADE"
            ),
            TenantForeignKey(
                name="sso_link_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
                on_delete="CASCADE",
            ),
            RowLevelSecurity(name="sso_link_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.connection_id}: {self.user_id}"


class SsoDomain(models.Model):
    """A domain of email addresses that a workspace says is its own; proven by at most one of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="sso_domains", db_index=False)
    domain = models.TextField()
    token = models.TextField()
    created_at = models.DateTimeField(default=now, editable=False)
    proven_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sso_domain"
        constraints = (
            models.UniqueConstraint(fields=("workspace", "domain"), name="sso_domain_once"),
            models.UniqueConstraint(fields=("domain",), name="sso_domain_proven", condition=Q(proven_at__isnull=False)),
            SharedTable(name="sso_domain_shared"),
        )

    def __str__(self) -> str:
        return self.domain


class SsoRequest(models.Model):
    """A sign-in on its way: what the provider has to bring back, once. `state` and `browser` are SHA-256 sums."""

    state = models.TextField(primary_key=True)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+", db_index=False)
    connection_id = models.UUIDField()
    browser = models.TextField()
    sealed = models.TextField()
    next = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sso_request"
        constraints = (SharedTable(name="sso_request_shared"),)

    def __str__(self) -> str:
        return self.state


class SsoUsed(models.Model):
    """A message of a provider that works once and was used: a logout token, an assertion. `mark` is a SHA-256."""

    mark = models.TextField(primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sso_used"
        constraints = (SharedTable(name="sso_used_shared"),)

    def __str__(self) -> str:
        return self.mark


class GroupMapping(models.Model):
    """What members of one group of the workspace's directory have here. Those roles and teams are directory-managed."""

    pk = models.CompositePrimaryKey("workspace_id", "group")
    workspace_id = models.UUIDField()
    group = models.TextField()
    role_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    team_ids = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        db_table = "sso_group_mapping"
        constraints = (RowLevelSecurity(name="sso_group_mapping_tenant", reader=False),)

    def __str__(self) -> str:
        return self.group
