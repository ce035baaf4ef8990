import { type KeyboardEvent, useRef } from "react";
import type { RecordData } from "@/api/types";
import type { Column } from "./columns";
import { cellsIn, moveBy, rangeOf } from "./cursor";
import { isSelected, NOTHING, withRows } from "./selection";
import type { CellEdits } from "./useCellEdits";
import type { TableState } from "./useTableState";

interface TableKeysArgs {
  columns: Column[];
  records: RecordData[];
  /** Rows that the cursor may stand on. */
  count: number;
  page: number;
  state: TableState;
  edits: CellEdits;
  peeking: string | undefined;
  onPeek: (record: RecordData | null) => void;
  onOpen: (record: RecordData) => void;
}

/** The keys of the table while no cell is open. What is used here goes no further. */
export function useTableKeys(args: TableKeysArgs) {
  const latest = useRef(args);
  latest.current = args;

  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget || event.defaultPrevented) return;
      if (handle(event, latest.current)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
  };
}

function handle(event: KeyboardEvent, args: TableKeysArgs): boolean {
  const { state, records, columns, count, page, edits, peeking, onPeek, onOpen } = args;
  const { cursor, selection } = state;
  const mod = event.ctrlKey || event.metaKey;
  const record = cursor ? records[cursor.row] : undefined;

  if (event.key === "Escape") {
    if (cursor && cellsIn(rangeOf(cursor)) > 1) state.setCursor({ ...cursor, anchor: null });
    else if (peeking) onPeek(null);
    else if (selection.all || selection.ids.size) state.setSelection(NOTHING);
    else return false;
    return true;
  }
  if (mod && event.key.toLowerCase() === "a" && count > 0) {
    state.setSelection(
      withRows(
        selection,
        records.map(({ id }) => id),
        true,
      ),
    );
    return true;
  }
  if (!cursor || !record) return false;

  const moved = moveBy(
    cursor,
    { key: event.key, shift: event.shiftKey, mod },
    { rows: count, columns: columns.length, page },
  );
  if (moved) {
    state.setCursor(moved);
    const next = records[moved.row];
    if (peeking && next && moved.row !== cursor.row) onPeek(next);
    return true;
  }
  switch (event.key) {
    case "Enter":
      if (mod) onOpen(record);
      else if (columns[cursor.column]?.title && !columns[cursor.column]?.editable) onPeek(record);
      else edits.open(cursor.row, cursor.column);
      return true;
    case "F2":
      edits.open(cursor.row, cursor.column);
      return true;
    case " ":
      if (event.shiftKey) state.setSelection(withRows(selection, [record.id], !isSelected(selection, record.id)));
      else onPeek(peeking === record.id ? null : record);
      return true;
    case "x":
      if (mod) return false;
      state.setSelection(withRows(selection, [record.id], !isSelected(selection, record.id)));
      return true;
    case "Delete":
    case "Backspace":
      edits.clear();
      return true;
    default:
      return false;
  }
}
