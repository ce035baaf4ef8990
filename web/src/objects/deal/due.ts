export type Due = "missing" | "late" | "today" | "soon" | "later";

const SOON_DAYS = 7;

/** How a close date stands to today; both as `2026-12-01`. */
export function dueOf(closeOn: string | null, today: string): Due {
  if (!closeOn) return "missing";
  const days = (Date.parse(closeOn) - Date.parse(today)) / 86_400_000;
  if (days < 0) return "late";
  if (days === 0) return "today";
  return days <= SOON_DAYS ? "soon" : "later";
}
