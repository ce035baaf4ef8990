import { IconAlertCircle, IconCalendar } from "@tabler/icons-react";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import classes from "./deal.module.css";
import { dealValues } from "./dealValues";
import { type Due, dueOf } from "./due";

/** When the deal should close: amber in the coming week, red when the day has passed or is missing. */
export function DealCloseDate({ record }: RecordSlotProps) {
  const formats = useFormats();
  const { close_on, stage } = dealValues(record);
  if (stage && stage.group !== "open") {
    return (
      <span className={classes.due}>{ended(stage.group === "won", close_on ? formats.shortDate(close_on) : "")}</span>
    );
  }
  const due = dueOf(close_on ?? null, formats.today());
  const Mark = due === "late" || due === "missing" ? IconAlertCircle : IconCalendar;
  return (
    <span className={classes.due} data-due={due}>
      <Mark size={14} stroke={1.6} />
      {sentence(due, close_on ? formats.shortDate(close_on) : "")}
    </span>
  );
}

function ended(won: boolean, day: string): string {
  if (!day) return won ? t("Won") : t("Lost");
  return won ? t("Won {{day}}", { day }) : t("Lost {{day}}", { day });
}

function sentence(due: Due, day: string): string {
  if (due === "missing") return t("No close date");
  if (due === "late") return t("Should have closed {{day}}", { day });
  if (due === "today") return t("Closes today");
  return t("Closes {{day}}", { day });
}
