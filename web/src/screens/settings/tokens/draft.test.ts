import { expect, test } from "vitest";
import { chosenLimits } from "./draft";

const NOW = new Date("2026-12-01T10:00:00Z");

test("what is left empty is no limit", () => {
  const draft = { name: " Form ", days: "", roles: [], objects: { boat: [] }, networks: " \n" };
  expect(chosenLimits(draft, NOW)).toEqual({
    name: "Form",
    expires_at: null,
    roles: null,
    objects: null,
    networks: null,
  });
});

test("what is chosen limits it", () => {
  const draft = {
    name: "Form",
    days: "30",
    roles: ["aid"],
    objects: { boat: ["view"], harbour: [] },
    networks: "203.0.113.0/24\n2001:db8::/32",
  };
  expect(chosenLimits(draft, NOW)).toEqual({
    name: "Form",
    expires_at: "2026-12-31T10:00:00.000Z",
    roles: ["aid"],
    objects: { boat: ["view"] },
    networks: ["203.0.113.0/24", "2001:db8::/32"],
  });
});
