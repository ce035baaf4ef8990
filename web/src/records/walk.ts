import type { Id } from "@/api/types";
import { createStore } from "@/lib/store";

/** The list or board that a record page was opened from: gives "Open deals, 3 of 94" and the way to its neighbours. */
export interface Walk {
  object: string;
  /** The name of the view, such as "Open deals". */
  label: string;
  /** The address of the list as it was. */
  href: string;
  /** The records in the order in which they were shown. */
  ids: Id[];
  /** How many the list holds, also those that were not loaded yet. */
  total?: { count: number; exact: boolean };
}

export interface Step {
  walk: Walk;
  /** Counted from 1. */
  place: number;
  previous: Id | undefined;
  next: Id | undefined;
}

const PLACE = "rapport.walk";

export const walks = createStore<Walk | null>(load());

/** Keeps the list that a record page is about to be opened from; it outlives a reload. */
export function rememberWalk(walk: Walk): void {
  walks.set(walk);
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(walk));
  } catch {
    // Without storage the walk lives as long as the page.
  }
}

/** Where a record stands in the walk; null when it was not opened from it. */
export function stepOf(walk: Walk | null, object: string, id: Id): Step | null {
  if (!walk || walk.object !== object) return null;
  const at = walk.ids.indexOf(id);
  return at < 0 ? null : { walk, place: at + 1, previous: walk.ids[at - 1], next: walk.ids[at + 1] };
}

function load(): Walk | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Walk | null;
    return kept && Array.isArray(kept.ids) ? kept : null;
  } catch {
    return null;
  }
}
