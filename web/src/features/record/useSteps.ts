import { useNavigate } from "@tanstack/react-router";
import type { Id, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { stepOf, walks } from "@/records/walk";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";

/** The place of a record in the list it was opened from, and the way to its neighbours, also by J and K. */
export function useSteps(object: ObjectMeta, id: Id) {
  const navigate = useNavigate();
  const step = stepOf(useStore(walks), object.key, id);
  const go = (to: Id | undefined) => {
    if (to) void navigate({ to: "/$plural/$id", params: { plural: object.plural, id: to }, replace: true });
  };
  useShortcuts(
    step
      ? [
          { keys: "j", label: t("Next record of the list"), run: () => go(step.next) },
          { keys: "k", label: t("Previous record of the list"), run: () => go(step.previous) },
        ]
      : [],
  );
  return { step, go };
}
