"""The engine's own tables: who changed what, and what search reads. Written by the write door alone."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.records.tables import MOST_PENDING


class ChangeSet(models.Model):
    """One act of one actor: a click, an import, an undo. `undoes` and `undone_by` are change sets."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    actor = models.JSONField()
    user_id = models.UUIDField(null=True)
    source = models.TextField()
    why = models.TextField(default="")
    request_id = models.TextField(default="")
    at = models.DateTimeField()
    undoes = models.UUIDField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        db_table = "change_set"
        constraints = (RowLevelSecurity(name="change_set_tenant"),)

    def __str__(self) -> str:
        return f"{self.source} {self.id}"


class Change(models.Model):
    """What one change set did to one record. `before` and `after` hold the changed fields in their JSON shape.

    `seq` numbers the changes of a workspace in the order in which they were committed, without holes that fill later:
    the log is the outbox, and whoever follows it needs to keep one number.
    """

    pk = models.CompositePrimaryKey("workspace_id", "seq")
    workspace_id = models.UUIDField()
    seq = models.BigIntegerField()
    change_set_id = models.UUIDField()
    object = models.TextField()
    record_id = models.UUIDField()
    owner_id = models.UUIDField(null=True)
    kind = models.TextField()
    version = models.IntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        db_table = "change"
        indexes = (
            models.Index(fields=("workspace_id", "object", "record_id", "seq"), name="change_record_ix"),
            models.Index(fields=("workspace_id", "change_set_id", "seq"), name="change_set_ix"),
        )
        constraints = (
            TenantForeignKey(name="change_change_set_fk", columns=("change_set_id",), to="change_set"),
            RowLevelSecurity(name="change_tenant"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.object}"


class FeedPosition(models.Model):
    """The last `seq` of a workspace. Its row is locked last before a commit, so numbers come out in commit order."""

    workspace_id = models.UUIDField(primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "feed_position"
        constraints = (RowLevelSecurity(name="feed_position_tenant"),)

    def __str__(self) -> str:
        return str(self.last)


class SearchEntry(models.Model):
    """One live record as search sees it: folded words as a tsvector, and emails and phones to be found by any part."""

    pk = models.CompositePrimaryKey("workspace_id", "record_id")
    workspace_id = models.UUIDField()
    record_id = models.UUIDField()
    object = models.TextField()
    title = models.TextField()
    owner_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    private = models.BooleanField(default=False, db_default=False)
    words = SearchVectorField()
    contacts = models.TextField(default="")

    class Meta:
        db_table = "search_entry"
        indexes = (
            GinIndex(fields=("words",), name="search_entry_words_ix", fastupdate=False),
            GinIndex(
                F("workspace_id"),
                OpClass(F("contacts"), name="gin_trgm_ops"),
                name="search_entry_contacts_ix",
                fastupdate=True,
                gin_pending_list_limit=MOST_PENDING,
                condition=~models.Q(contacts=""),
            ),
        )
        constraints = (RowLevelSecurity(name="search_entry_tenant"),)

    def __str__(self) -> str:
        return self.title


class StageEvent(models.Model):
    """A record entered a stage: append-only, so that time in stage, slips and waterfalls are queries."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    object = models.TextField()
    record_id = models.UUIDField()
    field = models.TextField()
    from_stage = models.UUIDField(null=True)
    to_stage = models.UUIDField(null=True)
    at = models.DateTimeField()
    actor = models.JSONField()
    facts = models.JSONField()
    change_set_id = models.UUIDField()

    class Meta:
        db_table = "stage_event"
        indexes = (models.Index(fields=("workspace_id", "object", "record_id", "at"), name="stage_event_record_ix"),)
        constraints = (RowLevelSecurity(name="stage_event_tenant"),)

    def __str__(self) -> str:
        return f"{self.object} {self.record_id}"


class CountedObject(models.Model):
    """One object whose records of a workspace are counted. `shape` names the fields they are counted by."""

    pk = models.CompositePrimaryKey("workspace_id", "object")
    workspace_id = models.UUIDField()
    object = models.TextField()
    shape = models.TextField(default="")

    class Meta:
        db_table = "counted_object"
        constraints = (RowLevelSecurity(name="counted_object_tenant"),)

    def __str__(self) -> str:
        return f"{self.object}: {self.shape}"


class RecordCounter(models.Model):
    """So many live records more or less in one lane of one owner and team; all rows of one place are the truth.

    With an empty `field` `n` counts records, else those that have a value there, and `total` is the sum of the values,
    per currency for money. Writes only add rows, so none waits for another; folding makes few of many.
    """

    pk = models.CompositePrimaryKey("workspace_id", "object", "id")
    workspace_id = models.UUIDField()
    object = models.TextField()
    id = models.UUIDField()
    field = models.TextField()
    lane = models.UUIDField(null=True)
    owner = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    private = models.BooleanField(default=False, db_default=False)
    currency = models.TextField(default="")
    n = models.BigIntegerField()
    total = models.DecimalField(max_digits=40, decimal_places=4)

    class Meta:
        db_table = "record_counter"
        constraints = (RowLevelSecurity(name="record_counter_tenant"),)

    def __str__(self) -> str:
        return f"{self.object} {self.field} {self.n}"


class IdempotencyKey(models.Model):
    """The answer to a write that was sent with an `Idempotency-Key`, kept for a day."""

    pk = models.CompositePrimaryKey("workspace_id", "user_id", "key")
    workspace_id = models.UUIDField()
    user_id = models.UUIDField()
    key = models.TextField()
    fingerprint = models.TextField()
    status = models.IntegerField(null=True)
    headers = models.JSONField(null=True)
    body = models.BinaryField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "idempotency_key"
        indexes = (models.Index(fields=("workspace_id", "created_at"), name="idempotency_key_age_ix"),)
        constraints = (RowLevelSecurity(name="idempotency_key_tenant", reader=False),)

    def __str__(self) -> str:
        return self.key
