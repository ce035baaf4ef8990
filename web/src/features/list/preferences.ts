import type { ObjectMeta } from "@/api/types";
import { createStore, type Store } from "@/lib/store";

/** How one person likes tables on this device; what they show is in the address. */
export interface TablePreferences {
  dense: boolean;
  /** Widths of columns in pixels by object and column. */
  widths: Record<string, Record<string, number>>;
}

const PLACE = "rapport.tables";

export const tablePreferences: Store<TablePreferences> = createStore(load());

export function setDense(dense: boolean): void {
  keep({ ...tablePreferences.get(), dense });
}

/** Keeps a width; null goes back to that of the kind. */
export function setWidth(object: ObjectMeta, column: string, width: number | null): void {
  const { widths, ...rest } = tablePreferences.get();
  const { [column]: _, ...others } = widths[object.key] ?? {};
  const mine = width === null ? others : { ...others, [column]: width };
  keep({ ...rest, widths: { ...widths, [object.key]: mine } });
}

function keep(next: TablePreferences): void {
  tablePreferences.set(next);
  try {
    localStorage.setItem(PLACE, JSON.stringify(next));
  } catch {
    // Without storage the choice lives as long as the page.
  }
}

function load(): TablePreferences {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Partial<TablePreferences>;
    return { dense: kept.dense === true, widths: kept.widths ?? {} };
  } catch {
    return { dense: false, widths: {} };
  }
}
