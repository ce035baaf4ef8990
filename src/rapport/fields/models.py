"""Pipelines and their stages: what the stage field type points at."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rapport.accounts.tenancy import RowLevelSecurity, TenantForeignKey


class Pipeline(models.Model):
    """A way records travel. `kind` is the word a declaration names (`sales`); a workspace may have several of it."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    kind = models.TextField()
    label = models.TextField()
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "pipeline"
        constraints = (RowLevelSecurity(name="pipeline_tenant"),)

    def __str__(self) -> str:
        return self.label


class Stage(models.Model):
    """One step of a pipeline. Teams name stages freely; reports speak of the `status_group`."""

    pk = models.CompositePrimaryKey("workspace_id", "id")
    workspace_id = models.UUIDField()
    id = models.UUIDField()
    pipeline_id = models.UUIDField()
    label = models.TextField()
    color = models.TextField()
    status_group = models.TextField(default="open")
    position = models.IntegerField()
    probability = models.IntegerField(default=0)
    target_days = models.IntegerField(null=True)
    required_fields = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "pipeline_stage"
        constraints = (
            TenantForeignKey(
                name="pipeline_stage_pipeline", columns=("pipeline_id",), to="pipeline", on_delete="CASCADE"
            ),
            RowLevelSecurity(name="pipeline_stage_tenant"),
        )

    def __str__(self) -> str:
        return self.label
