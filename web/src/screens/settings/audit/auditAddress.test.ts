import { expect, test } from "vitest";
import { questionOf, readAuditAddress } from "./auditAddress";

test("what does not fit is left out", () => {
  expect(readAuditAddress({ kind: "token", last: "seven", from: "yesterday", to: "2026-12-01", about: 4 })).toEqual({
    kind: "token",
    actor: undefined,
    about: undefined,
    last: undefined,
    from: undefined,
    to: "2026-12-01",
  });
});

test("the last days begin with a day of the reader's time zone and have no end", () => {
  const question = questionOf({ last: 7 }, "2026-12-07", "Europe/Prague");
  expect(question).toMatchObject({ since: "2026-11-30T23:00:00.000Z", until: undefined });
});

test("the last day of a period is part of it", () => {
  const question = questionOf({ from: "2026-12-01", to: "2026-12-01", about: "team:a1" }, "2026-12-07", "UTC");
  expect(question).toMatchObject({
    since: "2026-12-01T00:00:00.000Z",
    until: "2026-12-02T00:00:00.000Z",
    subject_type: "team",
    subject: "a1",
  });
});
