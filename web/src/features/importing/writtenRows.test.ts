import { expect, test } from "vitest";
import type { Import } from "@/api/importTypes";
import { writtenRows } from "./writtenRows";

const done = {
  state: "done",
  started_at: "2026-11-24T10:00:00Z",
  finished_at: "2026-11-24T10:01:00Z",
  summary: { of: "run", rows: 12, created: 8, updated: 3, unchanged: 0, skipped: 1, failed: 0 },
} as Import;

test("the records of a run are found by its mark and its time", () => {
  expect(JSON.stringify(writtenRows(done, "created"))).toContain('"created_by","op":"eq","value":"import"');
  expect(JSON.stringify(writtenRows(done, "updated"))).toContain('"updated_at","op":"between"');
});

test("rows that were not written, and those of an undone run, open no list", () => {
  expect(writtenRows(done, "skipped")).toBeNull();
  expect(writtenRows(done, "unchanged")).toBeNull();
  expect(writtenRows({ ...done, state: "undone" }, "created")).toBeNull();
});
