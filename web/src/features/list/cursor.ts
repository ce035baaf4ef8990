/** A place in the table. */
export interface Place {
  row: number;
  column: number;
}

/** The cell cursor and, when a range is marked, the corner it was drawn from. */
export interface Cursor extends Place {
  anchor: Place | null;
}

export interface Bounds {
  rows: number;
  columns: number;
  /** Rows that fit on the screen, for a page up or down. */
  page: number;
}

export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function rangeOf({ row, column, anchor }: Cursor): Range {
  const other = anchor ?? { row, column };
  return {
    top: Math.min(row, other.row),
    bottom: Math.max(row, other.row),
    left: Math.min(column, other.column),
    right: Math.max(column, other.column),
  };
}

export function cellsIn({ top, bottom, left, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}

export function moveTo(cursor: Cursor | null, place: Place, extend: boolean): Cursor {
  return { ...place, anchor: extend && cursor ? (cursor.anchor ?? { row: cursor.row, column: cursor.column }) : null };
}

interface Press {
  key: string;
  shift: boolean;
  /** Ctrl, or Command on a Mac: to the edge. */
  mod: boolean;
}

/** Where a key takes the cursor; null for a key that does not move it. */
export function moveBy(cursor: Cursor, { key, shift, mod }: Press, bounds: Bounds): Cursor | null {
  const last: Place = { row: bounds.rows - 1, column: bounds.columns - 1 };
  const to = targetOf(cursor, key, mod, last, bounds.page);
  if (!to) return null;
  const clamped = { row: clamp(to.row, last.row), column: clamp(to.column, last.column) };
  return moveTo(cursor, clamped, shift);
}

function targetOf({ row, column }: Place, key: string, mod: boolean, last: Place, page: number): Place | null {
  switch (key) {
    case "ArrowUp":
      return { row: mod ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: mod ? last.row : row + 1, column };
    case "ArrowLeft":
      return { row, column: mod ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: mod ? last.column : column + 1 };
    case "Home":
      return { row: mod ? 0 : row, column: 0 };
    case "End":
      return { row: mod ? last.row : row, column: last.column };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
    default:
      return null;
  }
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));
