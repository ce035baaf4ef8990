import { describe, expect, it } from "vitest";
import { cellsIn, moveBy, moveTo, rangeOf } from "./cursor";

const bounds = { rows: 50, columns: 4, page: 20 };
const at = (row: number, column: number) => ({ row, column, anchor: null });
const press = (key: string, more: { shift?: boolean; mod?: boolean } = {}) => ({
  key,
  shift: false,
  mod: false,
  ...more,
});

describe("the cell cursor", () => {
  it("moves by arrows and stops at the edges", () => {
    expect(moveBy(at(0, 0), press("ArrowDown"), bounds)).toEqual(at(1, 0));
    expect(moveBy(at(0, 0), press("ArrowUp"), bounds)).toEqual(at(0, 0));
    expect(moveBy(at(49, 3), press("ArrowRight"), bounds)).toEqual(at(49, 3));
  });

  it("goes to the edge with Ctrl, by a page, and to the ends of a row", () => {
    expect(moveBy(at(7, 2), press("ArrowDown", { mod: true }), bounds)).toEqual(at(49, 2));
    expect(moveBy(at(7, 2), press("PageDown"), bounds)).toEqual(at(27, 2));
    expect(moveBy(at(7, 2), press("End"), bounds)).toEqual(at(7, 3));
    expect(moveBy(at(7, 2), press("Home", { mod: true }), bounds)).toEqual(at(0, 0));
  });

  it("marks a range with Shift and forgets it without", () => {
    const first = moveBy(at(2, 1), press("ArrowDown", { shift: true }), bounds);
    const second = first && moveBy(first, press("ArrowLeft", { shift: true }), bounds);
    expect(second && rangeOf(second)).toEqual({ top: 2, bottom: 3, left: 0, right: 1 });
    expect(second && cellsIn(rangeOf(second))).toBe(4);
    expect(second && moveBy(second, press("ArrowUp"), bounds)?.anchor).toBeNull();
  });

  it("leaves other keys alone", () => {
    expect(moveBy(at(0, 0), press("Enter"), bounds)).toBeNull();
  });

  it("starts a range at the place itself when there was no cursor", () => {
    expect(moveTo(null, { row: 1, column: 1 }, true)).toEqual(at(1, 1));
  });
});
