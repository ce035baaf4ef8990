import type { Id } from "@/api/types";
import { createStore } from "@/lib/store";

export interface RecentRecord {
  object: string;
  id: Id;
  title: string;
}

const MOST = 12;
const PLACE = "rapport.recent";

export const recentRecords = createStore<RecentRecord[]>(load());

/** Puts a record on top of what was opened last, for the palette. */
export function rememberRecent(record: RecentRecord): void {
  const others = recentRecords.get().filter(({ id }) => id !== record.id);
  recentRecords.set([record, ...others].slice(0, MOST));
  try {
    localStorage.setItem(PLACE, JSON.stringify(recentRecords.get()));
  } catch {
    // Without storage the list lives as long as the page.
  }
}

export function forgetRecent(): void {
  recentRecords.set([]);
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // As above.
  }
}

function load(): RecentRecord[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? (kept as RecentRecord[]) : [];
  } catch {
    return [];
  }
}
