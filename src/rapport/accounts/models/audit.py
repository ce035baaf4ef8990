"""The audit log: one chain of entries per workspace, and the signed head of each chain."""

from django.db import models

from rapport.accounts.tenancy import RowLevelSecurity
from rapport.kernel.clock import now


class AuditEntry(models.Model):
    """One act. `data` holds ids, counts and keys only: whom an id means is looked up when it is read, so that a person
    can be erased and the chain stays whole.

    No foreign keys: an entry outlives what it speaks of, and waits for nobody's row. The workspace with all zeros is
    nobody's: it has what happened to no account, such as a sign-in with an unknown email.
    """

    pk = models.CompositePrimaryKey("workspace_id", "seq")
    workspace_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField(default=now)
    kind = models.TextField()
    actor_kind = models.TextField()
    user_id = models.UUIDField(null=True)
    token_id = models.UUIDField(null=True)
    subject_type = models.TextField(default="")
    subject_id = models.TextField(default="")
    request_id = models.TextField(default="")
    address = models.TextField(default="")
    data = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_entry"
        indexes = (
            models.Index(fields=("workspace_id", "kind", "seq"), name="audit_entry_kind_ix"),
            models.Index(fields=("workspace_id", "user_id", "seq"), name="audit_entry_user_ix"),
            models.Index(fields=("workspace_id", "subject_id", "seq"), name="audit_entry_subject_ix"),
            models.Index(fields=("workspace_id", "at"), name="audit_entry_at_ix"),
        )
        constraints = (RowLevelSecurity(name="audit_entry_tenant", append_only=True),)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class AuditHead(models.Model):
    """Where the chain of a workspace begins and ends; `mac` proves that Rapport itself says so.

    Everything up to `base_seq` was removed on purpose, and `base_hash` is the hash of the last entry of that.
    """

    workspace_id = models.UUIDField(primary_key=True)
    base_seq = models.BigIntegerField(default=0)
    base_hash = models.BinaryField(max_length=32)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_head"
        constraints = (RowLevelSecurity(name="audit_head_tenant", reader=False),)

    def __str__(self) -> str:
        return f"{self.workspace_id} up to {self.seq}"
