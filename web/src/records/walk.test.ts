import { expect, test } from "vitest";
import { stepOf, type Walk } from "./walk";

const walk: Walk = { object: "boat", label: "Big boats", href: "/boats?view=big", ids: ["a", "b", "c"] };

test("a record knows its place and its neighbours in the list it was opened from", () => {
  expect(stepOf(walk, "boat", "b")).toEqual({ walk, place: 2, previous: "a", next: "c" });
  expect(stepOf(walk, "boat", "a")).toMatchObject({ place: 1, previous: undefined });
});

test("a record that was opened otherwise has no place", () => {
  expect(stepOf(walk, "boat", "z")).toBeNull();
  expect(stepOf(walk, "harbour", "a")).toBeNull();
  expect(stepOf(null, "boat", "a")).toBeNull();
});
