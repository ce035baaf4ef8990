import { expect, test } from "vitest";
import type { Filter, StageGroup, StageMeta } from "@/api/types";
import { lanesLeft, narrowed, pipelinesOf } from "./lanes";

const stage = (id: string, group: StageGroup, pipeline = "north"): StageMeta => ({
  id,
  label: id,
  color: "blue",
  group,
  position: 0,
  probability: 50,
  target_days: null,
  pipeline: { id: pipeline, label: pipeline },
});

const stages = [stage("new", "open"), stage("talk", "open"), stage("won", "won"), stage("lost", "lost", "south")];

const left = (filter: Filter | null) => lanesLeft(stages, filter, "stage").map(({ id }) => id);

test("without a filter every stage is a lane", () => {
  expect(left(null)).toEqual(["new", "talk", "won", "lost"]);
});

test("conditions on the stage take lanes away, others leave them", () => {
  expect(left({ field: "stage.group", op: "eq", value: "open" })).toEqual(["new", "talk"]);
  expect(left({ field: "stage", op: "in", value: [{ id: "talk", label: "Talk" }, "won"] })).toEqual(["talk", "won"]);
  expect(left({ field: "stage.pipeline", op: "ne", value: "south" })).toEqual(["new", "talk", "won"]);
  expect(left({ field: "owner", op: "eq", value: "me" })).toHaveLength(4);
  expect(left({ field: "stage.probability", op: "gt", value: 50 })).toHaveLength(4);
});

test("junctions judge as logic does, with what depends on other things left open", () => {
  const open: Filter = { field: "stage.group", op: "eq", value: "open" };
  const mine: Filter = { field: "owner", op: "eq", value: "me" };
  expect(left({ and: [open, mine] })).toEqual(["new", "talk"]);
  expect(left({ or: [open, mine] })).toHaveLength(4);
  expect(left({ or: [open, { field: "stage", op: "eq", value: "won" }] })).toEqual(["new", "talk", "won"]);
  expect(left({ not: open })).toEqual(["won", "lost"]);
  expect(left({ not: mine })).toHaveLength(4);
  expect(left({ and: [] })).toHaveLength(4);
  expect(left({ or: [] })).toHaveLength(4);
});

test("one more condition joins the view's filter", () => {
  const one: Filter = { field: "a", op: "empty" };
  const more = { field: "stage", op: "eq", value: "new" };
  expect(narrowed(null, more)).toEqual(more);
  expect(narrowed({ and: [one] }, more)).toEqual({ and: [one, more] });
  expect(narrowed({ or: [one] }, more)).toEqual({ and: [{ or: [one] }, more] });
});

test("pipelines come once each, in their order", () => {
  expect(pipelinesOf(stages).map(({ id }) => id)).toEqual(["north", "south"]);
});
