import type { Filter, Layout } from "@/api/types";

/** What the address of a list says. Everything that differs from the view stands here, so that a copied link shows the same. */
export interface ViewAddress {
  /** The key or id of the view whose settings are the ground. */
  view?: string;
  layout?: Layout;
  filter?: Filter;
  sort?: string;
  columns?: string[];
  group?: string;
  /** The record in the side panel. */
  peek?: string;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

/** Reads the address leniently: what makes no sense is left out, so that an old link still opens. */
export function readViewAddress(search: Record<string, unknown>): ViewAddress {
  const { layout, filter, columns } = search;
  const address: ViewAddress = {
    view: text(search.view),
    layout: layout === "table" || layout === "board" ? layout : undefined,
    filter: isFilter(filter) ? filter : undefined,
    sort: text(search.sort),
    columns: Array.isArray(columns) ? columns.filter((key): key is string => typeof key === "string") : undefined,
    group: text(search.group),
    peek: text(search.peek),
  };
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined));
}

export function isFilter(value: unknown): value is Filter {
  if (!value || typeof value !== "object") return false;
  if ("and" in value) return Array.isArray(value.and) && value.and.every(isFilter);
  if ("or" in value) return Array.isArray(value.or) && value.or.every(isFilter);
  if ("not" in value) return isFilter(value.not);
  return "field" in value && typeof value.field === "string" && "op" in value && typeof value.op === "string";
}
