import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Id, ObjectMeta, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import classes from "./Board.module.css";

type Pipeline = StageMeta["pipeline"];

/** The pipeline whose stages are the lanes: the one chosen last, or else the first. */
export function usePipelineChoice(object: ObjectMeta, pipelines: Pipeline[]): [Id | undefined, (id: Id) => void] {
  const place = `rapport.pipeline.${object.key}`;
  const [chosen, setChosen] = useState(() => readPlace(place));
  const current = pipelines.find(({ id }) => id === chosen) ?? pipelines[0];
  return [
    current?.id,
    (id) => {
      setChosen(id);
      try {
        localStorage.setItem(place, id);
      } catch {
        // Without storage the choice lives as long as the page.
      }
    },
  ];
}

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

function readPlace(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
