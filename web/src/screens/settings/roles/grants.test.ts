import { expect, test } from "vitest";
import { grantOf, NEW_ROLE, rightOf, sameRole, withGrant, withoutGrant, withRight } from "./grants";

test("an object follows everything else until it has a row of its own", () => {
  expect(grantOf(NEW_ROLE, "boat").view).toBe("all");
  const own = withGrant(NEW_ROLE, "boat", { view: "team" });
  expect(own.grants.boat).toEqual({ view: "team", create: "none", edit: "none", delete: "none" });
  const wider = withGrant(own, "*", { view: "none" });
  expect(grantOf(wider, "boat").view).toBe("team");
  expect(grantOf(withoutGrant(wider, "boat"), "boat").view).toBe("none");
});

test("a field is said only where it differs", () => {
  const hidden = withRight(NEW_ROLE, "boat", "price", "hidden");
  expect(rightOf(hidden, "boat", "price")).toBe("hidden");
  expect(rightOf(hidden, "boat", "name")).toBe("edit");
  expect(withRight(hidden, "boat", "price", "edit").fields).toEqual({});
});

test("the order of what is said does not make another role", () => {
  const one = withRight(withRight(NEW_ROLE, "boat", "a", "read"), "boat", "b", "hidden");
  const other = withRight(withRight(NEW_ROLE, "boat", "b", "hidden"), "boat", "a", "read");
  expect(sameRole(one, other)).toBe(true);
  expect(sameRole({ ...one, special: ["import", "bulk"] }, { ...other, special: ["bulk", "import"] })).toBe(true);
  expect(sameRole(one, NEW_ROLE)).toBe(false);
});
