import { get, patch } from "./client";
import { download } from "./download";
import type { Id } from "./types";

export interface AuditEntry {
  /** Its place in the log, without holes. */
  number: number;
  at: string;
  kind: string;
  label: string;
  actor: { kind: string; user: Id | null; token: Id | null };
  subject: { type: string; id: string } | null;
  request_id: string;
  address: string;
  /** Ids, counts and keys. */
  data: Record<string, unknown>;
  hash: string;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** What the ids of the page are called now. */
  names: Record<Id, string>;
  kinds: { key: string; label: string }[];
  next: string | null;
}

/** Which entries: those that fit everything given. `kind` may be an area, the part before the dot. */
export interface AuditQuestion {
  kind?: string;
  actor?: Id;
  subject_type?: string;
  subject?: string;
  since?: string;
  until?: string;
}

export const readAudit = (question: AuditQuestion, cursor: string | null, signal?: AbortSignal) =>
  get<AuditPage>("/audit", { query: { ...question, cursor, limit: 100 }, signal });

export const exportAudit = (question: AuditQuestion) => download("/audit/export", { ...question });

/** A copy of the log's signature outside the database. */
export interface AuditAnchor {
  kind: "file" | "bucket";
  place: string;
  ok: boolean;
  /** When it was last written; null for never. */
  at: string | null;
}

export interface AuditSettings {
  /** null keeps everything for ever. */
  keep_days: number | null;
  anchors: AuditAnchor[];
}

export const readAuditSettings = (signal?: AbortSignal) => get<AuditSettings>("/audit/settings", { signal });

export const keepAudit = (keep_days: number | null) => patch<AuditSettings>("/audit/settings", { keep_days });
