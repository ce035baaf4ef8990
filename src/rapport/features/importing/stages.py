"""Stages as files name them: by label, within the pipeline of another column, or only as open, won or lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.accounts.scope import in_workspace
from rapport.fields.models import Pipeline, Stage
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.schema.field_type import ValueProblem

_GROUPS = {
    "won": ("won", "closed won", "gewonnen", "gagne", "ganado", "vinto", "success", "successful"),
    "lost": ("lost", "closed lost", "verloren", "perdu", "perdido", "perso", "failed", "abandoned"),
    "open": ("open", "offen", "ouvert", "abierto", "aperto", "active", "in progress"),
}
_GROUP_OF = {word: group for group, words in _GROUPS.items() for word in words}


@dataclass(frozen=True, slots=True)
class KnownStage:
    """One stage; `pipeline` and `label` are folded."""

    id: str
    pipeline: str
    label: str
    group: str


class Stages:
    """The stages of the pipelines of one kind, in order, looked up in memory."""

    def __init__(self, stages: Sequence[KnownStage], labels: Sequence[str], pipelines: Sequence[str]) -> None:
        self.stages, self.labels, self.pipelines = stages, labels, pipelines

    @classmethod
    def of(cls, context: Context, kind: str) -> "Stages":
        """The stages of the workspace's pipelines of this kind."""
        workspace = context.workspace_id
        with in_workspace(workspace):
            lines = Pipeline.objects.filter(workspace_id=workspace, kind=kind).order_by("position", "id")
            pipelines = dict(lines.values_list("id", "label"))
            rows = list(
                Stage.objects.filter(workspace_id=workspace, pipeline_id__in=pipelines).order_by("position", "id")
            )
        rows.sort(key=lambda stage: list(pipelines).index(stage.pipeline_id))
        known = [
            KnownStage(str(row.id), fold(pipelines[row.pipeline_id]), fold(row.label), row.status_group) for row in rows
        ]
        return cls(known, [row.label for row in rows], list(pipelines.values()))

    def find(self, text: str, pipeline: str = "", status: str = "") -> str | None:
        """The id of the stage, None when nothing was said; raises `ValueProblem`. A status of won or lost says more
        than a stage that is still open, as systems keep the last open stage of a deal that ended."""
        within = self._within(pipeline)
        group = self._group(status)
        label = fold(text)
        found = [stage for stage in within if label in {stage.label, stage.id}]
        if text and not found:
            found = [stage for stage in within if stage.group == _GROUP_OF.get(label)]
        if text and not found:
            known = ", ".join(dict.fromkeys(self.labels))
            where = f" of the pipeline “{pipeline[:60]}”" if pipeline else ""
            raise ValueProblem(
                "stage",
                _("“%(text)s” is no stage%(where)s. The stages are: %(known)s.")
                % {"text": text[:60], "where": where, "known": known},
            )
        if group in {"won", "lost"} or (group and not text):
            ended = [stage for stage in found or within if stage.group == group]
            ended = ended or [s for s in within if s.group == group and (not found or s.pipeline == found[0].pipeline)]
            if not ended:
                raise ValueProblem(
                    "stage", _("No stage stands for “%(status)s”. Add one to the pipeline.") % {"status": status[:60]}
                )
            found = ended
        if not found and pipeline:
            found = [stage for stage in within if stage.group == "open"] or list(within)
        return found[0].id if found else None

    def _within(self, pipeline: str) -> Sequence[KnownStage]:
        if not pipeline:
            return self.stages
        within = [stage for stage in self.stages if stage.pipeline == fold(pipeline)]
        if not within:
            raise ValueProblem(
                "pipeline",
                _("There is no pipeline “%(pipeline)s”. The pipelines are: %(known)s.")
                % {"pipeline": pipeline[:60], "known": ", ".join(self.pipelines)},
            )
        return within

    def _group(self, status: str) -> str:
        if not status:
            return ""
        group = _GROUP_OF.get(fold(status))
        if group is None:
            raise ValueProblem("status", _("“%(status)s” is none of open, won and lost.") % {"status": status[:60]})
        return group
