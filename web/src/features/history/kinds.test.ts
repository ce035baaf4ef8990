import { expect, test } from "vitest";
import type { Change, FieldChange } from "@/api/types";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import { byDay } from "./days";
import { isOfKind, moveOf, readable } from "./kinds";

const boat = objectMeta("boat", [
  fieldMeta("name", "text"),
  fieldMeta("dock", "stage"),
  fieldMeta("docked_at", "date_time", { read_only: true }),
]);

const change = (fields: Partial<FieldChange>[], source = "user", kind: Change["kind"] = "update"): Change => ({
  id: "1",
  change_set: {
    id: "s",
    actor: { kind: "user", id: "u", label: "Dana" },
    source,
    why: "",
    at: "2026-11-24T23:30:00Z",
    undone_by: null,
  },
  kind,
  fields: fields.map((field) => ({ field: "", label: "", before: null, after: null, ...field })),
});

const moved = change([
  { field: "dock", before: { id: "a" }, after: { id: "b" } },
  { field: "docked_at", after: "2026-11-24T23:30:00Z" },
]);

test("what follows by itself from another value is not told beside it", () => {
  expect(readable(boat, moved).map(({ field }) => field)).toEqual(["dock"]);
  expect(moveOf(boat, moved)?.field).toBe("dock");
});

test("a change of nothing else is told as it is, also of a field that is gone", () => {
  expect(readable(boat, change([{ field: "docked_at", after: "x" }]))).toHaveLength(1);
  expect(readable(boat, change([{ field: "removed", before: 1, after: 2 }]))).toHaveLength(1);
});

test("changes are narrowed by stage and by how they came", () => {
  expect(isOfKind(boat, moved, "stage")).toBe(true);
  expect(isOfKind(boat, change([{ field: "name" }]), "stage")).toBe(false);
  expect(isOfKind(boat, change([], "import"), "automatic")).toBe(true);
  expect(isOfKind(boat, change([], "import"), "hand")).toBe(false);
  expect(isOfKind(boat, moved, "hand")).toBe(true);
});

test("changes stand under the day of the person's own time zone", () => {
  const later = { ...moved, id: "2", change_set: { ...moved.change_set, at: "2026-11-24T10:00:00Z" } };
  const inPrague = (moment: Date) => new Date(moment.getTime() + 3_600_000).toISOString().slice(0, 10);
  expect(byDay([moved, later], inPrague).map(({ day, changes }) => [day, changes.length])).toEqual([
    ["2026-11-25", 1],
    ["2026-11-24", 1],
  ]);
});
