import { describe, expect, it } from "vitest";
import type { RecordData } from "@/api/types";
import { createFormats } from "@/lib/formats";
import { boat, fieldMeta, meta, objectMeta } from "@/testing/metadata";
import { columnsOf, moved } from "./columns";
import { rowCountOf } from "./rowCount";
import { between, EVERYTHING, isSelected, NOTHING, sizeOf, withRows } from "./selection";
import { readSort, toggledSort } from "./sorting";
import { totalsOf, totalsView, totalText } from "./totals";

const records = ["a", "b", "c", "d"].map((id): RecordData => ({ id, version: 1 }));

describe("ticked rows", () => {
  it("are ticked and unticked one by one", () => {
    const two = withRows(NOTHING, ["a", "c"], true);
    expect([isSelected(two, "a"), isSelected(two, "b")]).toEqual([true, false]);
    expect(sizeOf(withRows(two, ["a"], false), 4)).toBe(1);
  });

  it("are everything but what was taken out, and again everything", () => {
    const but = withRows(EVERYTHING, ["b"], false);
    expect([isSelected(but, "a"), isSelected(but, "b"), sizeOf(but, 4)]).toEqual([true, false, 3]);
    expect(sizeOf(withRows(but, ["b"], true), 4)).toBe(4);
  });

  it("reach from one row to another in either direction", () => {
    expect(between(records, 1, 3)).toEqual(["b", "c", "d"]);
    expect(between(records, 2, 0)).toEqual(["a", "b", "c"]);
  });
});

describe("sorting by a header", () => {
  it("goes up, then down", () => {
    expect(toggledSort("-price", "name", false)).toBe("name");
    expect(toggledSort("name", "name", false)).toBe("-name");
  });

  it("adds a key with Shift, turns a known one, and keeps three at most", () => {
    expect(toggledSort("name", "price", true)).toBe("name,price");
    expect(toggledSort("name,price", "price", true)).toBe("name,-price");
    expect(readSort(toggledSort("a,b,c", "d", true))).toHaveLength(3);
  });
});

describe("columns", () => {
  it("begin with the title and leave out what does not exist", () => {
    expect(columnsOf(meta, boat, ["price", "gone", "name"]).map(({ key }) => key)).toEqual(["name", "price"]);
  });

  it("can be one step away, named by the way and not edited there", () => {
    const harbour = objectMeta("harbour", [fieldMeta("name", "text"), fieldMeta("town", "text")]);
    const [, town] = columnsOf({ ...meta, objects: [boat, harbour] }, boat, ["harbour.town"]);
    expect(town).toMatchObject({ key: "harbour.town", label: "Harbour: Town", editable: false });
  });

  it("are dropped on the place of another", () => {
    expect(moved(["a", "b", "c", "d"], "d", "b")).toEqual(["a", "d", "b", "c"]);
    expect(moved(["a", "b", "c", "d"], "b", "c")).toEqual(["a", "c", "b", "d"]);
  });
});

describe("the scroll bar", () => {
  it("speaks of all that match, as far as they are counted", () => {
    const total = { count: 1208, exact: true };
    expect(rowCountOf({ records, hasMore: true, total })).toBe(1208);
    expect(rowCountOf({ records, hasMore: false, total })).toBe(4);
    expect(rowCountOf({ records, hasMore: true, total: { count: 10_000, exact: false } })).toBe(10_000);
  });

  it("has room for more beyond what is counted", () => {
    expect(rowCountOf({ records, hasMore: true, total: { count: 4, exact: false } })).toBeGreaterThan(1_000);
  });
});

describe("the foot", () => {
  const formats = createFormats({ locale: "en-GB", timeZone: "Europe/Prague", currency: "EUR" });
  const specs = totalsOf(boat, columnsOf(meta, boat, ["price"]));

  it("asks for sum and average of the column with an amount", () => {
    expect(totalsView(boat, null, specs).aggregates).toEqual([
      { fn: "sum", field: "price" },
      { fn: "avg", field: "price" },
    ]);
  });

  it("shows money per currency, the largest first", () => {
    const [sum] = specs;
    const sums = [
      { amount: "12.5", currency: "USD" },
      { amount: "148220400.4", currency: "EUR" },
    ];
    expect(sum && totalText(sum, { sum_price: sums }, formats)).toBe("€148,220,400 + $12.50");
  });
});
