import { afterEach, expect, test } from "vitest";
import { plural, t, writeCounts } from "./text";

afterEach(() => writeCounts(String));

test("counts are written as the person writes numbers, other numbers as they are", () => {
  writeCounts(new Intl.NumberFormat("de-DE").format);
  expect(plural(17207, "One record", "{{count}} records")).toBe("17.207 records");
  expect(plural(1, "One record", "{{count}} records")).toBe("One record");
  expect(t("and {{count}} more in {{year}}", { count: 9932, year: 2026 })).toBe("and 9.932 more in 2026");
});
