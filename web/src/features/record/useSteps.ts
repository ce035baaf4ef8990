import { useNavigate } from "@tanstack/react-router";
import type { Id, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { stepOf, walks } from "@/records/walk";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";

/** The place of a record in the list it was opened from, and the way to its neighbours. */
export function useSteps(object: ObjectMeta, id: Id) {
  const navigate = useNavigate();
  const step = stepOf(useStore(walks), object.key, id);
  const go = (to: Id | undefined) => {
    if (to) void navigate({ to: "/$plural/$id", params: { plural: object.plural, id: to }, replace: true });
  };
  return { step, go };
}

/** J and K go to the neighbours, also while a record loads: who is looking for one presses quickly. */
export function useStepKeys(object: ObjectMeta, id: Id): void {
  const { step, go } = useSteps(object, id);
  useShortcuts(
    step
      ? [
          { keys: "j", label: t("Next record of the list"), run: () => go(step.next) },
          { keys: "k", label: t("Previous record of the list"), run: () => go(step.previous) },
        ]
      : [],
  );
}
