import { expect, test } from "vitest";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import { askedBy } from "./runAction";

const boat = objectMeta("boat", [fieldMeta("reason", "choice", { options: { choices: [] } })]);

test("an action asks by the object's own fields, and by lines of text where it has none", () => {
  const input = { properties: { reason: { title: "Reason" }, note: { title: "Note" } }, required: ["reason"] };
  const { fields, optional } = askedBy(boat, { key: "sink", label: "Sink", icon: "x", input });
  expect(fields.map(({ key, kind, label }) => [key, kind, label])).toEqual([
    ["reason", "choice", "Reason"],
    ["note", "text", "Note"],
  ]);
  expect(optional).toEqual(["note"]);
});

test("an action without input asks nothing", () => {
  expect(askedBy(boat, { key: "sail", label: "Sail", icon: "x", input: null }).fields).toEqual([]);
});
