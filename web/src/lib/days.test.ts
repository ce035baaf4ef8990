import { expect, test } from "vitest";
import { daysFrom, startOfDay } from "./days";

test.each([
  ["2026-11-25", "UTC", "2026-11-25T00:00:00.000Z"],
  ["2026-11-25", "Europe/Prague", "2026-11-24T23:00:00.000Z"],
  ["2026-07-01", "Europe/Prague", "2026-06-30T22:00:00.000Z"],
  ["2026-03-29", "Europe/Prague", "2026-03-28T23:00:00.000Z"],
  ["2026-10-26", "Europe/Prague", "2026-10-25T23:00:00.000Z"],
  ["2026-11-25", "America/Los_Angeles", "2026-11-25T08:00:00.000Z"],
  ["2026-11-25", "Asia/Kolkata", "2026-11-24T18:30:00.000Z"],
])("%s begins in %s at %s", (day, zone, moment) => {
  expect(startOfDay(day, zone).toISOString()).toBe(moment);
});

test("days are counted over the end of a year", () => {
  expect(daysFrom("2027-01-02", -7)).toBe("2026-12-26");
});
