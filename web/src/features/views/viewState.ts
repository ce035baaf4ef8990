import type { Filter, Layout, ObjectMeta } from "@/api/types";
import type { ViewAddress } from "@/records/viewAddress";
import type { SavedView } from "./savedViews";

/** What a list shows: the part of a view that can be changed and saved. */
export interface ViewSettings {
  layout: Layout;
  filter: Filter | null;
  sort: string;
  columns: string[];
}

/** A tab over a list: declared with the object, or saved by somebody. */
export interface ListView {
  /** Stands in the address. */
  key: string;
  label: string;
  /** The saved view behind it; null for one that is declared with the object. */
  saved: SavedView | null;
  settings: ViewSettings;
}

/** The declared views and then the saved ones. */
export function listViews(object: ObjectMeta, saved: SavedView[]): ListView[] {
  const declared = object.views.map(
    (view): ListView => ({ key: view.key, label: view.label, saved: null, settings: settle(object, view) }),
  );
  const own = saved.map(
    (view): ListView => ({ key: view.id, label: view.label, saved: view, settings: settle(object, view) }),
  );
  const all = [...declared, ...own];
  return all.length ? all : [{ key: "all", label: object.label_plural, saved: null, settings: settle(object, {}) }];
}

function settle(object: ObjectMeta, view: Partial<ViewSettings>): ViewSettings {
  return {
    layout: view.layout === "board" && object.board ? "board" : "table",
    filter: isEmpty(view.filter) ? null : (view.filter ?? null),
    sort: view.sort || object.table.sort,
    columns: view.columns?.length ? view.columns : object.table.columns,
  };
}

/** The view of the address, or the first one. */
export function viewOf(views: ListView[], address: ViewAddress): ListView {
  const found = views.find(({ key }) => key === address.view) ?? views[0];
  if (!found) throw new Error("A list has at least one view.");
  return found;
}

/** The view as the address changes it. */
export function settingsOf(object: ObjectMeta, view: ListView, address: ViewAddress): ViewSettings {
  const { settings } = view;
  return {
    layout: address.layout === "board" && !object.board ? "table" : (address.layout ?? settings.layout),
    filter: address.filter === undefined ? settings.filter : isEmpty(address.filter) ? null : address.filter,
    sort: address.sort ?? settings.sort,
    columns: address.columns?.length ? address.columns : settings.columns,
  };
}

/** The address that says these settings and no more than differs from the view. */
export function addressOf(views: ListView[], view: ListView, settings: ViewSettings): ViewAddress {
  const base = view.settings;
  const address: ViewAddress = {};
  if (view !== views[0]) address.view = view.key;
  if (settings.layout !== base.layout) address.layout = settings.layout;
  if (!same(settings.filter, base.filter)) address.filter = settings.filter ?? { and: [] };
  if (settings.sort !== base.sort) address.sort = settings.sort;
  if (!same(settings.columns, base.columns)) address.columns = settings.columns;
  return address;
}

/** Whether anything differs from the view as it was saved. */
export function isChanged(view: ListView, settings: ViewSettings): boolean {
  const { layout, filter, sort, columns } = view.settings;
  return (
    settings.layout !== layout ||
    settings.sort !== sort ||
    !same(settings.filter, filter) ||
    !same(settings.columns, columns)
  );
}

/** A junction without parts says nothing; in an address it stands for "no filter" over a view that has one. */
export function isEmpty(filter: Filter | null | undefined): boolean {
  if (!filter) return true;
  if ("and" in filter) return filter.and.every(isEmpty);
  if ("or" in filter) return filter.or.every(isEmpty);
  if ("not" in filter) return isEmpty(filter.not);
  return false;
}

/** Both as JSON with sorted keys: a filter that went through the server or the address has its keys in another order. */
function same(one: unknown, other: unknown): boolean {
  return one === other || ordered(one) === ordered(other);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
