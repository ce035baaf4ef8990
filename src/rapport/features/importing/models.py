"""`Import`: one file on its way to records; `ImportRow`: what became, or would become, of one of its rows."""

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class State(StrEnum):
    """Where an import stands. `checking`, `running` and `undoing` are a job's."""

    DRAFT = "draft"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class Import(models.Model):
    """`position` counts the rows that the job at work has dealt with; it is committed with what became of them.
    `attempts` counts how often a job began since it last got on.
    `user_id` uploaded the file, `steered_by` asked for the job at work and is whose rights it has."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    user_id = models.UUIDField()
    steered_by = models.UUIDField(null=True)
    actor = models.JSONField()
    object = models.TextField()
    state = models.TextField(default=State.DRAFT.value)
    cancel = models.BooleanField(default=False)
    file_name = models.TextField()
    file_size = models.BigIntegerField()
    stored_as = models.TextField()
    format = models.TextField()
    encoding = models.TextField(default="")
    delimiter = models.TextField(default="")
    sheet = models.TextField(default="")
    sheets = ArrayField(models.TextField(), default=list)
    header = models.BooleanField(default=True)
    columns = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    total = models.IntegerField(null=True)
    position = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)
    summary_of = models.TextField(default="")
    also_created = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    failure = models.TextField(default="")
    change_set = models.UUIDField(null=True)
    undone = models.IntegerField(null=True)
    kept = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "importing_import"
        indexes = (models.Index("workspace_id", models.F("id").desc(), name="importing_import_newest"),)
        constraints = (
            TenantForeignKey(
                name="importing_import_user",
                columns=("user_id",),
                to="accounts_membership",
                to_columns=("user_id",),
            ),
            RowLevelSecurity(name="importing_import_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"{self.file_name}: {self.state}"


class ImportRow(models.Model):
    """`row` is the line or row number in the file. A check keeps rows of every status, a run those that need a look."""

    pk = models.CompositePrimaryKey("workspace_id", "import_id", "row")
    workspace_id = models.UUIDField()
    import_id = models.UUIDField()
    row = models.IntegerField()
    status = models.TextField()
    record_id = models.UUIDField(null=True)
    title = models.TextField(default="")
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    cells = models.JSONField(default=list)

    class Meta:
        db_table = "importing_row"
        indexes = (models.Index(fields=("workspace_id", "import_id", "status", "row"), name="importing_row_status"),)
        constraints = (
            TenantForeignKey(
                name="importing_row_import", columns=("import_id",), to="importing_import", on_delete="CASCADE"
            ),
            RowLevelSecurity(name="importing_row_tenant", reader=False),
        )

    def __str__(self) -> str:
        return f"row {self.row}: {self.status}"
