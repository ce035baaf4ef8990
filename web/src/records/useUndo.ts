import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { asProblem } from "@/api/problem";
import { undoChanges } from "@/api/records";
import type { Id } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { hideToastsAbout, showToast } from "@/ui/toast/toasts";
import { keys } from "./keys";
import { forgetChangeSet, newestChangeSet } from "./ownChanges";

/** Undoes a change set, or this tab's newest one, and says what came of it. */
export function useUndo(): (changeSet?: Id) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (changeSet) => {
      const target = changeSet ?? newestChangeSet();
      if (!target) {
        showToast({ text: t("There is nothing to undo.") });
        return;
      }
      forgetChangeSet(target);
      hideToastsAbout(target);
      try {
        const { undone, kept } = await undoChanges(target);
        await client.invalidateQueries({ queryKey: keys.all });
        showToast({
          text: undone
            ? plural(undone, "Undone.", "{{count}} records are as they were before.")
            : t("Nothing was undone."),
          detail: kept.length
            ? plural(
                kept.length,
                "One value was kept: {{reason}}",
                "{{count}} values were kept, because they were changed later. The first: {{reason}}",
                { reason: kept[0]?.reason ?? "" },
              )
            : undefined,
        });
      } catch (error) {
        const problem = asProblem(error);
        showToast({ tone: "failed", text: t("This could not be undone."), detail: problem.message });
      }
    },
    [client],
  );
}
