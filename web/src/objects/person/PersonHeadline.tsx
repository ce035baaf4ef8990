import type { LinkRef } from "@/api/types";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";

/** "Head of Sales at Northwind". */
export function PersonHeadline({ record }: RecordSlotProps) {
  const title = record.job_title as string | null;
  const company = (record.company as LinkRef | null)?.title;
  if (title && company) return t("{{title}} at {{place}}", { title, place: company });
  return title || company || null;
}
