import type { ComponentType } from "react";
import type { FieldMeta, RecordData } from "@/api/types";

export interface CellProps<V> {
  value: V | null | undefined;
  field: FieldMeta;
  /** The record the value belongs to, where there is one. */
  record?: RecordData;
  /** One line in a table or card; false on a record page, where long values wrap. */
  line?: boolean;
}

/** How an edit ended: the table moves its cursor down after Enter and on after Tab. */
export type Ending = "enter" | "tab" | "blur" | "pick";

export interface InputProps<V> {
  value: V | null | undefined;
  field: FieldMeta;
  /**
   * `inline`: opens on a value, commits on Enter, blur or pick, cancels on Escape, has no frame of its own.
   * `form`: stands in a form or filter, has a frame, commits each valid change.
   */
  mode: "inline" | "form";
  onCommit: (value: V | null, ending: Ending) => void;
  onCancel?: () => void;
  /** The sentence of the server or form about this value. */
  error?: string;
  id?: string;
  autoFocus?: boolean;
  /** The first key typed on a table cell, which replaces the value. */
  initialText?: string;
  disabled?: boolean;
}

/** What the screens know of one kind of field. Each kind stands in its own folder. */
export interface KindSpec<V = unknown> {
  /** Shows a value; an empty value shows nothing. */
  Cell: ComponentType<CellProps<V>>;
  /** Edits a value; null for kinds that nobody writes. */
  Input: ComponentType<InputProps<V>> | null;
  /** Edits the value of a filter condition where `Input` does not fit, such as many values at once. */
  Many?: ComponentType<InputProps<V[]>>;
  align: "start" | "end";
  /** The width of its column at first, in pixels. */
  width: number;
  isEmpty: (value: V | null | undefined) => boolean;
  /** The text that copying a cell gives. */
  asText: (value: V, field: FieldMeta) => string;
}

export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
