import type { Id, RecordData } from "@/api/types";

/** The ticked rows: some by name, or everything that matches but some. */
export type Selection = { all: false; ids: ReadonlySet<Id> } | { all: true; except: ReadonlySet<Id> };

export const NOTHING: Selection = { all: false, ids: new Set() };
export const EVERYTHING: Selection = { all: true, except: new Set() };

export function isSelected(selection: Selection, id: Id): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

export function isNothing(selection: Selection): boolean {
  return !selection.all && selection.ids.size === 0;
}

/** Ticks or unticks some rows. */
export function withRows(selection: Selection, ids: Iterable<Id>, on: boolean): Selection {
  const held = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids) {
    if (on === selection.all) held.delete(id);
    else held.add(id);
  }
  return selection.all ? { all: true, except: held } : { all: false, ids: held };
}

/** The rows between two, both included, whichever comes first. */
export function between(records: RecordData[], from: number, to: number): Id[] {
  return records.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id);
}

/** How many rows are ticked; `total` is how many match. */
export function sizeOf(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.except.size) : selection.ids.size;
}
