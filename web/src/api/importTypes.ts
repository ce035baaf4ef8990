import type { ActorRef, Id } from "./types";

/** The shapes of docs/architecture.md, "Imports". */
export type ImportState =
  | "draft"
  | "checking"
  | "checked"
  | "running"
  | "done"
  | "cancelled"
  | "failed"
  | "undoing"
  | "undone";

export const ROW_STATUSES = ["created", "updated", "unchanged", "skipped", "failed"] as const;

export type RowStatus = (typeof ROW_STATUSES)[number];

/** A place a column may go to: a field, or a part of one. */
export interface Place {
  field: string;
  part: string;
}

export interface ImportColumn {
  index: number;
  name: string;
  samples: string[];
  guess: { field: string | null; part: string; confidence: number };
}

export interface ImportTarget extends Place {
  label: string;
  kind: string;
  required: boolean;
  several: boolean;
}

export interface ColumnPlace extends Place {
  column: number;
}

export interface ImportOptions {
  mode: "create" | "update" | "both";
  match: string[];
  create: string[];
  date_order: "dmy" | "mdy" | "ymd" | null;
  decimal: "." | "," | null;
  currency: string;
  keep: boolean;
}

export interface ImportSource {
  format: "csv" | "xlsx";
  encoding: string;
  delimiter: string;
  sheet: string;
  sheets: string[];
  header: boolean;
}

export interface ImportProblem {
  column: number | null;
  field: string | null;
  code: string;
  detail: string;
}

export type ImportSummary = { of: "check" | "run"; rows: number } & Record<RowStatus, number> & {
    also_created: { object: string; label: string; count: number }[];
    reasons: { status: "failed" | "skipped"; detail: string; count: number; row: number }[];
  };

/** An import as it stands in a list. */
export interface ImportOutline {
  id: Id;
  object: string;
  state: ImportState;
  file: { name: string; size: number };
  progress: { done: number; total: number | null };
  summary: ImportSummary | null;
  failure: string | null;
  change_set: Id | null;
  undo: {
    possible: boolean;
    until: string | null;
    undone: number | null;
    kept: { object: string; id: Id; title: string | null; field: string; reason: string }[];
  };
  created_by: ActorRef;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export type Corrections = Record<string, Record<string, string | null>>;

export interface Import extends ImportOutline {
  source: ImportSource;
  columns: ImportColumn[];
  sample: { row: number; cells: string[] }[];
  targets: ImportTarget[];
  mapping: ColumnPlace[];
  options: ImportOptions;
  match_fields: { field: string; label: string; mapped?: boolean }[];
  create_fields: { field: string; label: string }[];
  corrections: Corrections;
  problems: (ImportProblem & { blocking: boolean })[];
  notes: string[];
}

export interface ImportChanges {
  source?: Partial<Pick<ImportSource, "encoding" | "delimiter" | "sheet" | "header">>;
  mapping?: ColumnPlace[];
  options?: Partial<ImportOptions>;
  corrections?: Corrections;
}

export interface ImportList {
  imports: ImportOutline[];
  next: string | null;
}

export interface ImportRow {
  row: number;
  status: RowStatus;
  id: Id | null;
  title: string | null;
  changes: { field: string; label: string; before: string; after: string }[];
  problems: ImportProblem[];
  cells: string[] | null;
}

export interface ImportRows {
  rows: ImportRow[];
  next: string | null;
}
