import type { Id } from "@/api/types";

const MOST = 200;
const own = new Set<Id>();
const undoable: Id[] = [];

/** Remembers a change set that this tab made: the live feed skips it, Ctrl+Z undoes the newest. */
export function rememberChangeSet(id: Id | null): void {
  if (!id) return;
  own.add(id);
  undoable.push(id);
  if (undoable.length > MOST) undoable.shift();
  if (own.size > MOST) own.delete(own.values().next().value as Id);
}

export function isOwnChangeSet(id: Id): boolean {
  return own.has(id);
}

export function newestChangeSet(): Id | undefined {
  return undoable.at(-1);
}

/** A change set is undone once only. */
export function forgetChangeSet(id: Id): void {
  const at = undoable.indexOf(id);
  if (at >= 0) undoable.splice(at, 1);
}
