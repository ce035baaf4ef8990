import { get, patch, post } from "./client";
import type { Import, ImportChanges, ImportList, ImportRows, RowStatus } from "./importTypes";
import type { Id } from "./types";

export function uploadImport(object: string, file: File): Promise<Import> {
  const form = new FormData();
  form.set("object", object);
  form.set("file", file);
  return post<Import>("/imports", form);
}

export const listImports = (cursor: string | null, signal?: AbortSignal) =>
  get<ImportList>("/imports", { query: { cursor, limit: 50 }, signal });

export const readImport = (id: Id, signal?: AbortSignal) => get<Import>(`/imports/${id}`, { signal });

export const changeImport = (id: Id, changes: ImportChanges) => patch<Import>(`/imports/${id}`, changes);

export const readImportRows = (id: Id, status: RowStatus, cursor: string | null, signal?: AbortSignal) =>
  get<ImportRows>(`/imports/${id}/rows`, { query: { status, cursor, limit: 50 }, signal });

export type ImportAct = "check" | "run" | "cancel" | "undo";

export const actOnImport = (id: Id, act: ImportAct) => post<Import>(`/imports/${id}/${act}`);
