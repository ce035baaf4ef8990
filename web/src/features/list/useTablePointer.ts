import { type MouseEvent, type PointerEvent, useCallback, useRef } from "react";
import type { RecordData } from "@/api/types";
import { moveTo, type Place } from "./cursor";
import { between, isSelected, NOTHING, withRows } from "./selection";
import type { CellEdits } from "./useCellEdits";
import type { TableState } from "./useTableState";

interface TablePointerArgs {
  records: RecordData[];
  state: TableState;
  edits: CellEdits;
  onPeek: (record: RecordData | null) => void;
}

/** Mouse and touch on the rows, told once for the whole body so that rows stay light. */
export function useTablePointer(args: TablePointerArgs) {
  const latest = useRef(args);
  latest.current = args;
  const pressed = useRef(false);
  const lastTick = useRef(-1);

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const { state } = latest.current;
      const place = placeOf(event.target);
      if (!place || event.button !== 0 || isEditor(event.target)) return;
      // A finger scrolls; only a mouse or pen draws a range.
      pressed.current = event.pointerType !== "touch";
      addEventListener(
        "pointerup",
        () =>
          requestAnimationFrame(() => {
            pressed.current = false;
          }),
        { once: true },
      );
      state.setCursor(moveTo(state.cursor, place, event.shiftKey));
    },

    onPointerOver: (event: PointerEvent<HTMLElement>) => {
      const { state } = latest.current;
      if (!pressed.current || event.buttons !== 1 || !state.cursor) return;
      const place = placeOf(event.target);
      if (place) state.setCursor(moveTo(state.cursor, place, true));
    },

    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const place = placeOf(event.target);
      if (place && !isEditor(event.target)) latest.current.edits.open(place.row, place.column);
    },

    onClick: (event: MouseEvent<HTMLElement>) => {
      const { records, state, onPeek } = latest.current;
      const target = event.target as Element;
      const row = rowOf(target);
      const record = row === null ? undefined : records[row];
      if (!record || row === null) return;
      if (target.closest("[data-tick]")) {
        const on = !isSelected(state.selection, record.id);
        const ids = event.shiftKey && lastTick.current >= 0 ? between(records, lastTick.current, row) : [record.id];
        lastTick.current = row;
        state.setSelection(withRows(state.selection, ids, on));
      } else if (target.closest("[data-open]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        onPeek(record);
      }
    },
  };

  const tickAll = useCallback((on: boolean) => {
    const { records, state } = latest.current;
    const ids = records.map(({ id }) => id);
    state.setSelection(on ? withRows(state.selection, ids, true) : NOTHING);
  }, []);

  return {
    handlers,
    /** Whether the focus that comes now comes from a press. */
    pressed: () => pressed.current,
    tickAll,
  };
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset.row : undefined;
  return row === undefined ? null : Number(row);
}

function placeOf(target: EventTarget): Place | null {
  const row = rowOf(target);
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]")?.dataset.cell : undefined;
  return row === null || cell === undefined ? null : { row, column: Number(cell) };
}

function isEditor(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-editor]") !== null;
}
