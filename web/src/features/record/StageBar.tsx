import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { HistoryPage, ObjectMeta, RecordData, StageMeta } from "@/api/types";
import { whyReadOnly } from "@/fields/editable";
import { moveToStage } from "@/fields/stage/moveToStage";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { slotsOf } from "@/records/slots";
import { useFieldHistory } from "@/records/useFieldHistory";
import { useWrite } from "@/records/useWrite";
import { Dot } from "@/ui/Dot";
import classes from "./StageBar.module.css";
import { stagesOf } from "./stagesOf";
import { daysByStage } from "./stageTimes";

interface StageBarProps {
  object: ObjectMeta;
  record: RecordData;
  history: HistoryPage;
}

/** The stages as one bar: how long it stood in those it left, how long it has stood here; a click moves it. */
export function StageBar({ object, record, history }: StageBarProps) {
  const write = useWrite(object);
  const formats = useFormats();
  const stages = stagesOf(object, record);
  const changes = useFieldHistory(object, record.id, stages?.field.key, history);
  if (!stages) return null;
  const { field, current, shown } = stages;
  const reason = whyReadOnly(object, field);
  const times = daysByStage(changes, field.key);
  return (
    <fieldset className={classes.bar} aria-label={field.label}>
      {shown.map((stage) => (
        <UnstyledButton
          key={stage.id}
          className={classes.stage}
          data-state={stateOf(stage, current)}
          data-group={stage.group}
          aria-pressed={stage === current}
          disabled={Boolean(reason)}
          title={reason ?? (stage === current ? stage.label : t("Move to {{stage}}", { stage: stage.label }))}
          onClick={() => {
            if (stage !== current) void moveToStage(write, object, record, field.key, stage);
          }}
        >
          <span className={classes.label}>{stage.label}</span>
          <span className={classes.days}>
            {stage === current
              ? standing(object, record, stage)
              : times.has(stage.id) && t("{{days}} d", { days: formats.number(Math.round(times.get(stage.id) ?? 0)) })}
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** The phone's stage: one wide button that opens all stages. */
export function StageButton({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const write = useWrite(object);
  const stages = stagesOf(object, record);
  if (!stages) return null;
  const { field, current, all } = stages;
  const reason = whyReadOnly(object, field);
  return (
    <Menu position="bottom" width="target" disabled={Boolean(reason)}>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-group={current?.group} title={reason ?? undefined}>
          <span className={classes.label}>{current?.label ?? t("No stage")}</span>
          <IconChevronDown size={18} stroke={1.6} />
          <span className={classes.days}>{current && dayOf(object, record, current)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((stage) => (
          <Menu.Item
            key={stage.id}
            h={48}
            fz={16}
            leftSection={<Dot color={stage.color} size={10} />}
            disabled={stage === current}
            onClick={() => void moveToStage(write, object, record, field.key, stage)}
          >
            {stage.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function stateOf(stage: StageMeta, current: StageMeta | undefined): "past" | "here" | "ahead" {
  if (stage === current) return "here";
  return current && (current.group === "won" || (current.group === "open" && stage.position < current.position))
    ? "past"
    : "ahead";
}

/** "4 of 14 d". */
function standing(object: ObjectMeta, record: RecordData, stage: StageMeta): string {
  const days = slotsOf(object.key).daysInStage?.(record);
  if (days === null || days === undefined || stage.group !== "open") return "";
  return stage.target_days
    ? t("{{days}} of {{target}} d", { days, target: stage.target_days })
    : t("{{days}} d", { days });
}

/** "day 4 of 14". */
function dayOf(object: ObjectMeta, record: RecordData, stage: StageMeta): string {
  const days = slotsOf(object.key).daysInStage?.(record);
  if (days === null || days === undefined || stage.group !== "open") return "";
  return stage.target_days
    ? t("day {{days}} of {{target}}", { days, target: stage.target_days })
    : t("day {{days}}", { days });
}
