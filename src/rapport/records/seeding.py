"""What each new workspace gets for the declared objects: pipelines with stages, and what roles may do."""

from uuid import UUID

from rapport.accounts.models import Role
from rapport.accounts.workspaces import on_new_workspace
from rapport.fields.models import Pipeline, Stage
from rapport.kernel.ids import new_id
from rapport.schema.registry import registry


@on_new_workspace
def seed_pipelines(workspace_id: UUID) -> None:
    """The pipelines that declarations name."""
    for object_type in registry.objects().values():
        for seed in object_type.pipelines:
            pipeline = Pipeline.objects.create(workspace_id=workspace_id, id=new_id(), kind=seed.kind, label=seed.label)
            Stage.objects.bulk_create(
                Stage(
                    workspace_id=workspace_id,
                    id=new_id(),
                    pipeline_id=pipeline.id,
                    label=stage.label,
                    color=stage.color,
                    status_group=stage.group,
                    position=position,
                    probability=stage.probability,
                    target_days=stage.target_days,
                    required_fields=list(stage.required_fields),
                )
                for position, stage in enumerate(seed.stages)
            )


@on_new_workspace
def seed_grants(workspace_id: UUID) -> None:
    """What a declaration says about the ordinary roles."""
    roles = {role.key: role for role in Role.objects.filter(workspace_id=workspace_id)}
    for object_type in registry.objects().values():
        for seed in object_type.seeds:
            grant = {"view": seed.view, "create": seed.create, "edit": seed.edit, "delete": seed.delete}
            roles[seed.role].grants[object_type.key] = grant
    Role.objects.bulk_update(roles.values(), ["grants"])
