"""A stage of a pipeline."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.fields.choice import ChoiceType, Option
from rapport.fields.link import Link
from rapport.fields.number import NumberType, PercentType
from rapport.fields.reference import ReferenceType, id_of
from rapport.fields.text import TextType
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, ValueProblem
from rapport.schema.fragments import Source

STAGES = "pipeline_stage"
GROUPS = (Option("open", "Open"), Option("won", "Won"), Option("lost", "Lost"))


class PipelineType(ReferenceType):
    """The pipeline of a stage: read and filtered through the stage, never written."""

    kind = "link"
    read_only = True


PARTS = {
    "label": FieldSpec("label", TextType(), "Label", ("label",)),
    "group": FieldSpec("group", ChoiceType(), "Group", ("status_group",), options={"choices": GROUPS}),
    "position": FieldSpec("position", NumberType(), "Position", ("position",)),
    "probability": FieldSpec("probability", PercentType(), "Probability", ("probability",)),
    "pipeline": FieldSpec("pipeline", PipelineType(), "Pipeline", ("pipeline_id",)),
}


def stage_json(stage: Source) -> str:
    """SQL for the JSON shape of a stage."""
    return (
        f"json_build_object('id', {stage.column('id')}, 'label', {stage.column('label')},"
        f" 'color', {stage.column('color')},"
        f" 'group', {stage.column('status_group')}, 'position', {stage.column('position')},"
        f" 'probability', {stage.column('probability')})"
    )


class StageType(ReferenceType):
    """A stage of one of the pipelines of the option `pipeline`. Sorted by position."""

    kind = "stage"

    def target(self, spec: FieldSpec) -> str:
        return f"stage:{spec.options['pipeline']}"

    def clean(self, value: Any, spec: FieldSpec, cleaning: Cleaning) -> UUID:
        found = id_of(value)
        if found not in cleaning.references.stages(spec.options["pipeline"]):
            raise ValueProblem("stage", _("Choose one of the stages of the pipeline."))
        return found

    def initial(self, spec: FieldSpec, cleaning: Cleaning) -> Any:
        """The first open stage of the first pipeline."""
        stages = cleaning.references.stages(spec.options["pipeline"])
        return next((found for found, stage in stages.items() if stage["group"] == "open"), None)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        del spec
        return {
            "type": "object",
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "label": {"type": "string"},
                "color": {"type": "string"},
                "group": {"type": "string", "enum": [option.value for option in GROUPS]},
                "position": {"type": "number"},
                "probability": {"type": "number"},
            },
            "required": ["id"],
        }

    def write_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "format": "uuid"}, self.json_schema(spec)]}

    def enter(self, spec: FieldSpec, source: Source) -> Source:
        """The joined stage."""
        return source.join(STAGES, spec.column)

    def part(self, spec: FieldSpec, key: str) -> FieldSpec | None:
        """What can be asked of a stage: group, probability, pipeline ..."""
        del spec
        return PARTS.get(key)

    def select(self, spec: FieldSpec, source: Source) -> str:
        stage = self.enter(spec, source)
        return f"CASE WHEN {stage.column('id')} IS NULL THEN NULL ELSE {stage_json(stage)} END"

    def order(self, spec: FieldSpec, source: Source) -> str:
        return self.enter(spec, source).column("position")


class PipelineStage(Link):
    """A stage of a pipeline: `PipelineStage("sales", required=True)`; new records start in its first open stage."""

    type = StageType()
    known_options = ("pipeline",)

    def __init__(self, pipeline: str, **options: Any) -> None:
        super(Link, self).__init__(**options | {"pipeline": pipeline})
