import { useCallback, useRef } from "react";
import type { ObjectMeta, Operation, RecordData } from "@/api/types";
import { whyReadOnly } from "@/fields/editable";
import type { Ending } from "@/fields/kind";
import { shownKind } from "@/fields/registry";
import { moveToStage } from "@/fields/stage/moveToStage";
import { plural, t } from "@/lib/i18n/text";
import { isOutline } from "@/records/outlines";
import { useMe } from "@/records/useMe";
import { useWrite } from "@/records/useWrite";
import { showToast } from "@/ui/toast/toasts";
import type { Column } from "./columns";
import { moveTo, rangeOf } from "./cursor";
import type { TableState } from "./useTableState";

/** New values of one record. */
export interface Edit {
  record: RecordData;
  values: Record<string, unknown>;
}

export interface CellEdits {
  /** Opens a cell, or says why it stays closed. A tick is turned at once. */
  open(row: number, column: number): void;
  commit(value: unknown, ending: Ending): void;
  cancel(): void;
  /** Empties the marked cells. */
  clear(): void;
  /** Writes many cells as one change that is undone as one. */
  writeAll(edits: Edit[]): Promise<void>;
}

interface CellEditsArgs {
  object: ObjectMeta;
  columns: Column[];
  records: RecordData[];
  state: TableState;
  focus: () => void;
}

/** Editing in the table. The methods stay the same while the table is on the screen, so that rows are not drawn again. */
export function useCellEdits(args: CellEditsArgs): CellEdits {
  const write = useWrite(args.object);
  const { special } = useMe();
  const latest = useRef({ ...args, write, special });
  latest.current = { ...args, write, special };

  const writeAll = useCallback(async (edits: Edit[]) => {
    const { write: to, special: words } = latest.current;
    const [only] = edits;
    if (!only) return;
    if (edits.length === 1 || !words.includes("bulk")) {
      await Promise.allSettled(edits.map(({ record, values }) => to.update(record, values)));
      return;
    }
    const operations = edits.map(({ record, values }): Operation => ({ op: "update", id: record.id, values }));
    await to
      .bulk(operations, (count) => plural(count, "{{count}} record was changed.", "{{count}} records were changed."))
      .catch(() => undefined);
  }, []);

  const open = useCallback((row: number, at: number) => {
    const { object, columns, records, state, write: to } = latest.current;
    const [column, record] = [columns[at], records[row]];
    if (!column || !record || isOutline(object, record)) return;
    if (!column.editable) {
      const through = column.key.includes(".");
      const reason = through ? t("Change it on the linked record.") : whyReadOnly(object, column.field);
      showToast({ text: `${column.label}: ${reason ?? ""}` });
      return;
    }
    if (column.kind === "checkbox") {
      to.update(record, { [column.key]: !record[column.key] }).catch(() => undefined);
      return;
    }
    state.setEditing({ id: record.id, column: column.key, seen: record[column.key] });
  }, []);

  const leave = useCallback((move?: (row: number, column: number) => { row: number; column: number }) => {
    const { state, focus, records, columns } = latest.current;
    state.setEditing(null);
    requestAnimationFrame(focus);
    if (!move || !state.cursor) return;
    const to = move(state.cursor.row, state.cursor.column);
    const row = Math.min(to.row, records.length - 1);
    const column = Math.min(to.column, columns.length - 1);
    state.setCursor(moveTo(null, { row, column }, false));
  }, []);

  const commit = useCallback(
    (value: unknown, ending: Ending) => {
      const { object, state, records, columns, write: to } = latest.current;
      const { editing } = state;
      const column = columns.find(({ key }) => key === editing?.column);
      const record = editing && records.find(({ id }) => id === editing.id);
      if (record && value !== record[editing.column]) {
        // The failure has been shown and rolled back by then.
        const stage = column?.field.options.stages?.find(({ id }) => id === (value as { id?: string } | null)?.id);
        if (column?.kind === "stage" && stage) {
          void moveToStage(to, object, record, column.key, stage);
        } else {
          const seen = { [editing.column]: editing.seen };
          to.update(record, { [editing.column]: value }, { seen }).catch(() => undefined);
        }
      }
      if (ending === "blur") state.setEditing(null);
      else if (ending === "enter") leave((row, column) => ({ row: row + 1, column }));
      else if (ending === "tab") leave((row, column) => ({ row, column: column + 1 }));
      else leave();
    },
    [leave],
  );

  const clear = useCallback(() => {
    const { object, state, columns, records } = latest.current;
    if (!state.cursor) return;
    const { top, bottom, left, right } = rangeOf(state.cursor);
    const cleared = columns
      .slice(left, right + 1)
      .filter(({ editable, field }) => editable && !field.required && field.kind !== "checkbox");
    const rows = records.slice(top, bottom + 1);
    if (rows.some((record) => isOutline(object, record))) {
      showToast({ tone: "failed", text: t("Not all of these rows are loaded. Select fewer, or edit them together.") });
      return;
    }
    const edits = rows.flatMap((record): Edit[] => {
      const full = cleared.filter(({ key, field }) => !shownKind(field).isEmpty(record[key]));
      return full.length
        ? [{ record, values: Object.fromEntries(full.map(({ key, kind }) => [key, emptyOf(kind)])) }]
        : [];
    });
    void writeAll(edits);
  }, [writeAll]);

  const cancel = useCallback(() => leave(), [leave]);
  const edits = useRef<CellEdits>({ open, commit, cancel, clear, writeAll });
  return edits.current;
}

const emptyOf = (kind: string): unknown => (["multi_choice", "tags", "links"].includes(kind) ? [] : null);
