import { describe, expect, test } from "vitest";
import { createFormats } from "@/lib/formats";
import { fieldMeta } from "@/testing/metadata";
import { orderOf, parseDate } from "./date/parseDate";
import { fromWallClock, toWallClock } from "./date_time/zoned";
import { parseEmail } from "./email/email";
import { describePeriod } from "./filter/relative";
import { parseMoney } from "./money/parseMoney";
import { digitsOf, outside } from "./number/parseNumber";
import { kindSpec } from "./registry";
import { hrefOf, shortUrl } from "./url/url";

const british = createFormats({ locale: "en-GB", timeZone: "Europe/London", currency: "GBP" });
const german = createFormats({ locale: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" });
const american = createFormats({ locale: "en-US", timeZone: "America/New_York", currency: "USD" });
const french = createFormats({ locale: "fr-FR", timeZone: "Europe/Paris", currency: "EUR" });

describe("numbers", () => {
  test.each([
    ["1,234.5", british, "1234.5"],
    ["1.234,5", german, "1234.5"],
    ["1 234,5", french, "1234.5"],
    ["1\u202f234,5", french, "1234.5"],
    ["−5", british, "-5"],
    [".5", british, ".5"],
    ["12a", british, null],
    ["1.2.3", british, null],
    ["", british, null],
  ])("%s is %s", (typed, formats, digits) => {
    expect(digitsOf(typed, formats)).toBe(digits);
  });

  test("a number outside the bounds is told the bound", () => {
    const field = fieldMeta("size", "number", { options: { min: 0, max: 1000 } });
    expect(outside(-1, field, german)).toBe("Type 0 or more.");
    expect(outside(1001, field, german)).toBe("Type 1.000 or less.");
    expect(outside(1000, field, german)).toBeNull();
  });
});

describe("money", () => {
  test.each([
    ["1200", "GBP", "1200", "GBP"],
    ["€1,200.50", "GBP", "1200.50", "EUR"],
    ["1200 usd", "GBP", "1200", "USD"],
  ])("%s", (typed, before, amount, currency) => {
    expect(parseMoney(typed, british, before)).toEqual({ value: { amount, currency } });
  });

  test("keeps every decimal that was typed", () => {
    expect(parseMoney("90071992547409931,25", german, "EUR")).toEqual({
      value: { amount: "90071992547409931.25", currency: "EUR" },
    });
  });

  test("asks for an amount when it is none", () => {
    expect(parseMoney("a lot", british, "GBP")).toEqual({ problem: "Type an amount such as £1,250.50." });
    expect(parseMoney("  ", british, "GBP")).toEqual({ value: null });
  });

  test("is written with cents only where there are some", () => {
    expect(british.money({ amount: "1200.00", currency: "EUR" })).toBe("€1,200");
    expect(british.money({ amount: "1200.50", currency: "EUR" })).toBe("€1,200.50");
  });
});

describe("dates", () => {
  test.each([
    ["1.12.2026", german, "2026-12-01"],
    ["12/1/2026", american, "2026-12-01"],
    ["1/12/26", british, "2026-12-01"],
    ["2026-12-01", american, "2026-12-01"],
    ["1 Dec 2026", british, "2026-12-01"],
    ["3. März 2027", german, "2027-03-03"],
    ["29 feb 2028", british, "2028-02-29"],
  ])("%s is %s", (typed, formats, day) => {
    expect(parseDate(typed, formats)).toEqual({ value: day });
  });

  test("words and distances count from today in the person's zone", () => {
    const today = british.today();
    const next = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    expect(parseDate("today", british)).toEqual({ value: today });
    expect(parseDate("+1", british)).toEqual({ value: next });
  });

  test.each(["31/2/2026", "29 feb 2027", "32", "soon"])("%s is no day", (typed) => {
    expect(parseDate(typed, british)).toHaveProperty("problem");
  });

  test("the order of day and month is the locale's", () => {
    expect([orderOf("de-DE"), orderOf("en-US"), orderOf("ja-JP")]).toEqual(["dmy", "mdy", "ymd"]);
  });

  test("today is the day of the person's zone, not of UTC", () => {
    const late = new Date("2026-12-01T03:30:00Z");
    expect(american.today(late)).toBe("2026-11-30");
    expect(german.today(late)).toBe("2026-12-01");
  });
});

describe("moments", () => {
  test.each([
    ["2026-12-01T09:30", "Europe/Berlin", "2026-12-01T08:30:00Z"],
    ["2026-07-01T09:30", "Europe/Berlin", "2026-07-01T07:30:00Z"],
    ["2026-12-01T23:00", "America/New_York", "2026-12-02T04:00:00Z"],
    ["2026-12-01T09:30", "Asia/Kolkata", "2026-12-01T04:00:00Z"],
    ["2026-10-25T12:00", "Europe/Berlin", "2026-10-25T11:00:00Z"],
  ])("%s in %s is %s and back", (wall, zone, moment) => {
    expect(fromWallClock(wall, zone)).toBe(moment);
    expect(toWallClock(moment, zone)).toBe(wall);
  });
});

test("only web addresses become links", () => {
  expect(hrefOf("example.com")).toBe("https://example.com/");
  expect(hrefOf("javascript:alert(1)")).toBeNull();
  expect(hrefOf("data:text/html,x")).toBeNull();
  expect(shortUrl("https://www.example.com/")).toBe("example.com");
});

test("an address of mail has a name, an at sign and a domain", () => {
  expect(parseEmail(" a@b.co ")).toEqual({ value: "a@b.co" });
  expect(parseEmail("a@b")).toHaveProperty("problem");
});

test("a relative period reads like a sentence", () => {
  expect(describePeriod({ from: 0, to: 30, unit: "day" })).toBe("next 30 days");
  expect(describePeriod({ from: -1, to: 0, unit: "week" })).toBe("last week");
  expect(describePeriod({ from: 0, to: 0, unit: "quarter" })).toBe("this quarter");
});

test("an unknown kind throws and says where to add it", () => {
  expect(() => kindSpec("hologram")).toThrow(/hologram.*web\/src\/fields/);
});
