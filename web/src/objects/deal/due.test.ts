import { expect, test } from "vitest";
import { dueOf } from "./due";

test.each([
  [null, "missing"],
  ["2026-11-23", "late"],
  ["2026-11-24", "today"],
  ["2026-12-01", "soon"],
  ["2026-12-02", "later"],
])("%s is %s on 24 November", (closeOn, due) => {
  expect(dueOf(closeOn, "2026-11-24")).toBe(due);
});
