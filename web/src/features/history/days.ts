import type { Change } from "@/api/types";

export interface DayOfChanges {
  /** As `2026-12-01`, in the person's time zone. */
  day: string;
  changes: Change[];
}

/** Changes under the days on which they were made; newest first, as they come. */
export function byDay(changes: Change[], dayOf: (moment: Date) => string): DayOfChanges[] {
  const days: DayOfChanges[] = [];
  for (const change of changes) {
    const day = dayOf(new Date(change.change_set.at));
    const last = days.at(-1);
    if (last?.day === day) last.changes.push(change);
    else days.push({ day, changes: [change] });
  }
  return days;
}
