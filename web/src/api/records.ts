import { get, patch, post, request } from "./client";
import type {
  BulkResult,
  Change,
  Filter,
  Grouped,
  HistoryPage,
  Id,
  Operation,
  RecordData,
  RecordPage,
  RecordPageData,
  SearchResult,
  Undone,
  ViewDescription,
} from "./types";

export interface ListQuery {
  filter?: Filter | null;
  sort?: string;
  fields?: string[];
  limit?: number;
  count?: boolean;
  deleted?: boolean;
}

const listParams = (query: ListQuery) => ({
  filter: query.filter ? JSON.stringify(query.filter) : undefined,
  sort: query.sort,
  fields: query.fields?.join(","),
  limit: query.limit,
  count: query.count || undefined,
  deleted: query.deleted || undefined,
});

export const listRecords = (plural: string, query: ListQuery, cursor: string | null, signal?: AbortSignal) =>
  get<RecordPage>(`/${plural}`, { query: { ...listParams(query), cursor }, signal });

export const readRecord = (plural: string, id: Id, signal?: AbortSignal) =>
  get<RecordData>(`/${plural}/${id}`, { signal });

export const readRecordPage = (plural: string, id: Id, signal?: AbortSignal) =>
  get<RecordPageData>(`/${plural}/${id}/page`, { signal });

export const readHistory = (plural: string, id: Id, cursor: string | null, signal?: AbortSignal) =>
  get<HistoryPage>(`/${plural}/${id}/history`, { query: { cursor }, signal });

/** All changes of one field, newest first. */
export async function readFieldHistory(plural: string, id: Id, field: string, signal?: AbortSignal): Promise<Change[]> {
  const changes: Change[] = [];
  let cursor: string | null = null;
  do {
    const page: HistoryPage = await get(`/${plural}/${id}/history`, { query: { field, cursor, limit: 200 }, signal });
    changes.push(...page.changes);
    cursor = page.next;
  } while (cursor);
  return changes;
}

export const queryPage = (view: ViewDescription, signal?: AbortSignal) => post<RecordPage>("/query", view, { signal });

export const queryGroups = (view: ViewDescription, signal?: AbortSignal) => post<Grouped>("/query", view, { signal });

export const search = (q: string, options: { object?: string; limit?: number } = {}, signal?: AbortSignal) =>
  get<{ results: SearchResult[] }>("/search", { query: { q, ...options }, signal });

export const createRecord = (plural: string, values: Record<string, unknown>, idempotencyKey: string) =>
  request<RecordData>("POST", `/${plural}`, { body: values, idempotencyKey });

export const updateRecord = (plural: string, id: Id, values: Record<string, unknown>, ifMatch?: number) =>
  request<RecordData>("PATCH", `/${plural}/${id}`, { body: values, ifMatch });

export const deleteRecord = (plural: string, id: Id) => request<null>("DELETE", `/${plural}/${id}`);

export const restoreRecord = (plural: string, id: Id) => request<RecordData>("POST", `/${plural}/${id}/restore`);

export const writeBulk = (plural: string, operations: Operation[], idempotencyKey: string) =>
  request<BulkResult>("POST", `/${plural}/bulk`, { body: { operations }, idempotencyKey });

export const runAction = (plural: string, id: Id, key: string, input: Record<string, unknown>) =>
  request<RecordData>("POST", `/${plural}/${id}/actions/${key}`, { body: input });

export const undoChanges = (changeSet: Id) => post<Undone>(`/changes/${changeSet}/undo`);

export const savePreferences = (values: Record<string, unknown>) => patch<unknown>("/me", values);
