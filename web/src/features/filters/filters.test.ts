import { describe, expect, it } from "vitest";
import type { Condition, Filter, Meta } from "@/api/types";
import { createFormats } from "@/lib/formats";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import { say } from "./describe";
import { carriedValue, choiceKeyOf, choicesOf, conditionWith, isComplete } from "./operators";
import { filterPaths } from "./paths";
import { countOf, fromGroup, groupIn, partsOf, pruned, withPart } from "./tree";

const harbour = objectMeta("harbour", [fieldMeta("name", "text"), fieldMeta("town", "text")]);
const boat = objectMeta("boat", [
  fieldMeta("name", "text"),
  fieldMeta("captain", "user"),
  fieldMeta("launched", "date"),
  fieldMeta("harbour", "link", { options: { target: "harbour" } }),
]);
const meta: Meta = {
  objects: [boat, harbour],
  operators: {
    text: [
      { key: "contains", label: "contains", value: "one" },
      { key: "empty", label: "is empty", value: "none" },
    ],
    user: [{ key: "in", label: "is any of", value: "many" }],
    date: [{ key: "within", label: "is within", value: "relative" }],
    link: [{ key: "in", label: "is any of", value: "many" }],
  },
};
const words = {
  formats: createFormats({ locale: "en-GB", timeZone: "Europe/Prague", currency: "EUR" }),
  users: [{ id: "u2", name: "Mira Kohl", email: "", active: true }],
};
const mine: Condition = { field: "captain", op: "in", value: ["me"] };
const said = (part: Filter) => {
  const { quiet, strong } = say(meta, boat, part, words);
  return `${quiet} ${strong}`.trim();
};

describe("a chip", () => {
  it("says its condition in words", () => {
    expect(said(mine)).toBe("Captain is me");
    expect(said({ ...mine, value: ["me", "u2"] })).toBe("Captain is any of me, Mira Kohl");
    expect(said({ field: "name", op: "empty" })).toBe("Name is empty");
    expect(said({ field: "harbour", op: "in", value: [{ id: "h1", title: "Kiel" }] })).toBe("Harbour is Kiel");
  });

  it("says periods, negated ones and fields one step away", () => {
    const soon: Condition = { field: "launched", op: "within", value: { from: 0, to: 90, unit: "day" } };
    expect(said(soon)).toBe("Launched next 90 days");
    expect(said({ not: soon })).toBe("Launched not in next 90 days");
    expect(said({ field: "harbour.town", op: "contains", value: "Ki" })).toBe("Harbour: Town contains Ki");
  });

  it("says a short alternative in full and counts a long one", () => {
    expect(said({ or: [mine, { field: "name", op: "empty" }] })).toBe("Captain is me or Name is empty");
    expect(said({ not: { or: [mine, mine, mine] } })).toBe("None of 3 conditions");
  });

  it("says so when the field is gone", () => {
    expect(said({ field: "gone", op: "eq", value: 1 })).toBe("Unknown condition about gone");
  });
});

describe("a filter", () => {
  it("has one chip for each part that must hold", () => {
    expect(partsOf(null)).toEqual([]);
    expect(partsOf(mine)).toEqual([mine]);
    expect(withPart({ and: [mine, mine] }, 0, null)).toEqual({ and: [mine] });
    expect(withPart(mine, 0, null)).toBeNull();
  });

  it("joins groups by all, any and none", () => {
    for (const joint of ["all", "any", "none"] as const) {
      expect(groupIn(fromGroup({ joint, parts: [mine, mine] }))).toEqual({ joint, parts: [mine, mine] });
    }
    expect(countOf({ and: [mine, { not: { or: [mine, mine] } }] })).toBe(3);
  });

  it("is asked without what is still being written", () => {
    const draft: Filter = { and: [mine, { or: [{ field: "name", op: "contains" }] }] };
    expect(pruned(draft, ({ value }) => value !== undefined)).toEqual({ and: [mine] });
  });
});

describe("a condition", () => {
  it("offers the negation of what the server can only affirm", () => {
    const keys = choicesOf(meta, fieldMeta("launched", "date")).map(({ key }) => key);
    expect(keys).toEqual(["within", "not:within"]);
    expect(choiceKeyOf(conditionWith("launched", "not:within", 1))).toBe("not:within");
  });

  it("keeps what it can of its value under another operator", () => {
    expect(carriedValue("one", "many", "me")).toEqual(["me"]);
    expect(carriedValue("many", "one", ["me", "u2"])).toBe("me");
    expect(carriedValue("one", "none", "me")).toBeUndefined();
  });

  it("is complete when the operator has what it takes", () => {
    expect(isComplete("none", undefined)).toBe(true);
    expect(isComplete("many", [])).toBe(false);
    expect(isComplete("range", [1, null])).toBe(false);
    expect(isComplete("one", false)).toBe(true);
  });

  it("can be about a field of a linked record, one step and no further", () => {
    const paths = filterPaths(meta, boat).map(({ path }) => path);
    expect(paths).toContain("harbour.town");
    expect(paths.every((path) => path.split(".").length < 3)).toBe(true);
  });
});
