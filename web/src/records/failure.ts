import { asProblem } from "@/api/problem";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showToast } from "@/ui/toast/toasts";

/** Says why a write was rolled back: which fields, the server's reason, the id to quote. */
export function showFailure(text: string, error: unknown, action?: { label: string; run: () => void }): void {
  const problem = asProblem(error);
  const reasons = problem.errors.length ? problem.errors.map(({ detail }) => detail).join(" ") : problem.message;
  const quote = problem.requestId && problem.status >= 500 ? ` ${t("Request {{id}}.", { id: problem.requestId })}` : "";
  showToast({ tone: "failed", text, detail: `${reasons}${quote}`, action });
}

export function labelsOf(object: ObjectMeta, keys: string[]): string {
  return keys.map((key) => object.fields.find((field) => field.key === key)?.label ?? key).join(", ");
}
