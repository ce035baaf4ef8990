import type { QueryClient } from "@tanstack/react-query";
import type { Aggregates, Group, Id, MoneyValue, RecordData, ViewDescription } from "@/api/types";
import { keys } from "./keys";

type Edit = (record: RecordData) => RecordData | null;

/** What the cache may hold under `records`: pages of lists, groups of boards, record pages with related records. */
interface Cached {
  pages?: Cached[];
  groups?: Group[];
  records?: RecordData[];
  related?: (Cached & { object: string })[];
  record?: RecordData;
}

/** Edits every copy of an object's records in one cached answer; null takes a record out. Untouched parts stay the same. */
export function editRecords<T>(data: T, holds: string, object: string, edit: Edit): T {
  if (!data || typeof data !== "object") return data;
  const cached = data as Cached;
  const next: Cached = { ...cached };
  let touched = false;
  const put = <K extends keyof Cached>(key: K, value: Cached[K]) => {
    if (value === cached[key]) return;
    next[key] = value;
    touched = true;
  };
  if (cached.pages)
    put(
      "pages",
      each(cached.pages, (page) => editRecords(page, holds, object, edit)),
    );
  if (cached.groups)
    put(
      "groups",
      each(cached.groups, (group) => editRecords(group, holds, object, edit)),
    );
  if (cached.related)
    put(
      "related",
      each(cached.related, (list) => editRecords(list, list.object, object, edit)),
    );
  if (holds === object && cached.records) put("records", editAll(cached.records, edit));
  if (holds === object && cached.record) put("record", edit(cached.record) ?? cached.record);
  return touched ? (next as T) : data;
}

function each<T>(items: T[], map: (item: T) => T): T[] {
  const mapped = items.map(map);
  return mapped.some((item, at) => item !== items[at]) ? mapped : items;
}

function editAll(records: RecordData[], edit: Edit): RecordData[] {
  const edited = records.map(edit);
  if (edited.every((record, at) => record === records[at])) return records;
  return edited.filter((record): record is RecordData => record !== null);
}

/** Puts new values into every copy of a record that is on some screen, and moves it to its new lane on boards. */
export function patchRecord(client: QueryClient, object: string, id: Id, values: Record<string, unknown>): void {
  editEverywhere(client, object, (record) => (record.id === id ? { ...record, ...values } : record));
  for (const [key, data] of client.getQueriesData<{ groups: Group[] }>({ queryKey: keys.groups(object) })) {
    const view = key[3] as ViewDescription | undefined;
    const by = view?.group?.by;
    if (data && by && by in values) {
      client.setQueryData(key, { ...data, groups: moveToGroup(data.groups, id, groupKeyOf(values[by])) });
    }
  }
}

/** Takes records out of every list; a record page that shows one keeps it until it is left. */
export function removeRecords(client: QueryClient, object: string, ids: ReadonlySet<Id>): void {
  editEverywhere(client, object, (record) => (ids.has(record.id) ? null : record));
}

/** Some copy of a record that is in the cache. */
export function findRecord(client: QueryClient, object: string, id: Id): RecordData | undefined {
  let found: RecordData | undefined;
  for (const [key, data] of client.getQueriesData({ queryKey: keys.all })) {
    editRecords(data, String(key[1]), object, (record) => {
      if (record.id === id && (!found || record.version > found.version)) found = record;
      return record;
    });
  }
  return found;
}

export function groupKeyOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" && "id" in value ? String(value.id) : String(value);
}

function editEverywhere(client: QueryClient, object: string, edit: Edit): void {
  for (const [key, data] of client.getQueriesData({ queryKey: keys.all })) {
    const edited = editRecords(data, String(key[1]), object, edit);
    if (edited !== data) client.setQueryData(key, edited);
  }
}

function moveToGroup(groups: Group[], id: Id, target: string | null): Group[] {
  const from = groups.find((group) => group.records.some((record) => record.id === id));
  const to = groups.find((group) => group.key === target);
  const record = from?.records.find((candidate) => candidate.id === id);
  if (!from || !to || !record || from === to) return groups;
  return groups.map((group) => {
    if (group === from)
      return recount({ ...group, records: group.records.filter((other) => other.id !== id) }, record, -1);
    if (group === to) return recount({ ...group, records: [record, ...group.records] }, record, 1);
    return group;
  });
}

/** Keeps count and sums of a group right while a card is on its way, until the server's own come. */
function recount(group: Group, record: RecordData, by: 1 | -1): Group {
  const aggregates: Aggregates = { ...group.aggregates };
  for (const [name, value] of Object.entries(group.aggregates)) {
    if (name === "count" && typeof value === "number") aggregates.count = value + by;
    if (name.startsWith("sum_") && Array.isArray(value)) {
      aggregates[name] = addMoney(value, record[name.slice("sum_".length)] as MoneyValue | null, by);
    }
  }
  return { ...group, aggregates };
}

function addMoney(sums: MoneyValue[], value: MoneyValue | null | undefined, by: 1 | -1): MoneyValue[] {
  if (!value) return sums;
  const known = sums.find(({ currency }) => currency === value.currency);
  const amount = String(Number(known?.amount ?? 0) + by * Number(value.amount));
  const others = sums.filter((sum) => sum !== known);
  return [...others, { amount, currency: value.currency }].sort((a, b) => a.currency.localeCompare(b.currency));
}
