import { SegmentedControl } from "@mantine/core";
import type { Id, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import classes from "./Board.module.css";

type Pipeline = StageMeta["pipeline"];

/** Nothing to choose with one pipeline. */
export function PipelineChoice({
  pipelines,
  chosen,
  onChoose,
}: {
  pipelines: Pipeline[];
  chosen: Id | undefined;
  onChoose: (id: Id) => void;
}) {
  if (pipelines.length < 2) return null;
  return (
    <div className={classes.pipelines}>
      <SegmentedControl
        size="xs"
        aria-label={t("Pipeline")}
        data={pipelines.map(({ id, label }) => ({ value: id, label }))}
        value={chosen}
        onChange={onChoose}
      />
    </div>
  );
}
