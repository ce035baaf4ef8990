import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import classes from "./deal.module.css";
import { dealValues } from "./dealValues";

/** "€52,000 closes 18 Dec, owned by Mira Kohl". */
export function DealHeadline({ record }: RecordSlotProps) {
  const formats = useFormats();
  const { amount, close_on, owner, stage } = dealValues(record);
  const open = stage?.group === "open";
  const facts = [
    close_on && open && t("closes {{day}}", { day: formats.shortDate(close_on) }),
    owner && t("owned by {{name}}", { name: owner.name }),
  ].filter(Boolean);
  return (
    <>
      {amount && <strong className={classes.amount}>{formats.money(amount)}</strong>}
      {amount && facts.length > 0 && " "}
      {facts.join(", ")}
    </>
  );
}
