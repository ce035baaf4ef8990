"""Reading pipelines and their stages."""

from typing import Any

from rapport.kernel.context import Context
from rapport.records.store.reading import reading
from rapport.records.store.statement import WORKSPACE, Statement

STAGES = f"""
SELECT p.kind, s.id, s.label, s.color, s.status_group, s.position, s.probability, s.target_days, s.required_fields,
       p.id, p.label
FROM pipeline p JOIN pipeline_stage s ON s.workspace_id = {WORKSPACE} AND s.pipeline_id = p.id
WHERE p.workspace_id = {WORKSPACE} ORDER BY p.kind, p.position, p.id, s.position, s.id
"""


def list_stages(context: Context) -> list[tuple[str, dict[str, Any]]]:
    """(kind of the pipeline, stage) of all pipelines of the workspace, in order."""
    with reading(context):
        rows = Statement(STAGES, {"w": context.workspace_id}).rows()
    return [
        (
            kind,
            {
                "id": stage, "label": label, "color": color, "group": group, "position": position,
                "probability": probability, "target_days": days, "required_fields": list(required),
                "pipeline": {"id": pipeline, "label": name},
            },
        )
        for kind, stage, label, color, group, position, probability, days, required, pipeline, name in rows
    ]  # fmt: skip
