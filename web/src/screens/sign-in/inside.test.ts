import { expect, test } from "vitest";
import { inside } from "./inside";

test.each([
  ["/boats?sort=-price#top", "/boats?sort=-price#top"],
  [undefined, "/"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/boats/..//evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/boats", "/"],
])("%s leads to %s", (next, target) => {
  expect(inside(next)).toBe(target);
});
