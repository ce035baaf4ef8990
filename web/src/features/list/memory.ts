import type { Cursor } from "./cursor";
import type { Selection } from "./selection";

/** What a list looked like when it was left; Back brings it back. */
export interface ListMemory {
  scroll: number;
  cursor: Cursor | null;
  selection: Selection;
}

const MOST = 30;
const kept = new Map<string, ListMemory>();

/** By the key of the entry in the browser's history, so that only Back and Forward find it. */
export function remember(entry: string | undefined, memory: ListMemory): void {
  if (!entry) return;
  kept.delete(entry);
  kept.set(entry, memory);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

export function recall(entry: string | undefined): ListMemory | undefined {
  return entry ? kept.get(entry) : undefined;
}
