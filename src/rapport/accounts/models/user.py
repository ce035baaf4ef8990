"""`User`: one person who signs in, whatever workspaces they belong to."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from rapport.accounts.tenancy import SharedTable
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Finds a user by email in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of that email; raises `User.DoesNotExist`."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Signs in by email. `workspace_ids` says where to look for memberships: an address, never a right.

    `directory_id` is the workspace whose directory made the user and says how they are called and addressed, for as
    long as they have never belonged to another.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    email_verified_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=150)
    locale = models.CharField(max_length=15, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    theme = models.CharField(max_length=10, default="auto")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now, editable=False)
    workspace_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    directory_id = models.UUIDField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "accounts_user"
        constraints = (
            models.CheckConstraint(name="accounts_user_email_lower", condition=Q(email=Lower(F("email")))),
            SharedTable(name="accounts_user_shared", reader_columns=("id", "name", "email", "is_active")),
        )

    def __str__(self) -> str:
        return self.name or self.email

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Emails are kept in lower case, so that one address is one user."""
        return username.strip().lower()
