"""What a sign-in leaves behind: sessions, counted attempts, and the code of the first start."""

from django.db import models

from rapport.accounts.models.user import User
from rapport.accounts.tenancy import SharedTable
from rapport.kernel.clock import now


class Session(models.Model):
    """`session_key` is the SHA-256 of the cookie: whoever reads the table cannot sign in with it.

    The columns repeat what the data holds, so that a user's sessions can be listed, ended and checked in SQL. Where it
    was last used is noted once a minute. One that a workspace's single sign-on opened says which, by which connection,
    for whom, and what the provider calls it; it is good for that workspace alone.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    auth_hash = models.CharField(max_length=64, blank=True, default="")
    workspace_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now, editable=False)
    last_seen_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, blank=True, default="", db_default="")
    user_agent = models.CharField(max_length=300, blank=True, default="", db_default="")

    sso_workspace_id = models.UUIDField(null=True)
    sso_connection_id = models.UUIDField(null=True)
    sso_subject = models.TextField(blank=True, default="", db_default="")
    sso_session = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "accounts_session"
        indexes = (
            models.Index(
                fields=("sso_connection_id",),
                name="accounts_session_sso_ix",
                condition=models.Q(sso_connection_id__isnull=False),
            ),
        )
        constraints = (SharedTable(name="accounts_session_shared"),)

    def __str__(self) -> str:
        return self.session_key


class CacheEntry(models.Model):
    """The table of Django's database cache: it counts failed sign-ins for all processes, and outlives a restart."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_cache"
        constraints = (SharedTable(name="accounts_cache_shared"),)

    def __str__(self) -> str:
        return self.cache_key


class SetupCode(models.Model):
    """The one-time code that guards the first start: at most one row, its SHA-256, and how often a guess was wrong."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    hash = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=now)
    attempts = models.IntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_setup_code"
        constraints = (
            models.CheckConstraint(name="accounts_setup_code_one", condition=models.Q(id=1)),
            SharedTable(name="accounts_setup_code_shared"),
        )

    def __str__(self) -> str:
        return "set-up code"
