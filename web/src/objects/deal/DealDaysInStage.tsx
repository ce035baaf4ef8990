import type { StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import { fieldOf } from "@/records/useMeta";
import classes from "./deal.module.css";
import { dealValues } from "./dealValues";

/** How long the deal stands in its stage: amber over the stage's target, red over one and a half of it. */
export function DealDaysInStage({ object, record }: RecordSlotProps) {
  const { stage, days_in_stage: days } = dealValues(record);
  if (!stage || days === null || days === undefined || stage.group !== "open") return null;
  const target = targetOf(fieldOf(object, "stage").options.stages ?? [], stage.id);
  const tone = !target || days <= target ? undefined : days > target * 1.5 ? "late" : "soon";
  const hint = target
    ? t("{{days}} days in this stage, the target is {{target}}", { days, target })
    : t("{{days}} days in this stage", { days });
  return (
    <span className={classes.days} data-tone={tone} title={hint}>
      {t("{{days}} d", { days })}
    </span>
  );
}

function targetOf(stages: StageMeta[], id: string): number | null {
  return stages.find((stage) => stage.id === id)?.target_days ?? null;
}
