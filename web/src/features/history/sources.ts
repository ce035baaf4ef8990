import type { Change } from "@/api/types";
import { t } from "@/lib/i18n/text";

/** By which way a change came, unless a person made it on a screen. */
export function sourceOf({ change_set: { source } }: Change): string {
  if (source === "user") return "";
  if (source === "import") return t("By an import");
  if (source === "api") return t("Through the API");
  if (source === "undo") return t("Undo of an earlier change");
  if (source === "demo") return t("Demo data");
  return t("By {{source}}", { source });
}
