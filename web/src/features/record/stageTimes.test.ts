import { expect, test } from "vitest";
import type { Change } from "@/api/types";
import { daysByStage } from "./stageTimes";

const actor = { kind: "user", id: "u", label: "Dana" };
const move = (at: string, before: string | null, after: string): Change => ({
  id: at,
  change_set: { id: at, actor, source: "user", why: "", at, undone_by: null },
  kind: before ? "update" : "create",
  fields: [{ field: "dock", label: "Dock", before: before && { id: before }, after: { id: after } }],
});

test("the days in a stage are those between coming and leaving, added up over visits", () => {
  const changes = [
    move("2026-11-20T00:00:00Z", "north", "south"),
    move("2026-11-13T00:00:00Z", "south", "north"),
    move("2026-11-11T00:00:00Z", "north", "south"),
    move("2026-11-01T00:00:00Z", null, "north"),
  ];
  const days = daysByStage(changes, "dock");
  expect(days.get("north")).toBe(17);
  expect(days.get("south")).toBe(2);
});

test("a stage whose beginning is not among the changes is not guessed", () => {
  expect(daysByStage([move("2026-11-20T00:00:00Z", "north", "south")], "dock").size).toBe(0);
});
