import { describe, expect, it } from "vitest";
import type { RecordData } from "@/api/types";
import { boat } from "@/testing/metadata";
import { isOutline, isOutlineNext, outlinedPages } from "./outlines";

const rows = (count: number): RecordData[] => Array.from({ length: count }, (_, at) => ({ id: `${at}`, version: 1 }));
const page = (count: number, outlineOf?: string) => ({ records: rows(count), next: "further", outlineOf });

describe("a far jump of the scroll bar", () => {
  it("skims the pages before the rows in sight, and brings those near them in full", () => {
    expect(isOutlineNext([page(100)], 5_000, 200)).toBe(true);
    expect(isOutlineNext([page(100), page(4_600)], 5_000, 200)).toBe(false);
    expect(isOutlineNext([page(100)], 140, 200)).toBe(false);
  });

  it("fills what comes into sight later", () => {
    const pages = [page(100), page(200, "a"), page(200, "b"), page(200)];
    expect(outlinedPages(pages, 250, 290).map(({ outlineOf }) => outlineOf)).toEqual(["a"]);
    expect(outlinedPages(pages, 290, 310).map(({ outlineOf }) => outlineOf)).toEqual(["a", "b"]);
    expect(outlinedPages(pages, 520, 560)).toEqual([]);
  });

  it("knows a row that is only named", () => {
    expect(isOutline(boat, { id: "1", version: 1 })).toBe(true);
    expect(isOutline(boat, { id: "1", version: 1, name: null })).toBe(false);
  });
});
