"""`Workspace`: one customer of this install, with all its records."""

from django.db import models

from rapport.accounts.models.user import User
from rapport.accounts.tenancy import SharedTable
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class Workspace(models.Model):
    """Its `id` is the `workspace_id` of every tenant table. Its owner is a member whom nobody else can shut out,
    not even where all others have to come by single sign-on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=60, unique=True)
    currency = models.CharField(max_length=3, default="EUR")
    locale = models.CharField(max_length=15, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    owner = models.ForeignKey(User, models.DO_NOTHING, null=True, related_name="+", db_index=False)
    requires_factor = models.BooleanField(default=False, db_default=False)
    requires_sso = models.BooleanField(default=False, db_default=False)
    audit_keep_days = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        db_table = "accounts_workspace"
        constraints = (SharedTable(name="accounts_workspace_shared", reader_columns=("id", "currency")),)

    def __str__(self) -> str:
        return self.name
