import { beforeEach, expect, test, vi } from "vitest";
import { Problem } from "@/api/problem";
import type { StageMeta } from "@/api/types";
import type { Write } from "@/records/useWrite";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import { toasts } from "@/ui/toast/toasts";
import { asked } from "../asking/asking";
import { moveToStage } from "./moveToStage";

const boat = objectMeta("boat", [fieldMeta("name", "text"), fieldMeta("dock", "stage"), fieldMeta("reason", "text")]);
const record = { id: "1", version: 1, name: "Ada", reason: null };
const gated: StageMeta = {
  id: "sunk",
  label: "Sunk",
  color: "red",
  group: "lost",
  position: 9,
  probability: 0,
  target_days: null,
  pipeline: { id: "p", label: "P" },
  required_fields: ["name", "reason"],
};
const update = vi.fn();
const write = { update } as unknown as Write;
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  update.mockReset();
  update.mockResolvedValue(record);
  asked.set(null);
  toasts.set([]);
});

test("a gated stage asks only for what is missing", async () => {
  const moving = moveToStage(write, boat, record, "dock", gated);
  expect(asked.get()?.fields.map(({ key }) => key)).toEqual(["reason"]);
  expect(update).not.toHaveBeenCalled();
  asked.get()?.answer({ reason: "Iceberg" });
  expect(await moving).toBe(true);
  expect(update.mock.calls[0]?.[1]).toMatchObject({ reason: "Iceberg", dock: { id: "sunk" } });
});

test("who thinks better of it moves nothing", async () => {
  const moving = moveToStage(write, boat, record, "dock", gated);
  asked.get()?.answer(null);
  expect(await moving).toBe(false);
  expect(update).not.toHaveBeenCalled();
});

test("what the server asks for is asked for too, with its sentence", async () => {
  update.mockRejectedValueOnce(
    new Problem(422, "No.", null, [{ field: "reason", code: "required", detail: "Say why." }]),
  );
  const moving = moveToStage(write, boat, record, "dock", { ...gated, required_fields: [] });
  await turn();
  expect(asked.get()).toMatchObject({ errors: { reason: "Say why." } });
  asked.get()?.answer({ reason: "Iceberg" });
  expect(await moving).toBe(true);
  expect(update).toHaveBeenCalledTimes(2);
});

test("a refusal that no value mends is told", async () => {
  update.mockRejectedValueOnce(new Problem(403, "The dock is closed."));
  expect(await moveToStage(write, boat, record, "dock", { ...gated, required_fields: [] })).toBe(false);
  expect(toasts.get()[0]).toMatchObject({ tone: "failed", detail: "The dock is closed." });
});
